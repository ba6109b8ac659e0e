/* test_network.c - which shapes can be built, where the parameters lie, and how they start. */
#include "check.h"
#include "fixture.h"

static void check_refused(lab_shape shape, double where, double found, double expected) {
    lab_network *network = NULL;
    lab_fault fault = {-1, -1, -1};
    CHECK_EQUAL(lab_network_create(&shape, &network, &fault), LAB_BAD_SHAPE);
    CHECK_EQUAL(fault.where, where);
    CHECK_EQUAL(fault.found, found);
    CHECK_EQUAL(fault.expected, expected);
    CHECK_EQUAL(lab_network_create(&shape, &network, NULL), LAB_BAD_SHAPE);
    CHECK(network == NULL);
}

static void check_shapes(void) {
    lab_shape shape = fixture_shape();
    shape.layers = 0;
    check_refused(shape, 0, 0, LAB_MAX_LAYERS);
    shape.layers = LAB_MAX_LAYERS + 1;
    check_refused(shape, 0, LAB_MAX_LAYERS + 1, LAB_MAX_LAYERS);

    shape = fixture_shape();
    shape.units[2] = 0;
    check_refused(shape, 2, 0, LAB_MAX_UNITS);
    shape.units[2] = LAB_MAX_UNITS + 1;
    check_refused(shape, 2, LAB_MAX_UNITS + 1, LAB_MAX_UNITS);

    shape = fixture_shape();
    shape.activations[0] = LAB_SOFTMAX; /* the last layer's only */
    check_refused(shape, 1, LAB_SOFTMAX, LAB_RELU);
    shape.activations[0] = (lab_activation)5;
    check_refused(shape, 1, 5, LAB_RELU);

    shape = fixture_shape();
    shape.activations[2] = LAB_SIGMOID; /* cross-entropy wants probabilities */
    check_refused(shape, 3, LAB_SIGMOID, LAB_SOFTMAX);
    shape.loss = (lab_loss)2;
    check_refused(shape, 3, LAB_SIGMOID, LAB_SOFTMAX);
}

static lab_network *create(lab_shape shape) {
    lab_network *network;
    CHECK_EQUAL(lab_network_create(&shape, &network, NULL), LAB_OK);
    return network;
}

static void check_largest(void) {
    lab_shape shape = {.layers = LAB_MAX_LAYERS, .loss = LAB_MEAN_SQUARED_ERROR};
    for (int l = 0; l <= LAB_MAX_LAYERS; l++) shape.units[l] = 1;
    shape.units[0] = LAB_MAX_UNITS;
    lab_network *network = create(shape);
    CHECK_EQUAL(lab_network_shape(network)->units[0], LAB_MAX_UNITS);
    CHECK_EQUAL(lab_network_layer(network, LAB_MAX_LAYERS - 1).outputs, 1);
    lab_network_destroy(network);
    lab_network_destroy(NULL);
}

/* Layers lie apart from one another, rows are as wide as they say, and all starts at 0. */
static void check_layers(void) {
    lab_network *network = create(fixture_shape());
    const lab_shape *shape = lab_network_shape(network);
    const float *free_from = lab_network_layer(network, 0).weights;
    for (uint32_t l = 0; l < shape->layers; l++) {
        lab_layer_view view = lab_network_layer(network, l);
        CHECK_EQUAL(view.inputs, shape->units[l]);
        CHECK_EQUAL(view.outputs, shape->units[l + 1]);
        CHECK(view.stride >= view.outputs);
        CHECK(view.weights >= free_from);
        CHECK(view.biases >= view.weights + (size_t)view.inputs * view.stride);
        free_from = view.biases + view.outputs;
        for (size_t k = 0; k < (size_t)view.inputs * view.stride; k++) {
            CHECK_EQUAL(view.weights[k], 0);
        }
    }
    lab_network_destroy(network);
}

/* Uniform in +-sqrt(6 / (inputs + outputs)): bounds nearly reached and not passed, mean near 0,
 * variance a third of the bound's square; padding and biases 0. */
static void check_xavier(void) {
    lab_shape shape = {.layers = 2,
        .units = {300, 90, 10},
        .activations = {LAB_TANH, LAB_SOFTMAX},
        .loss = LAB_CROSS_ENTROPY};
    lab_network *network = create(shape);
    lab_network_initialize(network, 5);
    for (uint32_t l = 0; l < shape.layers; l++) {
        lab_layer_view view = lab_network_layer(network, l);
        double limit = sqrt(6.0 / (view.inputs + view.outputs)), most = 0, sum = 0, squares = 0;
        double count = (double)view.inputs * view.outputs;
        for (uint32_t i = 0; i < view.inputs; i++) {
            for (uint32_t j = 0; j < view.stride; j++) {
                double weight = (double)view.weights[(size_t)i * view.stride + j];
                if (j >= view.outputs) CHECK_EQUAL(weight, 0);
                most = fmax(most, fabs(weight));
                sum += weight;
                squares += weight * weight;
            }
        }
        CHECK(most <= limit * (1 + 1e-6) && most > limit * (1 - 20 / count));
        CHECK_NEAR(sum / count, 0, 5 * limit / sqrt(3 * count));
        CHECK_NEAR(squares / count, limit * limit / 3, 5 * limit * limit * sqrt(4 / 45.0 / count));
        for (uint32_t j = 0; j < view.outputs; j++) CHECK_EQUAL(view.biases[j], 0);
    }
    lab_network_destroy(network);
}

static int same_parameters(const lab_network *a, const lab_network *b) {
    int same = 1;
    for (uint32_t l = 0; l < lab_network_shape(a)->layers; l++) {
        lab_layer_view x = lab_network_layer(a, l), y = lab_network_layer(b, l);
        size_t size = (size_t)x.inputs * x.stride * sizeof(float);
        same = same && memcmp(x.weights, y.weights, size) == 0;
        same = same && memcmp(x.biases, y.biases, x.outputs * sizeof(float)) == 0;
    }
    return same;
}

static void check_seeds_and_copies(void) {
    lab_network *a = create(fixture_shape()), *b = create(fixture_shape());
    lab_network_initialize(a, 7);
    lab_network_initialize(b, 7);
    CHECK(same_parameters(a, b));
    lab_network_initialize(b, 8);
    CHECK(!same_parameters(a, b));
    lab_network_layer(b, 1).biases[3] = 0.25f;
    lab_network_copy(a, b);
    CHECK(same_parameters(a, b));
    lab_network_initialize(a, 8); /* sets the biases back too */
    CHECK_EQUAL(lab_network_layer(a, 1).biases[3], 0);
    lab_network_destroy(a);
    lab_network_destroy(b);
}

int main(void) {
    check_shapes();
    check_largest();
    check_layers();
    check_xavier();
    check_seeds_and_copies();
    return 0;
}
