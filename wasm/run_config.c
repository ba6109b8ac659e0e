/* run_config.c - reads a run from its flat form. */
#include "run_config.h"

#include <math.h>
#include <string.h>

enum { CONFIG_FIXED = 13, FIRST_SEED = 3, SEEDS = 3 };

static const uint32_t nothing_whole = 4294967295u; /* which no field but a seed accepts */

static int is_whole(double value) {
    return value >= 0 && value <= nothing_whole && value == floor(value);
}

static uint32_t whole(double value) {
    return is_whole(value) ? (uint32_t)value : nothing_whole;
}

static lab_status refuse(
    lab_fault *fault, lab_status status, double where, double found, double expected) {
    *fault = (lab_fault){where, found, expected};
    return status;
}

static lab_status read_growth(
    const double *numbers, uint32_t length, lab_growth *growth, lab_fault *fault) {
    uint32_t stages = length / 2;
    if (length % 2 != 0 || stages > LAB_MAX_STAGES) {
        return refuse(fault, LAB_BAD_GROWTH, length, length / 2.0, LAB_MAX_STAGES);
    }
    growth->count = stages;
    for (uint32_t i = 0; i < stages; i++) {
        growth->epochs[i] = numbers[2 * i];
        growth->batches[i] = numbers[2 * i + 1];
    }
    return LAB_OK;
}

/* What follows the network: nothing in layout 1, a schedule of `scheduled` numbers in layout 2, and
 * the rest of this in layout 3. */
static lab_status read_rest(const double *rest, uint32_t length, uint32_t scheduled, double layout,
    lab_run *run, lab_fault *fault) {
    if (layout == RUN_CONFIG_FIXED_RATE) return LAB_OK;
    lab_status status = lab_schedule_read(rest, scheduled, &run->schedule, fault);
    if (status != LAB_OK || layout == RUN_CONFIG_SCHEDULE) return status;
    if (length - scheduled < LAB_OPTIMIZER_FIELDS) return refuse(fault, LAB_CUT, 0, length, 0);
    memcpy(&run->optimizer, rest + scheduled, sizeof run->optimizer);
    uint32_t before = scheduled + LAB_OPTIMIZER_FIELDS;
    return read_growth(rest + before, length - before, &run->growth, fault);
}

lab_status run_config_read(const double *config, uint32_t length, lab_run *run, lab_fault *fault) {
    double layout = length < CONFIG_FIXED ? 0 : config[0];
    if (!(is_whole(layout) && layout >= RUN_CONFIG_FIXED_RATE && layout <= RUN_CONFIG_OPTIMIZER)) {
        return refuse(fault, LAB_BAD_VERSION, 0, layout, RUN_CONFIG_OPTIMIZER);
    }
    for (uint32_t i = FIRST_SEED; i < FIRST_SEED + SEEDS; i++) {
        if (!is_whole(config[i])) return refuse(fault, LAB_BAD_SEED, i, config[i], 0);
    }
    uint32_t layers = whole(config[12]);
    uint32_t scheduled = layout == RUN_CONFIG_FIXED_RATE ? 0 : whole(config[10]);
    uint32_t before = CONFIG_FIXED + 2 * layers + 1;
    if (layers < 1 || layers > LAB_MAX_LAYERS || length < before || length - before < scheduled ||
        (layout < RUN_CONFIG_OPTIMIZER && length - before > scheduled)) {
        return refuse(fault, LAB_BAD_SHAPE, 12, config[12], LAB_MAX_LAYERS);
    }
    *run = (lab_run){.train_size = whole(config[1]),
        .validation_size = whole(config[2]),
        .split_seed = whole(config[3]),
        .weights_seed = whole(config[4]),
        .order_seed = whole(config[5]),
        .batch = config[6],
        .epochs = config[7],
        .evaluate = config[8],
        .trace = config[9],
        .schedule = lab_schedule_fixed(config[10]),
        .arithmetic = LAB_VECTOR};
    run->shape.loss = (lab_loss)whole(config[11]);
    run->shape.layers = layers;
    for (uint32_t l = 0; l <= layers; l++) run->shape.units[l] = whole(config[CONFIG_FIXED + l]);
    for (uint32_t l = 0; l < layers; l++) {
        run->shape.activations[l] = (lab_activation)whole(config[CONFIG_FIXED + layers + 1 + l]);
    }
    return read_rest(config + before, length - before, scheduled, layout, run, fault);
}
