/* fuzz_data.c - a pack from a browser's cache may hold anything: it is refused, or it trains. */
#include "check.h"
#include "fixture.h"
#include "pack.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* A step on the first and the last sample, through a network of one layer. */
static void train(const lab_data *data) {
    uint32_t indices[2] = {0, lab_data_count(data) - 1};
    lab_shape shape = {.layers = 1,
        .units = {lab_data_width(data), lab_data_outputs(data)},
        .activations = {LAB_SOFTMAX},
        .loss = LAB_CROSS_ENTROPY};
    lab_network *network;
    lab_workspace *workspace;
    if (lab_network_create(&shape, &network, NULL) != LAB_OK) return; /* too many classes */
    CHECK_EQUAL(lab_workspace_create(network, data, LAB_VECTOR, &workspace), LAB_OK);
    CHECK(isfinite(lab_sgd_step(workspace, network, data, indices, 2, 0.1).loss));
    lab_workspace_destroy(workspace);
    lab_network_destroy(network);
}

static void open_and_use(const uint8_t *bytes, size_t size) {
    lab_data *data;
    lab_fault fault;
    if (lab_data_open(bytes, size, &data, &fault) != LAB_OK) return;
    float inputs[LAB_MAX_UNITS];
    double nonzero = 0, total = (double)lab_data_count(data) * lab_data_width(data);
    for (uint32_t s = 0; s < lab_data_count(data); s++) {
        CHECK(lab_data_label(data, s) < lab_data_outputs(data));
        lab_data_inputs(data, s, inputs);
        for (uint32_t i = 0; i < lab_data_width(data); i++) nonzero += inputs[i] != 0;
    }
    CHECK_EQUAL(lab_data_density(data), nonzero / total);
    if (lab_data_outputs(data) < 100) train(data);
    lab_data_destroy(data);
}

/* Raw bytes, or (more telling) a good pack with some bytes changed: place, place, value, ... */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    if (size == 0) return 0;
    uint8_t kind = bytes[0] % 3;
    bytes++, size--;
    if (kind == 2) {
        uint8_t *copy = malloc(size + 1);
        memcpy(copy, bytes, size);
        open_and_use(copy, size);
        free(copy);
        return 0;
    }
    fixture_set set = fixture_open(1, 0.2, 6, kind);
    for (; size >= 3; bytes += 3, size -= 3) {
        set.pack.bytes[(bytes[0] + 256u * bytes[1]) % set.pack.size] = bytes[2];
    }
    open_and_use(set.pack.bytes, set.pack.size);
    fixture_close(&set);
    return 0;
}
