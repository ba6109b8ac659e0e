/* search_config.c - reads a search for a learning rate from its flat form. */
#include "search_config.h"

enum { CONFIG_FIXED = 9 + LAB_ROUNDS - 1, SWEEP_FIXED = 2, SEGMENT = 4 };

/* The one of 0 ... most that a double names; 0 for any other. */
static int choice(double value, int most) {
    for (int i = 1; i <= most; i++) {
        if (value == i) return i;
    }
    return 0;
}

lab_status sweep_config_read(
    const double *config, uint32_t length, lab_sweep *sweep, lab_fault *fault) {
    uint32_t count = length < SWEEP_FIXED ? 0 : (length - SWEEP_FIXED) / SEGMENT;
    if (count < 1 || count > LAB_SWEEP_SEGMENTS || length != SWEEP_FIXED + count * SEGMENT ||
        config[1] != count) {
        *fault = (lab_fault){0, length < SWEEP_FIXED ? 0 : config[1], LAB_SWEEP_SEGMENTS};
        return LAB_BAD_SWEEP_RATES;
    }
    *sweep = (lab_sweep){(lab_sweep_kind)choice(config[0], LAB_SWEEP_LINEAR), count, {{0}}};
    for (uint32_t s = 0; s < count; s++) {
        const double *at = config + SWEEP_FIXED + s * SEGMENT;
        sweep->segments[s] = (lab_sweep_segment){at[0], at[1], at[2], at[3]};
    }
    return LAB_OK;
}

lab_status search_config_read(
    const double *config, uint32_t length, lab_search *search, lab_fault *fault) {
    if (length < CONFIG_FIXED || config[0] != SEARCH_CONFIG_VERSION) {
        *fault = (lab_fault){0, length > 0 ? config[0] : 0, SEARCH_CONFIG_VERSION};
        return LAB_BAD_VERSION;
    }
    search->rounds = config[1];
    search->rates = config[2];
    search->carry = (lab_carry)choice(config[3], LAB_CARRY_NEVER);
    search->measure = (lab_measure)choice(config[4], LAB_MEASURE_TRAINING);
    search->smoothing = config[5];
    search->stop = config[6];
    search->growth = config[7];
    search->ordered = config[8];
    search->iterations[0] = 0;
    for (uint32_t r = 1; r < LAB_ROUNDS; r++) search->iterations[r] = config[8 + r];
    return sweep_config_read(config + CONFIG_FIXED, length - CONFIG_FIXED, &search->sweep, fault);
}
