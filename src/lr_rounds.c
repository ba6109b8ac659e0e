/* lr_rounds.c - reads a round's curve, and lays the next round's grid over its bracket. */
#include "lr_rounds.h"

#include <math.h>

/* A loss has risen again when it has by this share of the fall, and by so many standard errors. */
static const double rise = 0.1;
static const double lucky_errors = 5;

/* ---- Reading a curve ---------------------------------------------------------------------- */

static int all_equal(const lab_point *points, uint32_t count) {
    for (uint32_t i = 1; i < count; i++) {
        if (points[i].loss != points[0].loss) return 0;
    }
    return 1;
}

static lab_reason find_lowest(
    const lab_round *round, const lab_point *points, uint32_t count, uint32_t *lowest) {
    if (count == 0) return LAB_NOT_DONE;
    if (!isfinite(points[0].loss) || (count == 1 && round->stopped != LAB_STOP_END)) {
        return LAB_DIVERGED_AT_ONCE;
    }
    if (count == 1) return LAB_TOO_FEW;
    if (all_equal(points, count)) return LAB_ALL_EQUAL;
    *lowest = 0;
    for (uint32_t i = 1; i < count; i++) {
        if (points[i].loss < points[*lowest].loss) *lowest = i;
    }
    return LAB_ANSWERED;
}

/* NaN is no lower than anything. */
static int has_risen(const lab_point *point, double threshold) {
    return !(point->loss < threshold);
}

static uint32_t first_risen(
    const lab_point *points, uint32_t from, uint32_t count, double threshold) {
    while (from < count && !has_risen(&points[from], threshold)) from++;
    return from;
}

static void read_bracket(
    lab_round *round, const lab_point *points, uint32_t count, double threshold) {
    uint32_t lowest = (uint32_t)round->index, high = lowest + 1, low = lowest;
    high = first_risen(points, high, count, threshold);
    double rate = round->rate, top = points[high < count ? high : count - 1].rate, bottom = rate;
    if (round->carried == 0) {
        while (low > 0 && !has_risen(&points[low], threshold)) low--;
        bottom = points[low].rate;
    }
    if (top <= rate && bottom >= rate) {
        top = 2 * rate;
        bottom = rate / 2;
    } else if (top <= rate) {
        top = rate * rate / bottom;
    } else if (bottom >= rate) {
        bottom = rate * rate / top;
    }
    round->low = bottom;
    round->high = top;
}

lab_round lab_round_begin(double planned, double carried) {
    lab_round round = {.planned = planned, .carried = carried, .start = NAN, .stopped_at = NAN};
    lab_round_read(&round, NULL, 0);
    return round;
}

void lab_round_read(lab_round *round, const lab_point *points, uint32_t count) {
    uint32_t lowest = 0;
    round->points = count;
    round->index = round->rate = round->loss = round->turned = round->inside = NAN;
    round->low = round->high = NAN;
    lab_reason reason = find_lowest(round, points, count, &lowest);
    round->reason = (double)reason;
    if (reason != LAB_ANSWERED) return;
    round->index = lowest;
    round->rate = points[lowest].rate;
    round->loss = points[lowest].loss;
    double fall = round->start > round->loss ? round->start - round->loss : 0;
    double luck = lucky_errors * points[lowest].noise;
    double threshold = round->loss + (rise * fall > luck ? rise * fall : luck);
    uint32_t risen = first_risen(points, lowest + 1, count, threshold);
    round->turned = risen < count;
    int within = lowest > 0 && lowest + 1 < count;
    round->inside = round->carried > 0 ? risen < count && risen < round->planned : within;
    read_bracket(round, points, count, threshold);
}

/* ---- The next round ----------------------------------------------------------------------- */

double lab_round_digits(double x) {
    double power = 1;
    while (x * power < 100 && power < 1e300) power *= 10;
    return floor(x * power + 0.5) / power;
}

/* A step of 1, 2 or 5 times a power of ten, as a whole number over a power of ten or times one. */
typedef struct step {
    double whole;
    double over;
    double times;
} step;

static step step_below(double most) {
    step found = {1, 1, 1};
    while (found.whole / found.over > most && found.over < 1e22) found.over *= 10;
    while (found.over == 1 && 10 * found.times <= most && found.times < 1e22) found.times *= 10;
    double unit = found.times / found.over;
    if (5 * unit <= most) found.whole = 5;
    else if (2 * unit <= most) found.whole = 2;
    return found;
}

static double multiple(const step *step, double count) {
    return count * step->whole * step->times / step->over;
}

lab_sweep lab_round_next(const lab_round *round, double finest, double rates, double iterations) {
    double most = (round->high - round->low) / rates;
    step step = step_below(finest > 0 && most > finest / 2 ? finest / 2 : most);
    double width = multiple(&step, 1);
    /* The grid's lines about the ends, whichever side rounding puts them on. */
    double from = floor(round->low / width + 1e-9), to = ceil(round->high / width - 1e-9);
    if (from < 1) from = 1;
    lab_sweep sweep = {.kind = LAB_SWEEP_TABLE, .count = 1};
    sweep.segments[0] =
        (lab_sweep_segment){multiple(&step, from), multiple(&step, to), width, iterations};
    return sweep;
}
