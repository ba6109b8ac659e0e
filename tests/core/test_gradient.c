/* test_gradient.c - every gradient against central differences of a loss that is written here once
 * more, plainly and in double precision: for all activations and losses, on floats and on packs.
 * (That the plain and the vector arithmetic agree to the bit is test_kernel's and test_sgd's.) */
#include "check.h"
#include "fixture.h"
#include "pack.h"

enum { SAMPLES = 6, MOST_PARAMETERS = 1000 };

/* ---- The loss in double precision --------------------------------------------------------- */

/* Weights [inputs x outputs], then biases, layer by layer. */
static double parameters[MOST_PARAMETERS];
static double targets[SAMPLES][FIXTURE_CLASSES];

static double activation(lab_activation f, double z) {
    if (f == LAB_SIGMOID) return 1 / (1 + exp(-z));
    if (f == LAB_TANH) return tanh(z);
    if (f == LAB_RELU) return z > 0 ? z : 0;
    return z;
}

static void softmax(double *z, uint32_t count) {
    double sum = 0;
    for (uint32_t j = 0; j < count; j++) sum += z[j] = exp(z[j]);
    for (uint32_t j = 0; j < count; j++) z[j] /= sum;
}

/* The outputs of the network for x, which are left in x. */
static void answer(const lab_shape *shape, double *x) {
    const double *next = parameters;
    for (uint32_t l = 0; l < shape->layers; l++) {
        uint32_t inputs = shape->units[l], outputs = shape->units[l + 1];
        double z[64];
        for (uint32_t j = 0; j < outputs; j++) {
            z[j] = next[inputs * outputs + j];
            for (uint32_t i = 0; i < inputs; i++) z[j] += x[i] * next[i * outputs + j];
        }
        if (shape->activations[l] == LAB_SOFTMAX) softmax(z, outputs);
        for (uint32_t j = 0; j < outputs; j++) x[j] = activation(shape->activations[l], z[j]);
        next += (inputs + 1) * outputs;
    }
}

static double sum_of_losses(const lab_shape *shape, const lab_data *data) {
    double sum = 0;
    for (uint32_t s = 0; s < SAMPLES; s++) {
        float inputs[64];
        double x[64];
        lab_data_inputs(data, s, inputs);
        for (uint32_t i = 0; i < shape->units[0]; i++) x[i] = (double)inputs[i];
        answer(shape, x);
        for (uint32_t j = 0; j < shape->units[shape->layers]; j++) {
            double miss = x[j] - targets[s][j];
            if (shape->loss == LAB_MEAN_SQUARED_ERROR) sum += miss * miss / 2;
            else sum -= targets[s][j] * log(x[j]);
        }
    }
    return sum;
}

/* ---- Comparing ---------------------------------------------------------------------------- */

/* Weights from a seed, and biases that are not 0 either; both also as doubles. */
static void start_network(lab_network *network, uint64_t seed) {
    lab_random random = lab_random_start(seed, 0);
    double *next = parameters;
    lab_network_initialize(network, seed);
    for (uint32_t l = 0; l < lab_network_shape(network)->layers; l++) {
        lab_layer_view view = lab_network_layer(network, l);
        for (uint32_t j = 0; j < view.outputs; j++) {
            view.biases[j] = lab_random_uniform(&random) - 0.5f;
        }
        for (uint32_t i = 0; i < view.inputs; i++) {
            const float *row = view.weights + (size_t)i * view.stride;
            for (uint32_t j = 0; j < view.outputs; j++) *next++ = (double)row[j];
        }
        for (uint32_t j = 0; j < view.outputs; j++) *next++ = (double)view.biases[j];
    }
    CHECK(next <= parameters + MOST_PARAMETERS);
}

static void check_difference(const lab_shape *shape, const lab_data *data, double *parameter,
    float found, const char *what, uint32_t layer) {
    const double step = 1e-5;
    double start = *parameter;
    *parameter = start + step;
    double above = sum_of_losses(shape, data);
    *parameter = start - step;
    double below = sum_of_losses(shape, data);
    *parameter = start;
    double expected = (above - below) / (2 * step);
    if (fabs((double)found - expected) <= 2e-5 * (1 + fabs(expected))) return;
    fprintf(stderr, "%s of layer %u, activations %d %d %d, loss %d: %.9g, not %.9g\n", what, layer,
        shape->activations[0], shape->activations[1], shape->activations[2], shape->loss,
        (double)found, expected);
    exit(1);
}

/* The gradient's padding must stay zero: it is added to the weights' padding, which is. */
static void check_layer(const lab_shape *shape, const lab_data *data, lab_layer_view gradient,
    uint32_t layer, double *next) {
    for (uint32_t i = 0; i <= gradient.inputs; i++) {
        int is_bias = i == gradient.inputs;
        const float *row =
            is_bias ? gradient.biases : gradient.weights + (size_t)i * gradient.stride;
        for (uint32_t j = 0; j < gradient.stride; j++) {
            if (j < gradient.outputs) {
                check_difference(shape, data, next++, row[j], is_bias ? "bias" : "weight", layer);
            } else {
                CHECK_EQUAL(row[j], 0);
            }
        }
    }
}

static void check_gradient(const lab_shape *shape, const lab_data *data, uint64_t seed) {
    static const uint32_t indices[SAMPLES] = {0, 1, 2, 3, 4, 5};
    lab_network *network;
    lab_workspace *workspace;
    CHECK_EQUAL(lab_network_create(shape, &network, NULL), LAB_OK);
    CHECK_EQUAL(lab_workspace_create(network, data, LAB_VECTOR, &workspace), LAB_OK);
    start_network(network, seed);
    lab_gradient_clear(workspace);
    lab_score score = lab_gradient_add(workspace, network, data, indices, SAMPLES);
    CHECK_EQUAL(score.samples, SAMPLES);
    CHECK_NEAR(score.loss, sum_of_losses(shape, data), 1e-5 * SAMPLES);
    double *next = parameters;
    for (uint32_t l = 0; l < shape->layers; l++) {
        check_layer(shape, data, lab_gradient_layer(workspace, l), l, next);
        next += (shape->units[l] + 1) * shape->units[l + 1];
    }
    lab_workspace_destroy(workspace);
    lab_network_destroy(network);
}

/* All pairs of hidden activations, with every output that goes with the data. */
static void check_activations(const lab_data *data, int labelled) {
    for (int hidden = 0; hidden < 16; hidden++) {
        for (int output = LAB_IDENTITY; output <= LAB_SOFTMAX; output++) {
            int losses = output == LAB_SOFTMAX && labelled ? 2 : 1;
            for (int loss = 0; loss < losses; loss++) {
                lab_shape shape = {.layers = 3,
                    .units = {lab_data_width(data), 5, 4, lab_data_outputs(data)},
                    .activations = {(lab_activation)(hidden / 4), (lab_activation)(hidden % 4),
                        (lab_activation)output},
                    .loss = loss == 0 ? LAB_MEAN_SQUARED_ERROR : LAB_CROSS_ENTROPY};
                check_gradient(&shape, data, (uint64_t)(50 + hidden));
            }
        }
    }
}

static void check_pack(uint32_t layout) {
    fixture_set set = fixture_open(60, 0.3, SAMPLES, layout);
    memset(targets, 0, sizeof targets);
    for (uint32_t s = 0; s < SAMPLES; s++) targets[s][lab_data_label(set.data, s)] = 1;
    check_activations(set.data, 1);
    fixture_close(&set);
}

static void check_floats(void) {
    enum { WIDTH = 3, OUTPUTS = 2 };
    float inputs[SAMPLES * WIDTH], wanted[SAMPLES * OUTPUTS];
    lab_random random = lab_random_start(61, 0);
    for (int i = 0; i < SAMPLES * WIDTH; i++) inputs[i] = 4 * lab_random_uniform(&random) - 2;
    inputs[4] = 0;
    for (int i = 0; i < SAMPLES * OUTPUTS; i++) {
        wanted[i] = 2 * lab_random_uniform(&random) - 1;
        targets[i / OUTPUTS][i % OUTPUTS] = (double)wanted[i];
    }
    lab_data *data;
    CHECK_EQUAL(lab_data_create(inputs, SAMPLES, WIDTH, wanted, OUTPUTS, &data), LAB_OK);
    check_activations(data, 0);
    lab_data_destroy(data);
}

/* ---- One layer, and the deepest ----------------------------------------------------------- */

static void check_depths(void) {
    fixture_set set = fixture_open(62, 0.3, SAMPLES, LAB_PACK_SPARSE);
    memset(targets, 0, sizeof targets);
    for (uint32_t s = 0; s < SAMPLES; s++) targets[s][lab_data_label(set.data, s)] = 1;
    lab_shape one = fixture_one_layer();
    check_gradient(&one, set.data, 63);
    lab_shape deep = fixture_deepest();
    check_gradient(&deep, set.data, 64);
    fixture_close(&set);
}

int main(void) {
    check_floats();
    check_pack(LAB_PACK_SPARSE);
    check_pack(LAB_PACK_DENSE);
    check_depths();
    return 0;
}
