/* test_curvature.c - the outermost curvatures against explicit Hessians: of a small network by
 * central differences in double precision and Jacobi's method, of a saddle by hand; and against
 * power iteration. */
#include "block.h"
#include "check.h"
#include "fixture.h"
#include "hessian.h"
#include "pack.h"
#include "reference.h"
#include "tridiagonal.h"

enum { COUNT = 1500, TRAIN = 1200 };

static fixture_set set;

static lab_curvature_state finish(
    const lab_curvature_plan *plan, const lab_subject *subject, uint32_t slice) {
    lab_curvature *curvature;
    lab_fault fault;
    CHECK_EQUAL(lab_curvature_create(plan, subject, &curvature, &fault), LAB_OK);
    double share = 0;
    while (lab_curvature_advance(curvature, slice) > 0) {
        double now = lab_curvature_look(curvature).share;
        CHECK(now >= share && now <= 1);
        share = now;
    }
    lab_curvature_state state = lab_curvature_look(curvature);
    CHECK_EQUAL(state.finished, 1);
    CHECK_EQUAL(state.share, 1);
    lab_curvature_destroy(curvature);
    return state;
}

/* ---- The eigenvalues of a small matrix ---------------------------------------------------- */

/* Jacobi's rotations on a symmetric matrix [count x count], which they make diagonal. */
static void diagonalize(double *matrix, uint32_t count) {
    for (int sweep = 0; sweep < 30; sweep++) {
        for (uint32_t p = 0; p < count; p++) {
            for (uint32_t q = p + 1; q < count; q++) {
                double off = matrix[p * count + q];
                if (off == 0) continue;
                double theta = (matrix[q * count + q] - matrix[p * count + p]) / (2 * off);
                double t = (theta < 0 ? -1 : 1) / (fabs(theta) + sqrt(theta * theta + 1));
                double c = 1 / sqrt(t * t + 1), s = t * c;
                for (uint32_t k = 0; k < count; k++) {
                    double x = matrix[k * count + p], y = matrix[k * count + q];
                    matrix[k * count + p] = c * x - s * y;
                    matrix[k * count + q] = s * x + c * y;
                }
                for (uint32_t k = 0; k < count; k++) {
                    double x = matrix[p * count + k], y = matrix[q * count + k];
                    matrix[p * count + k] = c * x - s * y;
                    matrix[q * count + k] = s * x + c * y;
                }
            }
        }
    }
}

/* The Hessian of the mean loss of all samples, by central differences of the gradient. */
static void explicit_hessian(
    const lab_shape *shape, const lab_data *data, double *w, double *matrix) {
    const double step = 1e-5;
    uint32_t count = reference_count(shape);
    for (uint32_t i = 0; i < count; i++) {
        double sides[2][REFERENCE_PARAMETERS] = {{0}}, start = w[i];
        for (int side = 0; side < 2; side++) {
            w[i] = start + (side == 0 ? step : -step);
            reference_gradient(shape, data, w, sides[side]);
        }
        w[i] = start;
        for (uint32_t j = 0; j < count; j++) {
            double value = (sides[0][j] - sides[1][j]) / (2 * step) / lab_data_count(data);
            matrix[i * count + j] = value;
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t j = 0; j < i; j++) {
            CHECK_NEAR(matrix[i * count + j], matrix[j * count + i], 1e-7);
            matrix[i * count + j] = matrix[j * count + i];
        }
    }
}

static void check_small_network(void) {
    enum { SAMPLES = 20, WIDTH = 3, OUTPUTS = 2, MOST = 64 };
    static const uint32_t all[SAMPLES] = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19};
    float inputs[SAMPLES * WIDTH], wanted[SAMPLES * OUTPUTS];
    lab_random random = lab_random_start(171, 0);
    for (int i = 0; i < SAMPLES * WIDTH; i++) inputs[i] = 4 * lab_random_uniform(&random) - 2;
    for (int i = 0; i < SAMPLES * OUTPUTS; i++) wanted[i] = 2 * lab_random_uniform(&random) - 1;
    lab_data *data;
    CHECK_EQUAL(lab_data_create(inputs, SAMPLES, WIDTH, wanted, OUTPUTS, &data), LAB_OK);
    for (uint64_t seed = 1; seed <= 3; seed++) {
        lab_shape shape = {.layers = 2,
            .units = {WIDTH, 4, OUTPUTS},
            .activations = {LAB_TANH, LAB_IDENTITY},
            .loss = LAB_MEAN_SQUARED_ERROR};
        lab_network *network;
        double w[REFERENCE_PARAMETERS], matrix[MOST * MOST];
        uint32_t count = reference_count(&shape);
        CHECK_EQUAL(lab_network_create(&shape, &network, NULL), LAB_OK);
        lab_network_initialize(network, seed);
        reference_read(network, w);
        explicit_hessian(&shape, data, w, matrix);
        diagonalize(matrix, count);
        double high = -INFINITY, low = INFINITY;
        for (uint32_t i = 0; i < count; i++) {
            high = fmax(high, matrix[i * count + i]);
            low = fmin(low, matrix[i * count + i]);
        }
        CHECK(low < -1e-3 && high > 0.1);
        lab_subject subject = {network, data, all, SAMPLES, LAB_VECTOR};
        lab_curvature_plan plan = {SAMPLES, 128, 0, (uint32_t)seed};
        lab_curvature_state state = finish(&plan, &subject, 100);
        CHECK_NEAR(state.highest, high, 2e-6 * high);
        CHECK_NEAR(state.lowest, low, 2e-6 * high);
        CHECK(state.products <= count);
        CHECK(state.along <= high * (1 + 1e-6) && state.along >= low);
        double gradient[REFERENCE_PARAMETERS] = {0}, square = 0;
        double loss = reference_gradient(&shape, data, w, gradient) / SAMPLES;
        for (uint32_t i = 0; i < count; i++) square += gradient[i] * gradient[i];
        CHECK_NEAR(state.loss, loss, 1e-6 * loss);
        CHECK_NEAR(state.gradient, sqrt(square) / SAMPLES, 1e-6 * state.gradient);
        lab_network_destroy(network);
    }
    lab_data_destroy(data);
}

/* ---- A saddle by hand --------------------------------------------------------------------- */

/* One linear unit behind another, on (1, 1) and (-1, -1), all parameters 0: the gradient is 0, and
 * the second derivatives are 1 by the output's bias and -1 by the two weights together, so that the
 * Hessian has the eigenvalues 1, 1, -1 and 0. */
static void check_saddle(void) {
    static const uint32_t both[] = {0, 1};
    const float points[] = {1, -1};
    lab_shape shape = {.layers = 2,
        .units = {1, 1, 1},
        .activations = {LAB_IDENTITY, LAB_IDENTITY},
        .loss = LAB_MEAN_SQUARED_ERROR};
    lab_data *data;
    lab_network *network;
    CHECK_EQUAL(lab_data_create(points, 2, 1, points, 1, &data), LAB_OK);
    CHECK_EQUAL(lab_network_create(&shape, &network, NULL), LAB_OK);
    lab_subject subject = {network, data, both, 2, LAB_VECTOR};
    lab_curvature_plan plan = {2, 20, 1e-6, 1};
    lab_curvature_state state = finish(&plan, &subject, 1);
    CHECK_EQUAL(state.gradient, 0);
    CHECK_EQUAL(state.loss, 0.5);
    CHECK(isnan(state.along));
    CHECK_NEAR(state.highest, 1, 1e-6);
    CHECK_NEAR(state.lowest, -1, 1e-6);
    CHECK_EQUAL(state.converged, 1);
    CHECK(state.products <= 4);
    lab_network_destroy(network);
    lab_data_destroy(data);
}

/* ---- Power iteration ---------------------------------------------------------------------- */

/* The eigenvalue of H + shift I that is largest in size, less the shift: the plain method. */
static double power_iteration(const lab_subject *subject, double shift, int rounds) {
    lab_network *vector;
    lab_hessian hessian;
    CHECK_EQUAL(lab_network_create(lab_network_shape(subject->network), &vector, NULL), LAB_OK);
    lab_network_initialize(vector, 5);
    CHECK_EQUAL(lab_hessian_create(&hessian, subject->network, subject->data, LAB_VECTOR), LAB_OK);
    double *next = calloc(vector->size, sizeof(double)), value = 0;
    for (int round = 0; round < rounds; round++) {
        memset(next, 0, vector->size * sizeof(double));
        for (uint32_t at = 0; at < subject->count; at += LAB_CHUNK) {
            uint32_t left = subject->count - at;
            lab_hessian_add(&hessian, vector->parameters, subject->indices + at,
                left < LAB_CHUNK ? left : LAB_CHUNK, next);
        }
        for (size_t k = 0; k < vector->size; k++) {
            next[k] = next[k] / subject->count + shift * (double)vector->parameters[k];
        }
        value = lab_block_dot(vector, vector->parameters, next);
        double length = sqrt(lab_block_square(vector, next));
        lab_block_scale_into(vector->size, vector->parameters, next, 1 / length);
    }
    free(next);
    lab_hessian_destroy(&hessian);
    lab_network_destroy(vector);
    return value - shift;
}

static void check_power_iteration(lab_trainer *trainer) {
    lab_subject subject = lab_trainer_subject(trainer);
    CHECK_EQUAL(subject.count, TRAIN);
    lab_curvature_plan plan = {TRAIN, 60, 1e-5, 3};
    lab_curvature_state state = finish(&plan, &subject, 300);
    CHECK_EQUAL(state.converged, 1);
    CHECK(state.products < 60 && state.highest_residual <= 1e-5 * state.highest);
    double high = power_iteration(&subject, 0, 300);
    CHECK_NEAR(state.highest, high, 1e-4 * high);
    CHECK_NEAR(state.lowest, power_iteration(&subject, -high, 600), 1e-3 * high);
    /* A random half has another Hessian, which is not far away. */
    plan.samples = TRAIN / 2;
    lab_curvature_state half = finish(&plan, &subject, 300);
    CHECK(half.highest != state.highest);
    CHECK_NEAR(half.highest, state.highest, 0.3 * state.highest);
}

/* ---- Pieces, and the run ------------------------------------------------------------------ */

static void check_slices(lab_trainer *trainer) {
    lab_subject subject = lab_trainer_subject(trainer);
    lab_curvature_plan plan = {TRAIN, 12, 0, 4};
    lab_curvature_state whole = finish(&plan, &subject, 1000000), cut = finish(&plan, &subject, 1);
    CHECK(memcmp(&whole, &cut, sizeof whole) == 0);
    CHECK_EQUAL(whole.products, 12);
    subject.arithmetic = LAB_PLAIN;
    lab_curvature_state plain = finish(&plan, &subject, 700);
    CHECK(memcmp(&whole, &plain, sizeof whole) == 0);
}

static void check_faults(lab_trainer *trainer) {
    const lab_curvature_plan wrong[] = {{0, 10, 0, 1}, {TRAIN + 1, 10, 0, 1}, {1.5, 10, 0, 1},
        {10, 0, 0, 1}, {10, 129, 0, 1}, {10, 10, -1, 1}, {10, 10, 1, 1}, {NAN, 10, 0, 1},
        {10, 10, NAN, 1}};
    const double where[] = {0, 0, 0, 1, 1, 2, 2, 0, 2};
    lab_subject subject = lab_trainer_subject(trainer);
    for (size_t i = 0; i < sizeof where / sizeof where[0]; i++) {
        lab_curvature *curvature;
        lab_fault fault;
        CHECK_EQUAL(lab_curvature_create(&wrong[i], &subject, &curvature, &fault), LAB_BAD_PLAN);
        CHECK_EQUAL(fault.where, where[i]);
    }
}

/* A network that has diverged has no curvature, and the measurement ends all the same. */
static void check_not_finite(void) {
    lab_run run = fixture_run(COUNT);
    lab_trainer *trainer;
    CHECK_EQUAL(lab_trainer_create(&run, set.data, NULL, &trainer, NULL), LAB_OK);
    lab_network_layer(lab_trainer_network(trainer), 0).biases[0] = NAN;
    lab_subject subject = lab_trainer_subject(trainer);
    lab_curvature_plan plan = {100, 10, 1e-3, 1};
    lab_curvature_state state = finish(&plan, &subject, 100);
    CHECK_EQUAL(state.converged, 0);
    CHECK(!isfinite(state.loss) && !isfinite(state.gradient));
    lab_trainer_destroy(trainer);
}

static void check_tridiagonal(void) {
    /* 2 on the diagonal, -1 beside it: 2 - 2 cos(k pi / (n + 1)). */
    enum { N = 100 };
    double diagonal[N], beside[N];
    for (int i = 0; i < N; i++) diagonal[i] = 2, beside[i] = -1;
    double angle = acos(-1) / (N + 1);
    lab_extreme high = lab_tridiagonal_extreme(diagonal, beside, N, 1);
    lab_extreme low = lab_tridiagonal_extreme(diagonal, beside, N, -1);
    CHECK_NEAR(high.value, 2 + 2 * cos(angle), 1e-14);
    CHECK_NEAR(low.value, 2 - 2 * cos(angle), 1e-14);
    CHECK_NEAR(high.last, sqrt(2.0 / (N + 1)) * sin(angle), 1e-10);
    CHECK_NEAR(low.last, sqrt(2.0 / (N + 1)) * sin(angle), 1e-10);
    lab_extreme one = lab_tridiagonal_extreme(diagonal, beside, 1, -1);
    CHECK_NEAR(one.value, 2, 1e-14);
    CHECK_NEAR(one.last, 1, 1e-14);
}

int main(void) {
    lab_run run = fixture_run(COUNT);
    lab_trainer *trainer;
    set = fixture_open(170, 0.3, COUNT, LAB_PACK_SPARSE);
    check_tridiagonal();
    check_saddle();
    check_small_network();
    CHECK_EQUAL(lab_trainer_create(&run, set.data, NULL, &trainer, NULL), LAB_OK);
    check_faults(trainer);
    check_slices(trainer);
    fixture_finish(trainer, 500);
    check_power_iteration(trainer);
    check_not_finite();
    lab_trainer_destroy(trainer);
    fixture_close(&set);
    return 0;
}
