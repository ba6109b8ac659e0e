/* fingerprint.c - one hash over what a run has come to: its weights and its records. */
#include <string.h>

#include "lab.h"

/* Little-endian bytes, whatever the machine; every NaN alike, since engines differ in its bits. */
static void hash_float(lab_sha256 *hash, float value) {
    uint32_t bits = 0x7fc00000u;
    if (value == value) memcpy(&bits, &value, 4);
    uint8_t bytes[4];
    for (int i = 0; i < 4; i++) bytes[i] = (uint8_t)(bits >> (8 * i));
    lab_sha256_update(hash, bytes, 4);
}

static void hash_double(lab_sha256 *hash, double value) {
    uint64_t bits = 0x7ff8000000000000u;
    if (value == value) memcpy(&bits, &value, 8);
    uint8_t bytes[8];
    for (int i = 0; i < 8; i++) bytes[i] = (uint8_t)(bits >> (8 * i));
    lab_sha256_update(hash, bytes, 8);
}

static void hash_layer(lab_sha256 *hash, lab_layer_view view) {
    for (uint32_t i = 0; i < view.inputs; i++) {
        const float *row = view.weights + (size_t)i * view.stride;
        for (uint32_t j = 0; j < view.outputs; j++) hash_float(hash, row[j]);
    }
    for (uint32_t j = 0; j < view.outputs; j++) hash_float(hash, view.biases[j]);
}

static void hash_record(lab_sha256 *hash, const lab_record *record) {
    const double fields[] = {record->iteration, record->epoch, record->samples, record->rate,
        record->batch, record->training_loss, record->training_accuracy, record->validation_loss,
        record->validation_accuracy, record->divergence};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) hash_double(hash, fields[i]);
}

void lab_trainer_fingerprint(lab_trainer *trainer, uint8_t digest[32]) {
    lab_sha256 hash = lab_sha256_start();
    const lab_network *network = lab_trainer_network(trainer);
    for (uint32_t l = 0; l < lab_network_shape(network)->layers; l++) {
        hash_layer(&hash, lab_network_layer(network, l));
    }
    lab_record record;
    for (uint32_t i = 0; lab_trainer_records(trainer, i, &record, 1) == 1; i++) {
        hash_record(&hash, &record);
    }
    lab_sha256_finish(&hash, digest);
}
