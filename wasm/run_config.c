/* run_config.c - reads a run from its flat form. */
#include "run_config.h"

#include <math.h>

enum { CONFIG_FIXED = 13 };

/* A double that names a small whole number; 2^32 - 1, which nothing accepts, for any other. */
static uint32_t whole(double value) {
    return value >= 0 && value < 4294967295.0 && value == floor(value) ? (uint32_t)value
                                                                       : 4294967295u;
}

/* Layout 1 has a fixed rate, layout 2 a schedule at its end. */
static lab_status read_schedule(
    const double *config, const double *rest, uint32_t length, lab_run *run, lab_fault *fault) {
    if (config[0] == RUN_CONFIG_SCHEDULE) {
        return lab_schedule_read(rest, length, &run->schedule, fault);
    }
    run->schedule = lab_schedule_fixed(config[10]);
    return LAB_OK;
}

lab_status run_config_read(const double *config, uint32_t length, lab_run *run, lab_fault *fault) {
    double layout = length < CONFIG_FIXED ? 0 : config[0];
    if (layout != RUN_CONFIG_FIXED_RATE && layout != RUN_CONFIG_SCHEDULE) {
        *fault = (lab_fault){0, layout, RUN_CONFIG_SCHEDULE};
        return LAB_BAD_VERSION;
    }
    uint32_t layers = whole(config[12]);
    uint32_t numbers = layout == RUN_CONFIG_SCHEDULE ? whole(config[10]) : 0;
    uint32_t before = CONFIG_FIXED + 2 * layers + 1;
    if (layers < 1 || layers > LAB_MAX_LAYERS || length - numbers != before) {
        *fault = (lab_fault){12, config[12], LAB_MAX_LAYERS};
        return LAB_BAD_SHAPE;
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
        .arithmetic = LAB_VECTOR};
    run->shape.loss = (lab_loss)whole(config[11]);
    run->shape.layers = layers;
    for (uint32_t l = 0; l <= layers; l++) run->shape.units[l] = whole(config[CONFIG_FIXED + l]);
    for (uint32_t l = 0; l < layers; l++) {
        run->shape.activations[l] = (lab_activation)whole(config[CONFIG_FIXED + layers + 1 + l]);
    }
    return read_schedule(config, config + before, numbers, run, fault);
}
