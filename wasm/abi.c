/*
 * abi.c - training as flat functions for JavaScript: no mathematics here, only passing on.
 *
 * Pointers are offsets into the module's memory. A function that may fail returns a lab_status and
 * writes its result to `out`. Whatever may allocate may also grow the memory: views made before are
 * dead then.
 */
#include <stdlib.h>
#include <string.h>

#include "abi_fault.h"
#include "run_config.h"
#include "search_config.h"

/* ---- Hashing ------------------------------------------------------------------------------ */

void abi_sha256(const uint8_t *bytes, uint32_t size, uint8_t digest[32]) {
    lab_sha256 hash = lab_sha256_start();
    lab_sha256_update(&hash, bytes, size);
    lab_sha256_finish(&hash, digest);
}

/* ---- Data --------------------------------------------------------------------------------- */

int abi_pack_create(const uint8_t *images, uint32_t images_size, const uint8_t *labels,
    uint32_t labels_size, uint32_t classes, uint32_t out[2], double fault[3]) {
    lab_pack pack;
    lab_fault problem = {0, 0, 0};
    lab_status status =
        lab_pack_create(images, images_size, labels, labels_size, classes, &pack, &problem);
    copy_fault(&problem, fault);
    if (status != LAB_OK) return (int)status;
    out[0] = (uint32_t)(uintptr_t)pack.bytes;
    out[1] = (uint32_t)pack.size;
    return 0;
}

int abi_data_open(const uint8_t *pack, uint32_t size, uint32_t out[1], double fault[3]) {
    lab_data *data;
    lab_fault problem = {0, 0, 0};
    lab_status status = lab_data_open(pack, size, &data, &problem);
    copy_fault(&problem, fault);
    if (status == LAB_OK) out[0] = (uint32_t)(uintptr_t)data;
    return (int)status;
}

int abi_data_create(const float *inputs, uint32_t count, uint32_t width, const float *targets,
    uint32_t outputs, uint32_t out[1]) {
    lab_data *data;
    lab_status status = lab_data_create(inputs, count, width, targets, outputs, &data);
    if (status == LAB_OK) out[0] = (uint32_t)(uintptr_t)data;
    return (int)status;
}

void abi_data_destroy(lab_data *data) {
    lab_data_destroy(data);
}

uint32_t abi_data_count(const lab_data *data) {
    return lab_data_count(data);
}

uint32_t abi_data_width(const lab_data *data) {
    return lab_data_width(data);
}

uint32_t abi_data_classes(const lab_data *data) {
    return lab_data_outputs(data);
}

double abi_data_density(const lab_data *data) {
    return lab_data_density(data);
}

void abi_data_inputs(const lab_data *data, uint32_t index, float *inputs) {
    lab_data_inputs(data, index, inputs);
}

uint32_t abi_data_label(const lab_data *data, uint32_t index) {
    return lab_data_label(data, index);
}

/* ---- A run -------------------------------------------------------------------------------- */

int abi_trainer_create(const double *config, uint32_t length, const lab_data *training,
    const lab_data *test, uint32_t out[1], double fault[3]) {
    lab_run run;
    lab_trainer *trainer;
    lab_fault problem = {0, 0, 0};
    lab_status status = run_config_read(config, length, &run, &problem);
    if (status == LAB_OK) status = lab_trainer_create(&run, training, test, &trainer, &problem);
    copy_fault(&problem, fault);
    if (status == LAB_OK) out[0] = (uint32_t)(uintptr_t)trainer;
    return (int)status;
}

void abi_trainer_destroy(lab_trainer *trainer) {
    lab_trainer_destroy(trainer);
}

void abi_trainer_reset(lab_trainer *trainer) {
    lab_trainer_reset(trainer);
}

uint32_t abi_trainer_advance(lab_trainer *trainer, uint32_t samples) {
    return lab_trainer_advance(trainer, samples);
}

uint32_t abi_trainer_step(lab_trainer *trainer) {
    return lab_trainer_step(trainer);
}

uint32_t abi_trainer_phase(const lab_trainer *trainer) {
    return (uint32_t)lab_trainer_progress(trainer).phase;
}

void abi_trainer_status(const lab_trainer *trainer, double out[12]) {
    lab_progress progress = lab_trainer_progress(trainer);
    memcpy(out, &progress, sizeof progress);
}

uint32_t abi_trainer_records(
    const lab_trainer *trainer, uint32_t from, double *out, uint32_t capacity) {
    return lab_trainer_records(trainer, from, (lab_record *)(void *)out, capacity);
}

uint32_t abi_trainer_trace(lab_trainer *trainer, double *out, uint32_t capacity) {
    return lab_trainer_trace(trainer, out, capacity);
}

void abi_trainer_final(const lab_trainer *trainer, double out[4]) {
    lab_trainer_final(trainer, out);
}

void abi_trainer_fingerprint(lab_trainer *trainer, uint8_t digest[32]) {
    lab_trainer_fingerprint(trainer, digest);
}

static const float *layer_view(const lab_network *network, uint32_t layer, uint32_t out[4]) {
    lab_layer_view view = lab_network_layer(network, layer);
    out[0] = (uint32_t)(uintptr_t)view.weights;
    out[1] = view.inputs;
    out[2] = view.outputs;
    out[3] = view.stride;
    return view.weights;
}

const float *abi_trainer_parameters(lab_trainer *trainer, uint32_t layer, uint32_t out[4]) {
    return layer_view(lab_trainer_network(trainer), layer, out);
}

void abi_trainer_classify(lab_trainer *trainer, const float *inputs, float *outputs) {
    lab_trainer_answer(trainer, inputs, outputs);
}

void abi_trainer_set_samples(lab_trainer *trainer, const uint32_t *indices, uint32_t count) {
    lab_trainer_set_samples(trainer, indices, count);
}

void abi_trainer_set_order(lab_trainer *trainer, const uint32_t *order, uint32_t count) {
    lab_trainer_set_order(trainer, order, count);
}

void abi_trainer_evaluate(lab_trainer *trainer, double out[2]) {
    lab_trainer_evaluate(trainer, out);
}

/* ---- A search for a learning rate --------------------------------------------------------- */

int abi_finder_create(const double *run, uint32_t run_length, const double *search,
    uint32_t search_length, const lab_data *data, uint32_t out[1], double fault[3]) {
    lab_search plan;
    lab_finder *finder;
    lab_fault problem = {0, 0, 0};
    lab_status status = run_config_read(run, run_length, &plan.run, &problem);
    if (status == LAB_OK) status = search_config_read(search, search_length, &plan, &problem);
    if (status == LAB_OK) status = lab_finder_create(&plan, data, NULL, &finder, &problem);
    copy_fault(&problem, fault);
    if (status == LAB_OK) out[0] = (uint32_t)(uintptr_t)finder;
    return (int)status;
}

void abi_finder_destroy(lab_finder *finder) {
    lab_finder_destroy(finder);
}

uint32_t abi_finder_advance(lab_finder *finder, uint32_t samples) {
    return lab_finder_advance(finder, samples);
}

void abi_finder_status(const lab_finder *finder, double out[9]) {
    lab_finder_progress progress = lab_finder_look(finder);
    memcpy(out, &progress, sizeof progress);
}

uint32_t abi_finder_points(
    const lab_finder *finder, uint32_t round, uint32_t from, double *out, uint32_t capacity) {
    return lab_finder_points(finder, round, from, (lab_point *)(void *)out, capacity);
}

void abi_finder_round(const lab_finder *finder, uint32_t round, double out[14]) {
    lab_round found = lab_finder_round(finder, round);
    memcpy(out, &found, sizeof found);
}

/* The segments of a round's sweep, four numbers each; returns how many there are. */
uint32_t abi_finder_sweep(const lab_finder *finder, uint32_t round, double *out) {
    const lab_sweep *sweep = lab_finder_sweep(finder, round);
    memcpy(out, sweep->segments, sweep->count * sizeof sweep->segments[0]);
    return sweep->count;
}

void abi_finder_finding(const lab_finder *finder, double out[3]) {
    lab_finding finding = lab_finder_finding(finder);
    memcpy(out, &finding, sizeof finding);
}

void abi_finder_answer(lab_finder *finder, uint32_t rule, uint32_t convention, double out[3]) {
    lab_answer answer = lab_finder_answer(finder, (lab_rule)rule, (lab_convention)convention);
    memcpy(out, &answer, sizeof answer);
}

/* As abi_trainer_parameters, of the weights that every round starts from. */
const float *abi_finder_parameters(lab_finder *finder, uint32_t layer, uint32_t out[4]) {
    return layer_view(lab_finder_start(finder), layer, out);
}
