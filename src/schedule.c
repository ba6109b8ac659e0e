/* schedule.c - the learning rate as a function of the iteration. */
#include <assert.h>
#include <math.h>

#include "lab.h"

static const double pi = 3.141592653589793;

static double milestones_passed(const lab_segment *segment, double t) {
    double passed = 0;
    for (int i = 0; i < (int)segment->count && segment->milestones[i] <= t; i++) passed++;
    return passed;
}

static double poly(const lab_segment *segment, double t) {
    if (t >= segment->total) return segment->minimum;
    double left = lab_pow(1 - t / segment->total, segment->power);
    return segment->minimum + (segment->rate - segment->minimum) * left;
}

static double linear(const lab_segment *segment, double t) {
    if (t >= segment->total) return segment->rate;
    return segment->start + (segment->rate - segment->start) * t / segment->total;
}

static double cosine(const lab_segment *segment, double t, double total) {
    if (t >= total) return segment->minimum;
    double height = segment->rate - segment->minimum;
    return segment->minimum + height * (1 + lab_cos(pi * t / total)) / 2;
}

static double restarts(const lab_segment *segment, double t) {
    double period = segment->step;
    if (segment->multiplier == 1) return cosine(segment, t - period * floor(t / period), period);
    for (; t >= period; period *= segment->multiplier) t -= period;
    return cosine(segment, t, period);
}

/* As PyTorch's CyclicLR has it, which is Smith's formula for a rise and a fall of two lengths. */
static double cyclic(const lab_segment *segment, double t) {
    double period = segment->step + segment->fall;
    double share = segment->step / period;
    double cycle = floor(1 + t / period);
    double x = 1 + t / period - cycle;
    double scale = x <= share ? x / share : (x - 1) / (share - 1);
    double height = (segment->rate - segment->minimum) * scale;
    if (segment->policy == LAB_TRIANGULAR2) height /= lab_pow(2, cycle - 1);
    if (segment->policy == LAB_EXP_RANGE) height *= lab_pow(segment->gamma, t);
    return segment->minimum + height;
}

static double anneal(const lab_segment *segment, double from, double to, double share) {
    if (segment->anneal == 1) return (to - from) * share + from;
    return to + (from - to) / 2 * (lab_cos(pi * share) + 1);
}

static double one_cycle(const lab_segment *segment, double t) {
    double low = segment->rate / segment->divide;
    double last = low / segment->final_divide;
    double top = segment->rise * segment->total - 1;
    double end = segment->total - 1;
    if (t > end) t = end;
    if (t <= top) return anneal(segment, low, segment->rate, t / top);
    if (segment->phases == 2) return anneal(segment, segment->rate, last, (t - top) / (end - top));
    double foot = 2 * segment->rise * segment->total - 2;
    if (t <= foot) return anneal(segment, segment->rate, low, (t - top) / (foot - top));
    return anneal(segment, low, last, (t - foot) / (end - foot));
}

static double segment_rate(const lab_segment *segment, double t) {
    double rate = segment->rate, gamma = segment->gamma;
    switch ((lab_policy)segment->policy) {
    case LAB_STEP:
        return rate * lab_pow(gamma, floor(t / segment->step));
    case LAB_MULTISTEP:
        return rate * lab_pow(gamma, milestones_passed(segment, t));
    case LAB_EXP:
        return rate * lab_pow(gamma, t);
    case LAB_INV:
        return rate * lab_pow(1 + gamma * t, -segment->power);
    case LAB_POLY:
        return poly(segment, t);
    case LAB_LOGISTIC:
        return rate * (1 / (1 + lab_exp(-gamma * (t - segment->step))));
    case LAB_DECAY:
        return rate * lab_pow(gamma, t / segment->step);
    case LAB_LINEAR:
        return linear(segment, t);
    case LAB_COSINE:
        return cosine(segment, t, segment->total);
    case LAB_RESTARTS:
        return restarts(segment, t);
    case LAB_TRIANGULAR:
    case LAB_TRIANGULAR2:
    case LAB_EXP_RANGE:
        return cyclic(segment, t);
    case LAB_ONE_CYCLE:
        return one_cycle(segment, t);
    case LAB_INVERSE_SQRT:
        return rate / sqrt(1 + t / segment->step);
    case LAB_PIECEWISE:
        return segment->rates[(int)milestones_passed(segment, t)];
    case LAB_FIXED:
    case LAB_PLATEAU:
        break;
    }
    return rate;
}

lab_schedule lab_schedule_fixed(double rate) {
    return (lab_schedule){.count = 1, .segments = {{.policy = LAB_FIXED, .rate = rate}}};
}

double lab_schedule_rate(const lab_schedule *schedule, double iteration) {
    assert(iteration >= 0);
    const lab_segment *segment = schedule->segments;
    const lab_segment *last = segment + schedule->count - 1;
    for (; segment < last && iteration >= segment->iterations; segment++) {
        iteration -= segment->iterations;
    }
    return segment_rate(segment, iteration);
}

double lab_schedule_last_start(const lab_schedule *schedule) {
    double start = 0;
    for (uint32_t i = 0; i + 1 < schedule->count; i++) start += schedule->segments[i].iterations;
    return start;
}

/* ---- Reduce on plateau -------------------------------------------------------------------- */

const lab_segment *lab_schedule_plateau(const lab_schedule *schedule) {
    const lab_segment *last = schedule->segments + schedule->count - 1;
    return last->policy == LAB_PLATEAU ? last : NULL;
}

lab_plateau lab_plateau_start(const lab_segment *segment) {
    return (lab_plateau){.rate = segment->rate, .best = INFINITY};
}

static const double least_reduction = 1e-8;

void lab_plateau_observe(lab_plateau *plateau, const lab_segment *segment, double loss) {
    if (loss < plateau->best * (1 - segment->threshold)) {
        plateau->best = loss;
        plateau->waited = 0;
    } else {
        plateau->waited++;
    }
    if (plateau->cooling > 0) {
        plateau->cooling--;
        plateau->waited = 0;
    }
    if (plateau->waited <= segment->patience) return;
    double lower = plateau->rate * segment->gamma;
    if (lower < segment->minimum) lower = segment->minimum;
    if (plateau->rate - lower > least_reduction) plateau->rate = lower;
    plateau->cooling = segment->cooldown;
    plateau->waited = 0;
}
