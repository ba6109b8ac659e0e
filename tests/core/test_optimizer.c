/* test_optimizer.c - every optimizer against its formula: bit by bit where floats are added up in
 * the stated order, and against the papers' in double precision; for any width of the vectors. */
#include "check.h"
#include "lab.h"

enum { INPUTS = 3, OUTPUTS = 5, STEPS = 40, SAMPLES = 7, WEIGHTS = (INPUTS + 1) * OUTPUTS };

static const double rate = 0.01;

static const lab_optimizer kinds[] = {
    {LAB_MOMENTUM, .momentum = 0.9, .decay = 0.01},
    {LAB_NESTEROV, .momentum = 0.9},
    {LAB_ADAGRAD, .epsilon = 1e-10},
    {LAB_RMSPROP, .beta2 = 0.99, .epsilon = 1e-8, .decay = 0.1},
    {LAB_ADAM, .beta1 = 0.9, .beta2 = 0.999, .epsilon = 1e-8},
    {LAB_ADAM, .beta1 = 0.9, .beta2 = 0.999, .epsilon = 1e-8, .decay = 0.1},
    {LAB_ADAMW, .beta1 = 0.8, .beta2 = 0.99, .epsilon = 1e-6, .decay = 0.1},
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

typedef struct bench {
    lab_data *data;
    lab_network *network;
    lab_workspace *workspace;
    lab_moments *moments;
} bench;

static bench open_bench(const lab_optimizer *optimizer) {
    static const float inputs[INPUTS], targets[OUTPUTS];
    const lab_shape shape = {1, {INPUTS, OUTPUTS}, {LAB_IDENTITY}, LAB_MEAN_SQUARED_ERROR};
    bench b;
    CHECK_EQUAL(lab_optimizer_check(optimizer, NULL), LAB_OK);
    CHECK_EQUAL(lab_data_create(inputs, 1, INPUTS, targets, OUTPUTS, &b.data), LAB_OK);
    CHECK_EQUAL(lab_network_create(&shape, &b.network, NULL), LAB_OK);
    CHECK_EQUAL(lab_workspace_create(b.network, b.data, LAB_VECTOR, &b.workspace), LAB_OK);
    CHECK_EQUAL(lab_moments_create(optimizer, b.network, &b.moments), LAB_OK);
    lab_network_initialize(b.network, 5);
    return b;
}

static void close_bench(bench *b) {
    lab_moments_destroy(b->moments);
    lab_workspace_destroy(b->workspace);
    lab_network_destroy(b->network);
    lab_data_destroy(b->data);
}

/* Parameter k of a layer: weights row by row, then biases. */
static float *parameter(lab_layer_view view, size_t k) {
    if (k >= INPUTS * OUTPUTS) return view.biases + k - INPUTS * OUTPUTS;
    return view.weights + k / OUTPUTS * view.stride + k % OUTPUTS;
}

/* The gradient's sum at step t (from 1): of all sizes, and some of it rarely there, or never. */
static float gradient(size_t k, int t) {
    static const float sizes[] = {1.0f, -30.0f, 1e-3f, -1e-6f, 0.3f};
    lab_random random = lab_random_start(k, (uint64_t)t);
    if (k == 3 || (k % 7 == 2 && t != 2)) return 0;
    return sizes[k % 5] * (lab_random_uniform(&random) + 0.1f);
}

static void step(bench *b, int t) {
    lab_layer_view view = lab_gradient_layer(b->workspace, 0);
    lab_gradient_clear(b->workspace);
    for (size_t k = 0; k < WEIGHTS; k++) *parameter(view, k) = gradient(k, t);
    lab_moments_apply(b->moments, b->workspace, b->network, SAMPLES, rate);
}

/* ---- The stated order, in floats ---------------------------------------------------------- */

static float plain_step(const lab_optimizer *o, float w, float sum, float *m, float *v, int t) {
    int kind = (int)o->kind;
    float g = sum * (float)(1.0 / SAMPLES) + w * (float)(kind == LAB_ADAMW ? 0 : o->decay);
    float keep = (float)(1 - rate * o->decay), eta = (float)rate;
    float epsilon = (float)o->epsilon, momentum = (float)o->momentum;
    float beta1 = (float)o->beta1, beta2 = (float)o->beta2;
    switch ((lab_optimizer_kind)kind) {
    case LAB_MOMENTUM:
        *m = *m * momentum + g;
        return w - *m * eta;
    case LAB_NESTEROV:
        *m = *m * momentum + g;
        return w - (g + *m * momentum) * eta;
    case LAB_ADAGRAD:
        *v = *v + g * g;
        return w - g * eta / (sqrtf(*v) + epsilon);
    case LAB_RMSPROP:
        *v = *v * beta2 + g * g * (float)(1 - o->beta2);
        return w - g * eta / (sqrtf(*v) + epsilon);
    default:
        *m = *m * beta1 + g * (float)(1 - o->beta1);
        *v = *v * beta2 + g * g * (float)(1 - o->beta2);
        eta = (float)(rate / (1 - lab_pow(o->beta1, t)));
        float root = (float)(1 / sqrt(1 - lab_pow(o->beta2, t)));
        return (kind == LAB_ADAMW ? w * keep : w) - *m * eta / (sqrtf(*v) * root + epsilon);
    }
}

/* ---- The papers', in double precision ----------------------------------------------------- */

static double exact_step(const lab_optimizer *o, double w, double g, double *m, double *v, int t) {
    if (o->kind == LAB_ADAMW) w -= rate * o->decay * w;
    else g += o->decay * w;
    switch ((lab_optimizer_kind)o->kind) {
    case LAB_MOMENTUM:
        *m = o->momentum * *m + g;
        return w - rate * *m;
    case LAB_NESTEROV: /* by Nesterov's own two sequences: *v is the point before the look ahead */
        if (t == 1) *v = w;
        double before = *v;
        *v = w - rate * g;
        return *v + o->momentum * (*v - before);
    case LAB_ADAGRAD:
        *v += g * g;
        return w - rate * g / (sqrt(*v) + o->epsilon);
    case LAB_RMSPROP:
        *v += (1 - o->beta2) * (g * g - *v);
        return w - rate * g / (sqrt(*v) + o->epsilon);
    default:
        *m += (1 - o->beta1) * (g - *m);
        *v += (1 - o->beta2) * (g * g - *v);
        double m_hat = *m / (1 - pow(o->beta1, t)), v_hat = *v / (1 - pow(o->beta2, t));
        return w - rate * m_hat / (sqrt(v_hat) + o->epsilon);
    }
}

static void check_formula(const lab_optimizer *optimizer) {
    bench b = open_bench(optimizer);
    lab_layer_view view = lab_network_layer(b.network, 0);
    float plain[WEIGHTS], m[WEIGHTS] = {0}, v[WEIGHTS] = {0};
    double exact[WEIGHTS], exact_m[WEIGHTS] = {0}, exact_v[WEIGHTS] = {0};
    for (size_t k = 0; k < WEIGHTS; k++) exact[k] = plain[k] = *parameter(view, k);
    for (int t = 1; t <= STEPS; t++) {
        step(&b, t);
        for (size_t k = 0; k < WEIGHTS; k++) {
            float sum = gradient(k, t);
            plain[k] = plain_step(optimizer, plain[k], sum, m + k, v + k, t);
            double mean = (double)sum / SAMPLES;
            exact[k] = exact_step(optimizer, exact[k], mean, exact_m + k, exact_v + k, t);
            CHECK(memcmp(parameter(view, k), plain + k, sizeof(float)) == 0);
            CHECK_NEAR(*parameter(view, k), exact[k], 2e-6 * (1 + fabs(exact[k])));
        }
    }
    close_bench(&b);
}

/* A weight that has no gradient moves on as long as it is remembered that it had one; padding has
 * never had any, and stays 0. */
static void check_memory(const lab_optimizer *optimizer) {
    bench b = open_bench(optimizer);
    lab_layer_view view = lab_network_layer(b.network, 0);
    step(&b, 1);
    step(&b, 2);
    float rare = *parameter(view, 2), never = *parameter(view, 3);
    step(&b, 3);
    int remembers = optimizer->kind != LAB_ADAGRAD && optimizer->kind != LAB_RMSPROP;
    if (remembers || optimizer->decay > 0) CHECK(*parameter(view, 2) != rare);
    else CHECK_EQUAL(*parameter(view, 2), rare);
    if (!(optimizer->decay > 0)) CHECK_EQUAL(*parameter(view, 3), never);
    for (size_t i = 0; i < INPUTS; i++) {
        for (size_t j = OUTPUTS; j < view.stride; j++) {
            CHECK_EQUAL(view.weights[i * view.stride + j], 0);
        }
    }
    for (size_t j = OUTPUTS; j < view.stride; j++) CHECK_EQUAL(view.biases[j], 0);
    close_bench(&b);
}

/* What is remembered dies away to 0, and not into the smallest numbers, on which machines are slow:
 * a weight that rests is then left alone to the bit. */
static void check_rest(const lab_optimizer *optimizer) {
    bench b = open_bench(optimizer);
    for (int t = 1; t <= 3; t++) step(&b, t);
    lab_gradient_clear(b.workspace);
    for (int t = 0; t < 20000; t++) {
        lab_moments_apply(b.moments, b.workspace, b.network, SAMPLES, rate);
    }
    lab_layer_view view = lab_network_layer(b.network, 0);
    float *weight = parameter(view, 0), before = *weight;
    lab_moments_apply(b.moments, b.workspace, b.network, SAMPLES, 1e30);
    if (optimizer->decay > 0) CHECK(isfinite(before));
    else CHECK_EQUAL(*weight, before);
    close_bench(&b);
}

static void check_reset(const lab_optimizer *optimizer) {
    bench fresh = open_bench(optimizer), used = open_bench(optimizer);
    step(&used, 9);
    lab_moments_reset(used.moments);
    lab_network_copy(used.network, fresh.network);
    for (int t = 1; t <= 3; t++) step(&fresh, t), step(&used, t);
    lab_layer_view a = lab_network_layer(fresh.network, 0), b = lab_network_layer(used.network, 0);
    for (size_t k = 0; k < WEIGHTS; k++) CHECK_EQUAL(*parameter(a, k), *parameter(b, k));
    close_bench(&fresh);
    close_bench(&used);
}

static void check_refused(lab_optimizer optimizer, lab_optimizer_field field) {
    lab_fault fault = {-1, -1, -1};
    CHECK_EQUAL(lab_optimizer_check(&optimizer, &fault), LAB_BAD_OPTIMIZER);
    CHECK_EQUAL(fault.where, field);
    double found = ((const double *)&optimizer)[field];
    CHECK(fault.found == found || isnan(found));
}

static void check_refusals(void) {
    lab_optimizer sgd = {
        .kind = LAB_SGD, .momentum = NAN, .epsilon = -1}; /* which it never reads */
    CHECK_EQUAL(lab_optimizer_check(&sgd, NULL), LAB_OK);
    const double bad_kinds[] = {-1, 0.5, 7, INFINITY, NAN};
    for (size_t i = 0; i < 5; i++) {
        check_refused((lab_optimizer){.kind = bad_kinds[i]}, LAB_OPTIMIZER_KIND);
    }
    const double bad[] = {-0.1, 1.1, INFINITY, NAN};
    for (size_t i = 0; i < 4; i++) {
        for (uint32_t field = 1; field < LAB_OPTIMIZER_FIELDS; field++) {
            lab_optimizer optimizer = field == LAB_OPTIMIZER_MOMENTUM ? kinds[1] : kinds[5];
            ((double *)&optimizer)[field] = bad[i];
            check_refused(optimizer, (lab_optimizer_field)field);
        }
    }
    check_refused((lab_optimizer){LAB_NESTEROV, .momentum = 1}, LAB_OPTIMIZER_MOMENTUM);
    check_refused((lab_optimizer){LAB_ADAGRAD, .epsilon = 0}, LAB_OPTIMIZER_EPSILON);
    check_refused((lab_optimizer){LAB_RMSPROP, .beta2 = 1, .epsilon = 1}, LAB_OPTIMIZER_BETA2);
}

int main(void) {
    for (size_t i = 0; i < KINDS; i++) {
        check_formula(&kinds[i]);
        check_memory(&kinds[i]);
        check_rest(&kinds[i]);
        check_reset(&kinds[i]);
    }
    check_refusals();
    return 0;
}
