/* test_sgd.c - the step of gradient descent: what it adds to the weights, that it comes to the same
 * in pieces, and that arithmetic and layout of the data change no bit of it. */
#include "check.h"
#include "fixture.h"
#include "pack.h"

enum { SAMPLES = 600 };

static fixture_set set;
static uint32_t indices[SAMPLES];

typedef struct bench {
    lab_network *network;
    lab_workspace *workspace;
} bench;

static bench open_bench(lab_shape shape, const lab_data *data, lab_arithmetic arithmetic) {
    bench b;
    CHECK_EQUAL(lab_network_create(&shape, &b.network, NULL), LAB_OK);
    CHECK_EQUAL(lab_workspace_create(b.network, data, arithmetic, &b.workspace), LAB_OK);
    lab_network_initialize(b.network, 3);
    return b;
}

static void close_bench(bench *b) {
    lab_workspace_destroy(b->workspace);
    lab_network_destroy(b->network);
}

static size_t layer_size(lab_layer_view view) {
    return (size_t)view.inputs * view.stride;
}

/* The largest difference between the parameters of two networks, padding included. */
static double difference(const lab_network *a, const lab_network *b) {
    double most = 0;
    for (uint32_t l = 0; l < lab_network_shape(a)->layers; l++) {
        lab_layer_view x = lab_network_layer(a, l), y = lab_network_layer(b, l);
        for (size_t k = 0; k < layer_size(x); k++) {
            most = fmax(most, fabs((double)x.weights[k] - (double)y.weights[k]));
        }
        for (uint32_t j = 0; j < x.stride; j++) {
            most = fmax(most, fabs((double)x.biases[j] - (double)y.biases[j]));
        }
    }
    return most;
}

/* Chunks add up to the whole, to the last bit: every sum runs over the samples in their order. */
static void check_chunks(void) {
    bench whole = open_bench(fixture_shape(), set.data, LAB_VECTOR);
    bench pieces = open_bench(fixture_shape(), set.data, LAB_VECTOR);
    lab_gradient_clear(whole.workspace);
    lab_score all = lab_gradient_add(whole.workspace, whole.network, set.data, indices, 500);
    lab_score sum = {0, 0, 0};
    uint32_t sizes[] = {1, 2, 37, 300, 160};
    lab_gradient_add(pieces.workspace, pieces.network, set.data, indices, 9); /* to be cleared */
    lab_gradient_clear(pieces.workspace);
    for (uint32_t i = 0, at = 0; i < 5; at += sizes[i++]) {
        lab_score part =
            lab_gradient_add(pieces.workspace, pieces.network, set.data, indices + at, sizes[i]);
        sum.loss += part.loss, sum.correct += part.correct, sum.samples += part.samples;
    }
    CHECK_EQUAL(sum.samples, 500);
    CHECK_EQUAL(sum.correct, all.correct);
    CHECK_NEAR(sum.loss, all.loss, 1e-9);
    for (uint32_t l = 0; l < 3; l++) {
        lab_layer_view a = lab_gradient_layer(whole.workspace, l);
        lab_layer_view b = lab_gradient_layer(pieces.workspace, l);
        CHECK(memcmp(a.weights, b.weights, layer_size(a) * sizeof(float)) == 0);
        CHECK(memcmp(a.biases, b.biases, a.outputs * sizeof(float)) == 0);
    }
    close_bench(&whole);
    close_bench(&pieces);
}

/* The step at once and the gradient applied afterwards differ by rounding alone. */
static void check_step_is_gradient(uint32_t count) {
    bench step = open_bench(fixture_shape(), set.data, LAB_VECTOR);
    bench apply = open_bench(fixture_shape(), set.data, LAB_VECTOR);
    bench start = open_bench(fixture_shape(), set.data, LAB_VECTOR);
    lab_score a = lab_sgd_step(step.workspace, step.network, set.data, indices, count, 0.7);
    lab_gradient_clear(apply.workspace);
    lab_score b = lab_gradient_add(apply.workspace, apply.network, set.data, indices, count);
    CHECK_EQUAL(difference(apply.network, start.network), 0);
    lab_gradient_apply(apply.workspace, apply.network, count, 0.7);
    CHECK(difference(step.network, start.network) > 1e-3);
    CHECK(difference(step.network, apply.network) < 1e-6);
    CHECK_EQUAL(a.loss, b.loss);
    CHECK_EQUAL(a.correct, b.correct);
    close_bench(&step);
    close_bench(&apply);
    close_bench(&start);
}

/* One weight and one bias, in numbers that floats hold exactly. */
static void check_step_by_hand(void) {
    float input = 3, target = 5;
    lab_data *data;
    CHECK_EQUAL(lab_data_create(&input, 1, 1, &target, 1, &data), LAB_OK);
    lab_shape shape = {.layers = 1,
        .units = {1, 1},
        .activations = {LAB_IDENTITY},
        .loss = LAB_MEAN_SQUARED_ERROR};
    bench b = open_bench(shape, data, LAB_VECTOR);
    lab_layer_view view = lab_network_layer(b.network, 0);
    view.weights[0] = 0.5f;
    view.biases[0] = 1; /* the answer is 2.5, its miss -2.5 */
    lab_score score = lab_sgd_step(b.workspace, b.network, data, indices, 1, 0.125);
    CHECK_EQUAL(score.loss, 2.5 * 2.5 / 2);
    CHECK_EQUAL(score.correct, 0);
    CHECK_EQUAL(view.weights[0], 0.5 + 0.125 * 2.5 * 3);
    CHECK_EQUAL(view.biases[0], 1 + 0.125 * 2.5);
    close_bench(&b);
    lab_data_destroy(data);
}

static void check_evaluate(void) {
    bench b = open_bench(fixture_shape(), set.data, LAB_VECTOR);
    bench start = open_bench(fixture_shape(), set.data, LAB_VECTOR);
    lab_score looked = lab_evaluate(b.workspace, b.network, set.data, indices, 100);
    CHECK_EQUAL(difference(b.network, start.network), 0);
    lab_score stepped = lab_sgd_step(b.workspace, b.network, set.data, indices, 100, 0);
    CHECK_EQUAL(looked.loss, stepped.loss);
    CHECK_EQUAL(difference(b.network, start.network), 0); /* a rate of 0 moves nothing */
    double correct = 0, loss = 0;
    for (uint32_t s = 0; s < 100; s++) {
        float inputs[FIXTURE_WIDTH], outputs[FIXTURE_CLASSES];
        uint32_t best = 0, label = lab_data_label(set.data, s);
        lab_data_inputs(set.data, s, inputs);
        lab_network_answer(b.network, b.workspace, inputs, outputs);
        for (uint32_t j = 0; j < FIXTURE_CLASSES; j++) best = outputs[j] > outputs[best] ? j : best;
        correct += best == label;
        loss -= log((double)outputs[label]);
    }
    CHECK_EQUAL(looked.correct, correct);
    CHECK_NEAR(looked.loss, loss, 1e-4);
    close_bench(&b);
    close_bench(&start);
}

/* Where outputs are equal, the first is the answer. */
static void check_ties(void) {
    bench b = open_bench(fixture_shape(), set.data, LAB_VECTOR);
    lab_layer_view view = lab_network_layer(b.network, fixture_shape().layers - 1);
    memset(view.biases, 0, view.outputs * sizeof(float));
    for (uint32_t i = 0; i < view.inputs; i++) {
        memset(view.weights + i * view.stride, 0, view.outputs * sizeof(float));
    }
    uint32_t first = 0, second = 0;
    for (uint32_t s = 0; s < 100; s++) {
        first += lab_data_label(set.data, s) == 0;
        second += lab_data_label(set.data, s) == 1;
    }
    CHECK(first > 0 && second > 0);
    CHECK_EQUAL(lab_evaluate(b.workspace, b.network, set.data, indices, 100).correct, first);
    view.biases[1] = NAN; /* softmax makes NaN of all of them */
    CHECK_EQUAL(lab_evaluate(b.workspace, b.network, set.data, indices, 100).correct, 0);
    close_bench(&b);
}

/* ---- Whole trainings ---------------------------------------------------------------------- */

static void fingerprint(lab_run run, const lab_data *data, uint8_t digest[32], double final[4]) {
    lab_trainer *trainer;
    CHECK_EQUAL(lab_trainer_create(&run, data, data, &trainer, NULL), LAB_OK);
    fixture_finish(trainer, 1000);
    lab_trainer_fingerprint(trainer, digest);
    lab_trainer_final(trainer, final);
    lab_trainer_destroy(trainer);
}

/* Plain and vector arithmetic, sparse and dense layout: one fingerprint. Odd batches leave a last
 * one that is smaller and odd again; 480 is the full set; no layer's width divides by a vector's.
 */
static void check_same_bits(const fixture_set *dense) {
    double batches[] = {1, 7, 16, 101, 480};
    for (size_t i = 0; i < 5; i++) {
        lab_run run = fixture_run(SAMPLES);
        uint8_t first[32], other[32];
        double final[4];
        run.batch = batches[i];
        run.shape.units[1] = 33;
        run.shape.units[2] = 7;
        run.shape.activations[0] = LAB_TANH;
        run.epochs = 6;
        fixture_set_rate(&run, 0.3);
        fingerprint(run, set.data, first, final);
        if (run.batch == 16) CHECK(final[3] > 0.3); /* it learns; guessing gives 0.1 */
        fingerprint(run, dense->data, other, final);
        CHECK(memcmp(first, other, 32) == 0);
        run.arithmetic = LAB_PLAIN;
        fingerprint(run, set.data, other, final);
        CHECK(memcmp(first, other, 32) == 0);
        fingerprint(run, dense->data, other, final);
        CHECK(memcmp(first, other, 32) == 0);
    }
}

static void check_same_bits_of_regression(void) {
    static float inputs[200], targets[200];
    for (int i = 0; i < 200; i++) {
        inputs[i] = (float)i / 200;
        targets[i] = inputs[i] * inputs[i] - 0.3f;
    }
    lab_data *data;
    CHECK_EQUAL(lab_data_create(inputs, 200, 1, targets, 1, &data), LAB_OK);
    lab_run run = fixture_run(200);
    run.shape = (lab_shape){.layers = 2,
        .units = {1, 4, 1},
        .activations = {LAB_SIGMOID, LAB_IDENTITY},
        .loss = LAB_MEAN_SQUARED_ERROR};
    run.batch = 3;
    run.epochs = 30;
    uint8_t vector[32], plain[32];
    double final[4];
    fingerprint(run, data, vector, final);
    CHECK(final[2] < 0.02); /* the targets' variance is 0.09, of which the loss has half */
    run.arithmetic = LAB_PLAIN;
    fingerprint(run, data, plain, final);
    CHECK(memcmp(vector, plain, 32) == 0);
    lab_data_destroy(data);
}

int main(void) {
    for (uint32_t i = 0; i < SAMPLES; i++) indices[i] = i;
    set = fixture_open(70, 0.25, SAMPLES, LAB_PACK_SPARSE);
    check_chunks();
    check_step_is_gradient(1);
    check_step_is_gradient(33);
    check_step_is_gradient(LAB_CHUNK);
    check_step_by_hand();
    check_evaluate();
    check_ties();
    fixture_set dense = fixture_open(70, 0.25, SAMPLES, LAB_PACK_DENSE);
    check_same_bits(&dense);
    check_same_bits_of_regression();
    fixture_close(&dense);
    fixture_close(&set);
    return 0;
}
