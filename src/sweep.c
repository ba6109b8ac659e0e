/* sweep.c - which learning rates a sweep visits, and which sweeps can be made. */
#include <math.h>

#include "fault.h"

static const double most_whole = 9007199254740992.0; /* 2^53 */
static const int most_decimals = 15;

/* ---- Decimal numbers ---------------------------------------------------------------------- */

static double nearest(double x) {
    return floor(x + 0.5);
}

static double power_of_ten(int exponent) {
    double power = 1;
    for (int i = 0; i < exponent; i++) power *= 10;
    return power;
}

/* The fewest decimals that write x exactly, that is whose quotient of whole numbers is x; -1 where
 * there are none. */
static int decimals_of(double x) {
    for (int decimals = 0; decimals <= most_decimals; decimals++) {
        double power = power_of_ten(decimals);
        double whole = nearest(x * power);
        if (fabs(whole) >= most_whole) return -1;
        if (whole / power == x) return decimals;
    }
    return -1;
}

/* A segment as whole numbers over one power of ten. */
typedef struct grid {
    double power; /* 0: the segment cannot be written so */
    double first;
    double step;
    double count; /* rates */
} grid;

static grid read_grid(const lab_sweep_segment *segment) {
    int first = decimals_of(segment->first), step = decimals_of(segment->step);
    int last = decimals_of(segment->last);
    grid result = {0, 0, 0, 0};
    if (first >= 0 && step >= 0 && last >= 0) {
        int decimals = first > step ? first : step;
        result.power = power_of_ten(decimals > last ? decimals : last);
        result.first = nearest(segment->first * result.power);
        result.step = nearest(segment->step * result.power);
        double end = nearest(segment->last * result.power);
        if (end < most_whole && result.step > 0) {
            result.count = floor((end - result.first) / result.step) + 1;
            return result;
        }
        result.power = 0;
    }
    /* A step that misses the last rate by rounding alone still meets it. */
    result.count = floor((segment->last - segment->first) / segment->step + 1e-9) + 1;
    return result;
}

static double grid_rate(const grid *grid, const lab_sweep_segment *segment, double index) {
    if (grid->power == 0) return segment->first + index * segment->step;
    return (grid->first + index * grid->step) / grid->power;
}

/* ---- The sweep ---------------------------------------------------------------------------- */

static int is_ramp(const lab_sweep *sweep) {
    return sweep->kind != LAB_SWEEP_TABLE;
}

uint32_t lab_sweep_count(const lab_sweep *sweep) {
    if (is_ramp(sweep)) return (uint32_t)sweep->segments[0].step;
    double count = 0;
    for (uint32_t s = 0; s < sweep->count; s++) count += read_grid(&sweep->segments[s]).count;
    return (uint32_t)count;
}

/* first (last/first)^t or first + t (last - first), with t = i/(n - 1). */
static double ramp_rate(const lab_sweep *sweep, uint32_t index) {
    const lab_sweep_segment *ramp = &sweep->segments[0];
    if (index == 0) return ramp->first;
    if (index + 1 == (uint32_t)ramp->step) return ramp->last;
    double t = index / (ramp->step - 1);
    if (sweep->kind == LAB_SWEEP_LINEAR) return ramp->first + t * (ramp->last - ramp->first);
    return ramp->first * lab_pow(ramp->last / ramp->first, t);
}

/* Where rate `index` stands in a table. */
typedef struct place {
    const lab_sweep_segment *segment;
    grid grid;
    double index; /* within the segment */
} place;

static place find(const lab_sweep *sweep, uint32_t index) {
    double left = index;
    for (uint32_t s = 0;; s++) {
        const lab_sweep_segment *segment = &sweep->segments[s];
        grid grid = read_grid(segment);
        if (left < grid.count || s + 1 == sweep->count) return (place){segment, grid, left};
        left -= grid.count;
    }
}

double lab_sweep_rate(const lab_sweep *sweep, uint32_t index) {
    if (is_ramp(sweep)) return ramp_rate(sweep, index);
    place at = find(sweep, index);
    return grid_rate(&at.grid, at.segment, at.index);
}

double lab_sweep_iterations(const lab_sweep *sweep, uint32_t index) {
    return is_ramp(sweep) ? sweep->segments[0].iterations : find(sweep, index).segment->iterations;
}

double lab_sweep_total(const lab_sweep *sweep) {
    double sum = 0;
    for (uint32_t s = 0; s < sweep->count; s++) {
        const lab_sweep_segment *segment = &sweep->segments[s];
        double rates = is_ramp(sweep) ? segment->step : read_grid(segment).count;
        sum += rates * segment->iterations;
    }
    return sum;
}

/* ---- Which can be made -------------------------------------------------------------------- */

static int whole_between(double value, double least, double most) {
    return value >= least && value <= most && value == floor(value);
}

static lab_status check_segment(
    const lab_sweep_segment *segment, uint32_t number, lab_fault *fault) {
    if (!(segment->first >= 0) || isinf(segment->first)) {
        return lab_fail(fault, LAB_BAD_RATE, number, segment->first, 0);
    }
    if (isnan(segment->last) || isinf(segment->last)) {
        return lab_fail(fault, LAB_BAD_RATE, number, segment->last, 0);
    }
    if (segment->last < segment->first) {
        return lab_fail(fault, LAB_BAD_DIRECTION, number, segment->last, segment->first);
    }
    if (!whole_between(segment->iterations, 1, LAB_SWEEP_ITERATIONS)) {
        return lab_fail(
            fault, LAB_BAD_SWEEP_ITERATIONS, number, segment->iterations, LAB_SWEEP_ITERATIONS);
    }
    return LAB_OK;
}

static lab_status check_ramp(const lab_sweep *sweep, lab_fault *fault) {
    const lab_sweep_segment *ramp = &sweep->segments[0];
    if (!whole_between(ramp->step, 1, LAB_SWEEP_RATES)) {
        return lab_fail(fault, LAB_BAD_SWEEP_RATES, 0, ramp->step, LAB_SWEEP_RATES);
    }
    if (sweep->kind == LAB_SWEEP_EXPONENTIAL && !(ramp->first > 0)) {
        return lab_fail(fault, LAB_BAD_RAMP, 0, ramp->first, 0);
    }
    return LAB_OK;
}

static lab_status check_table(const lab_sweep *sweep, lab_fault *fault) {
    double rates = 0;
    for (uint32_t s = 0; s < sweep->count; s++) {
        const lab_sweep_segment *segment = &sweep->segments[s];
        if (!(segment->step > 0) || isinf(segment->step)) {
            return lab_fail(fault, LAB_BAD_SWEEP_STEP, s, segment->step, 0);
        }
        if (s > 0 && !(segment->first > sweep->segments[s - 1].last)) {
            return lab_fail(fault, LAB_BAD_OVERLAP, s, segment->first, sweep->segments[s - 1].last);
        }
        rates += read_grid(segment).count;
        if (!(rates <= LAB_SWEEP_RATES)) {
            return lab_fail(fault, LAB_BAD_SWEEP_RATES, s, rates, LAB_SWEEP_RATES);
        }
    }
    return LAB_OK;
}

lab_status lab_sweep_check(const lab_sweep *sweep, lab_fault *fault) {
    if (sweep->count < 1 || sweep->count > LAB_SWEEP_SEGMENTS ||
        (is_ramp(sweep) && sweep->count != 1)) {
        return lab_fail(fault, LAB_BAD_SWEEP_RATES, 0, sweep->count, LAB_SWEEP_SEGMENTS);
    }
    for (uint32_t s = 0; s < sweep->count; s++) {
        lab_status status = check_segment(&sweep->segments[s], s, fault);
        if (status != LAB_OK) return status;
    }
    return is_ramp(sweep) ? check_ramp(sweep, fault) : check_table(sweep, fault);
}
