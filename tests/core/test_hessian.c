/* test_hessian.c - products of the Hessian with a vector against central differences of a gradient
 * in double precision, for all activations and losses, on floats and on packs. */
#include "hessian.h"

#include "check.h"
#include "fixture.h"
#include "pack.h"
#include "reference.h"

enum { SAMPLES = 6 };

static const uint32_t indices[SAMPLES] = {0, 1, 2, 3, 4, 5};

/* Weights from a seed, and biases that are not 0 either. */
static lab_network *start_network(const lab_shape *shape, uint64_t seed) {
    lab_network *network;
    lab_random random = lab_random_start(seed, 0);
    CHECK_EQUAL(lab_network_create(shape, &network, NULL), LAB_OK);
    lab_network_initialize(network, seed);
    for (uint32_t l = 0; l < shape->layers; l++) {
        lab_layer_view view = lab_network_layer(network, l);
        for (uint32_t j = 0; j < view.outputs; j++) {
            view.biases[j] = lab_random_uniform(&random) - 0.5f;
        }
    }
    return network;
}

/* (gradient(w + step v) - gradient(w - step v)) / 2 step. */
static void difference(const lab_shape *shape, const lab_data *data, const lab_network *network,
    const lab_network *vector, double *product) {
    const double step = 1e-5;
    double w[REFERENCE_PARAMETERS], v[REFERENCE_PARAMETERS], at[REFERENCE_PARAMETERS];
    double sides[2][REFERENCE_PARAMETERS];
    uint32_t count = reference_count(shape);
    reference_read(network, w);
    reference_read(vector, v);
    for (int side = 0; side < 2; side++) {
        for (uint32_t k = 0; k < count; k++) {
            at[k] = w[k] + (side == 0 ? step : -step) * v[k];
            sides[side][k] = 0;
        }
        reference_gradient(shape, data, at, sides[side]);
    }
    for (uint32_t k = 0; k < count; k++) product[k] = (sides[0][k] - sides[1][k]) / (2 * step);
}

/* Doubles in the layout of a network, as a network of floats. */
static lab_network *as_network(const lab_network *like, const double *block) {
    lab_network *network;
    CHECK_EQUAL(lab_network_create(lab_network_shape(like), &network, NULL), LAB_OK);
    for (size_t k = 0; k < network->size; k++) network->parameters[k] = (float)block[k];
    return network;
}

static void check_near(const lab_shape *shape, const double *found, const double *expected) {
    uint32_t count = reference_count(shape);
    double most = 1;
    for (uint32_t k = 0; k < count; k++) most = fmax(most, fabs(expected[k]));
    for (uint32_t k = 0; k < count; k++) {
        if (fabs(found[k] - expected[k]) <= 5e-6 * most) continue;
        fprintf(stderr, "parameter %u, activations %d %d %d, loss %d: %.9g, not %.9g\n", k,
            shape->activations[0], shape->activations[1], shape->activations[2], shape->loss,
            found[k], expected[k]);
        exit(1);
    }
}

static void check_product(const lab_shape *shape, const lab_data *data, uint64_t seed) {
    lab_network *network = start_network(shape, seed), *vector = start_network(shape, seed + 999);
    double expected[REFERENCE_PARAMETERS], found[REFERENCE_PARAMETERS];
    difference(shape, data, network, vector, expected);
    double *products[2];
    for (int plain = 0; plain < 2; plain++) {
        lab_hessian hessian;
        lab_arithmetic arithmetic = plain ? LAB_PLAIN : LAB_VECTOR;
        products[plain] = calloc(network->size, sizeof(double));
        CHECK_EQUAL(lab_hessian_create(&hessian, network, data, arithmetic), LAB_OK);
        lab_hessian_add(&hessian, vector->parameters, indices, SAMPLES, products[plain]);
        lab_hessian_destroy(&hessian);
    }
    size_t bytes = network->size * sizeof(double);
    CHECK(memcmp(products[0], products[1], bytes) == 0);
    lab_network *product = as_network(network, products[0]);
    reference_read(product, found);
    check_near(shape, found, expected);
    /* In two chunks it is the same sum. */
    lab_hessian hessian;
    memset(products[1], 0, bytes);
    CHECK_EQUAL(lab_hessian_create(&hessian, network, data, LAB_VECTOR), LAB_OK);
    lab_hessian_add(&hessian, vector->parameters, indices, 4, products[1]);
    lab_hessian_add(&hessian, vector->parameters, indices + 4, SAMPLES - 4, products[1]);
    lab_hessian_destroy(&hessian);
    for (size_t k = 0; k < network->size; k++) CHECK_NEAR(products[1][k], products[0][k], 1e-5);
    lab_network_destroy(product);
    lab_network_destroy(network);
    lab_network_destroy(vector);
    free(products[0]);
    free(products[1]);
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
                check_product(&shape, data, (uint64_t)(150 + hidden));
            }
        }
    }
}

static void check_pack(uint32_t layout) {
    fixture_set set = fixture_open(160, 0.3, SAMPLES, layout);
    check_activations(set.data, 1);
    fixture_close(&set);
}

static void check_floats(void) {
    enum { WIDTH = 3, OUTPUTS = 2 };
    float inputs[SAMPLES * WIDTH], wanted[SAMPLES * OUTPUTS];
    lab_random random = lab_random_start(161, 0);
    for (int i = 0; i < SAMPLES * WIDTH; i++) inputs[i] = 4 * lab_random_uniform(&random) - 2;
    for (int i = 0; i < SAMPLES * OUTPUTS; i++) wanted[i] = 2 * lab_random_uniform(&random) - 1;
    lab_data *data;
    CHECK_EQUAL(lab_data_create(inputs, SAMPLES, WIDTH, wanted, OUTPUTS, &data), LAB_OK);
    check_activations(data, 0);
    lab_data_destroy(data);
}

static void check_depths(void) {
    fixture_set set = fixture_open(162, 0.3, SAMPLES, LAB_PACK_SPARSE);
    lab_shape one = fixture_one_layer();
    check_product(&one, set.data, 163);
    lab_shape deep = fixture_deepest();
    check_product(&deep, set.data, 164);
    fixture_close(&set);
}

int main(void) {
    check_floats();
    check_pack(LAB_PACK_SPARSE);
    check_pack(LAB_PACK_DENSE);
    check_depths();
    return 0;
}
