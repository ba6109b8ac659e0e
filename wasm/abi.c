/*
 * abi.c - the core as flat functions for JavaScript: no mathematics here, only passing on.
 *
 * Pointers are offsets into the module's memory. A function that may fail returns a lab_status and
 * writes its result to `out`. Whatever may allocate may also grow the memory: views made before are
 * dead then.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "run_config.h"
#include "search_config.h"

uint32_t abi_version(void) {
    return 1;
}

uint32_t abi_simd(void) {
#ifdef __wasm_simd128__
    return 1;
#else
    return 0;
#endif
}

void *abi_allocate(uint32_t size) {
    return malloc(size);
}

void abi_release(void *memory) {
    free(memory);
}

static void copy_fault(const lab_fault *from, double to[3]) {
    to[0] = from->where;
    to[1] = from->found;
    to[2] = from->expected;
}

/* ---- Hashing ------------------------------------------------------------------------------ */

void abi_sha256(const uint8_t *bytes, uint32_t size, uint8_t digest[32]) {
    lab_sha256 hash = lab_sha256_start();
    lab_sha256_update(&hash, bytes, size);
    lab_sha256_finish(&hash, digest);
}

lab_sha256 *abi_sha256_create(void) {
    lab_sha256 *hash = malloc(sizeof *hash);
    if (hash) *hash = lab_sha256_start();
    return hash;
}

void abi_sha256_update(lab_sha256 *hash, const uint8_t *bytes, uint32_t size) {
    lab_sha256_update(hash, bytes, size);
}

void abi_sha256_finish(lab_sha256 *hash, uint8_t digest[32]) {
    lab_sha256_finish(hash, digest);
    free(hash);
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

/* ---- Schedules ---------------------------------------------------------------------------- */

int abi_schedule_create(const double *numbers, uint32_t length, uint32_t out[1], double fault[3]) {
    lab_fault problem = {0, 0, 0};
    lab_schedule *schedule = malloc(sizeof *schedule);
    lab_status status =
        schedule ? lab_schedule_read(numbers, length, schedule, &problem) : LAB_OUT_OF_MEMORY;
    copy_fault(&problem, fault);
    if (status == LAB_OK) out[0] = (uint32_t)(uintptr_t)schedule;
    else free(schedule);
    return (int)status;
}

void abi_schedule_destroy(lab_schedule *schedule) {
    free(schedule);
}

double abi_schedule_rate(const lab_schedule *schedule, double iteration) {
    return lab_schedule_rate(schedule, iteration);
}

/* The rates of iterations from, from + every, ...: `count` of them. */
void abi_schedule_rates(
    const lab_schedule *schedule, double from, double every, uint32_t count, double *rates) {
    for (uint32_t i = 0; i < count; i++) rates[i] = lab_schedule_rate(schedule, from + every * i);
}

/* Of a schedule that ends in a plateau: the rate after each of `count` losses. */
void abi_schedule_observe(
    const lab_schedule *schedule, const double *losses, uint32_t count, double *rates) {
    const lab_segment *segment = lab_schedule_plateau(schedule);
    lab_plateau plateau = lab_plateau_start(segment);
    for (uint32_t i = 0; i < count; i++) {
        lab_plateau_observe(&plateau, segment, losses[i]);
        rates[i] = plateau.rate;
    }
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

/* ---- The worked example ------------------------------------------------------------------- */

int abi_example_measure(const double *points, uint32_t count, double slope, double target,
    double out[6], double fault[3]) {
    lab_example example = {NAN, NAN, NAN, NAN, NAN, NAN};
    lab_fault problem = {0, 0, 0};
    lab_status status = lab_example_measure(points, count, slope, target, &example, &problem);
    copy_fault(&problem, fault);
    memcpy(out, &example, sizeof example);
    return (int)status;
}

int abi_example_batches(const double *points, uint32_t count, double slope, double rate,
    uint32_t batch, uint32_t seed, double *slopes, uint32_t capacity, double out[4],
    double fault[3]) {
    lab_example_steps steps = {0, 0, NAN, NAN};
    lab_fault problem = {0, 0, 0};
    lab_status status = lab_example_batches(
        points, count, slope, rate, batch, seed, slopes, capacity, &steps, &problem);
    copy_fault(&problem, fault);
    out[0] = steps.count;
    out[1] = steps.all;
    out[2] = steps.mean;
    out[3] = steps.deviation;
    return (int)status;
}

/* ---- A search for a learning rate --------------------------------------------------------- */

/* The rates of a sweep in its flat form, as many as there is room for; out: how many there are. */
int abi_sweep_rates(const double *config, uint32_t length, double *rates, uint32_t capacity,
    uint32_t out[1], double fault[3]) {
    lab_sweep sweep;
    lab_fault problem = {0, 0, 0};
    lab_status status = sweep_config_read(config, length, &sweep, &problem);
    if (status == LAB_OK) status = lab_sweep_check(&sweep, &problem);
    copy_fault(&problem, fault);
    if (status != LAB_OK) return (int)status;
    out[0] = lab_sweep_count(&sweep);
    for (uint32_t i = 0; i < out[0] && i < capacity; i++) rates[i] = lab_sweep_rate(&sweep, i);
    return 0;
}

/* One of lab_rule on a curve; out: rate, index, lab_reason. */
void abi_rule(uint32_t rule, uint32_t convention, const double *rates, const double *losses,
    uint32_t count, uint32_t planned, double *scratch, double out[3]) {
    lab_curve curve = {rates, losses, count, planned};
    lab_answer answer = lab_rule_apply((lab_rule)rule, (lab_convention)convention, &curve, scratch);
    memcpy(out, &answer, sizeof answer);
}

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

/* ---- What the C library would import ------------------------------------------------------ */

/* The module imports nothing, so that a loader of a few lines serves everywhere. JavaScript looks
 * itself whether memory has grown. */
void emscripten_notify_memory_growth(size_t index);
void emscripten_notify_memory_growth(size_t index) {
    (void)index;
}
