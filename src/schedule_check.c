/* schedule_check.c - which schedules can be followed, and how they are read from their flat form.
 */
#include <math.h>
#include <string.h>

#include "fault.h"

static const double most_whole = 9007199254740992.0; /* 2^53: whole numbers are exact up to here */

static int whole_from(double value, double least) {
    return value >= least && value <= most_whole && value == floor(value);
}

/* ---- Fields ------------------------------------------------------------------------------- */

/* Which values a field takes, whatever the policy; `expected` of a fault is its least. */
typedef struct rule {
    uint8_t status;
    uint8_t whole;
    uint8_t above; /* more than the least, not the least itself */
    double least;
    double below;
} rule;

static const rule rules[LAB_SEGMENT_FIELDS] = {
    [LAB_FIELD_POLICY] = {LAB_BAD_POLICY, 1, 0, LAB_FIXED, LAB_PLATEAU + 1},
    [LAB_FIELD_ITERATIONS] = {LAB_BAD_JOIN, 1, 0, 1, INFINITY},
    [LAB_FIELD_RATE] = {LAB_BAD_RATE, 0, 0, 0, INFINITY},
    [LAB_FIELD_GAMMA] = {LAB_BAD_GAMMA, 0, 1, 0, INFINITY},
    [LAB_FIELD_STEP] = {LAB_BAD_STEP, 1, 0, 1, INFINITY},
    [LAB_FIELD_POWER] = {LAB_BAD_POWER, 0, 1, 0, INFINITY},
    [LAB_FIELD_TOTAL] = {LAB_BAD_TOTAL, 1, 0, 1, INFINITY},
    [LAB_FIELD_MINIMUM] = {LAB_BAD_MINIMUM, 0, 0, 0, INFINITY},
    [LAB_FIELD_START] = {LAB_BAD_RATE, 0, 0, 0, INFINITY},
    [LAB_FIELD_MULTIPLIER] = {LAB_BAD_CYCLE, 1, 0, 1, INFINITY},
    [LAB_FIELD_FALL] = {LAB_BAD_CYCLE, 1, 0, 1, INFINITY},
    [LAB_FIELD_RISE] = {LAB_BAD_CYCLE, 0, 1, 0, 1},
    [LAB_FIELD_DIVIDE] = {LAB_BAD_CYCLE, 0, 0, 1, INFINITY},
    [LAB_FIELD_FINAL_DIVIDE] = {LAB_BAD_CYCLE, 0, 0, 1, INFINITY},
    [LAB_FIELD_PHASES] = {LAB_BAD_CYCLE, 1, 0, 2, 4},
    [LAB_FIELD_ANNEAL] = {LAB_BAD_CYCLE, 1, 0, 0, 2},
    [LAB_FIELD_PATIENCE] = {LAB_BAD_PLATEAU, 1, 0, 0, INFINITY},
    [LAB_FIELD_THRESHOLD] = {LAB_BAD_PLATEAU, 0, 0, 0, 1},
    [LAB_FIELD_COOLDOWN] = {LAB_BAD_PLATEAU, 1, 0, 0, INFINITY},
    [LAB_FIELD_MILESTONES] = {LAB_BAD_MILESTONES, 1, 0, 1, LAB_MAX_MILESTONES + 1},
};

#define READS(field) (1u << LAB_FIELD_##field)

/* The fields that a policy reads. */
static const uint32_t fields_read[] = {
    [LAB_FIXED] = READS(RATE),
    [LAB_STEP] = READS(RATE) | READS(GAMMA) | READS(STEP),
    [LAB_MULTISTEP] = READS(RATE) | READS(GAMMA) | READS(MILESTONES),
    [LAB_EXP] = READS(RATE) | READS(GAMMA),
    [LAB_INV] = READS(RATE) | READS(GAMMA) | READS(POWER),
    [LAB_POLY] = READS(RATE) | READS(POWER) | READS(TOTAL) | READS(MINIMUM),
    [LAB_LOGISTIC] = READS(RATE) | READS(GAMMA) | READS(STEP),
    [LAB_DECAY] = READS(RATE) | READS(GAMMA) | READS(STEP),
    [LAB_LINEAR] = READS(RATE) | READS(START) | READS(TOTAL),
    [LAB_COSINE] = READS(RATE) | READS(TOTAL) | READS(MINIMUM),
    [LAB_RESTARTS] = READS(RATE) | READS(STEP) | READS(MULTIPLIER) | READS(MINIMUM),
    [LAB_TRIANGULAR] = READS(RATE) | READS(MINIMUM) | READS(STEP) | READS(FALL),
    [LAB_TRIANGULAR2] = READS(RATE) | READS(MINIMUM) | READS(STEP) | READS(FALL),
    [LAB_EXP_RANGE] = READS(RATE) | READS(MINIMUM) | READS(STEP) | READS(FALL) | READS(GAMMA),
    [LAB_ONE_CYCLE] = READS(RATE) | READS(TOTAL) | READS(RISE) | READS(DIVIDE) |
        READS(FINAL_DIVIDE) | READS(PHASES) | READS(ANNEAL),
    [LAB_INVERSE_SQRT] = READS(RATE) | READS(STEP),
    [LAB_PIECEWISE] = READS(MILESTONES),
    [LAB_PLATEAU] = READS(RATE) | READS(GAMMA) | READS(MINIMUM) | READS(PATIENCE) |
        READS(THRESHOLD) | READS(COOLDOWN),
};

/* The rule of a field, where a policy means something else by it. */
static rule rule_of(uint32_t field, double policy) {
    rule found = rules[field];
    if (policy == LAB_LOGISTIC && field == LAB_FIELD_GAMMA) found.least = -INFINITY;
    if (policy == LAB_LOGISTIC && field == LAB_FIELD_STEP) found.whole = 0, found.least = 0;
    if (policy == LAB_PLATEAU && field == LAB_FIELD_GAMMA) found.below = 1;
    return found;
}

static int follows(rule rule, double value) {
    if (rule.whole && !whole_from(value, rule.least)) return 0;
    return value >= rule.least && value < rule.below && !(rule.above && value == rule.least);
}

/* What is wrong with a segment; LAB_OK where nothing is. */
typedef struct finding {
    lab_status status;
    uint32_t field;
    double found;
    double expected;
} finding;

static const finding nothing = {LAB_OK, 0, 0, 0};

static finding check_field(const lab_segment *segment, uint32_t field) {
    rule rule = rule_of(field, segment->policy);
    double value = ((const double *)segment)[field];
    if (follows(rule, value)) return nothing;
    return (finding){(lab_status)rule.status, field, value, rules[field].least};
}

/* ---- Fields together ---------------------------------------------------------------------- */

static finding check_milestones(const lab_segment *segment) {
    double least = 1;
    for (int i = 0; i < (int)segment->count; i++) {
        double milestone = segment->milestones[i];
        if (!whole_from(milestone, least)) {
            return (finding){LAB_BAD_MILESTONES, LAB_FIELD_MILESTONES, milestone, least};
        }
        least = milestone + 1;
    }
    if (segment->policy != LAB_PIECEWISE) return nothing;
    for (int i = 0; i <= (int)segment->count; i++) {
        if (!follows(rules[LAB_FIELD_RATE], segment->rates[i])) {
            return (finding){LAB_BAD_RATE, LAB_FIELD_RATES, segment->rates[i], 0};
        }
    }
    return nothing;
}

/* Each phase must end later than it starts. */
static finding check_rise(const lab_segment *segment) {
    double top = segment->rise * segment->total - 1;
    double foot = segment->phases == 3 ? 2 * top : top;
    if (top > 0 && foot < segment->total - 1) return nothing;
    return (finding){LAB_BAD_CYCLE, LAB_FIELD_RISE, segment->rise, 1 / segment->total};
}

static finding check_together(const lab_segment *segment, uint32_t fields) {
    if (fields & READS(MILESTONES)) return check_milestones(segment);
    if (fields & READS(RISE)) return check_rise(segment);
    if (fields & READS(MINIMUM) && segment->minimum > segment->rate) {
        return (finding){LAB_BAD_MINIMUM, LAB_FIELD_MINIMUM, segment->minimum, segment->rate};
    }
    if (segment->policy == LAB_LOGISTIC && segment->gamma == 0) {
        return (finding){LAB_BAD_GAMMA, LAB_FIELD_GAMMA, 0, 0};
    }
    return nothing;
}

static finding check_segment(const lab_segment *segment, int last) {
    finding found = check_field(segment, LAB_FIELD_POLICY);
    if (found.status != LAB_OK) return found;
    uint32_t fields = fields_read[(int)segment->policy];
    for (uint32_t field = 0; field < LAB_SEGMENT_FIELDS; field++) {
        if (fields >> field & 1) found = check_field(segment, field);
        if (found.status != LAB_OK) return found;
    }
    found = check_together(segment, fields);
    if (found.status != LAB_OK || last) return found;
    if (segment->policy == LAB_PLATEAU) {
        return (finding){LAB_BAD_JOIN, LAB_FIELD_POLICY, segment->policy, LAB_FIXED};
    }
    return check_field(segment, LAB_FIELD_ITERATIONS);
}

static lab_status fail_at(lab_fault *fault, uint32_t segment, finding found) {
    double where = 32.0 * segment + (double)found.field;
    return lab_fail(fault, found.status, where, found.found, found.expected);
}

lab_status lab_schedule_check(const lab_schedule *schedule, lab_fault *fault) {
    uint32_t count = schedule->count;
    if (count < 1 || count > LAB_MAX_SEGMENTS) {
        return lab_fail(fault, LAB_BAD_JOIN, LAB_FIELD_SEGMENTS, count, LAB_MAX_SEGMENTS);
    }
    for (uint32_t i = 0; i < count; i++) {
        finding found = check_segment(schedule->segments + i, i + 1 == count);
        if (found.status != LAB_OK) return fail_at(fault, i, found);
    }
    return LAB_OK;
}

lab_status lab_schedule_fits(const lab_schedule *schedule, double iterations, lab_fault *fault) {
    double start = lab_schedule_last_start(schedule);
    if (start <= iterations) return LAB_OK;
    double left = iterations;
    uint32_t i = 0;
    for (; schedule->segments[i].iterations <= left; i++) left -= schedule->segments[i].iterations;
    double length = schedule->segments[i].iterations;
    return fail_at(fault, i, (finding){LAB_BAD_JOIN, LAB_FIELD_ITERATIONS, length, left});
}

/* ---- The flat form ------------------------------------------------------------------------ */

_Static_assert(offsetof(lab_segment, milestones) == LAB_SEGMENT_FIELDS * sizeof(double),
    "the fields of a segment are its flat form");

/* Numbers that follow a segment's fields. */
static uint32_t following(const lab_segment *segment) {
    if (!whole_from(segment->count, 1) || segment->count > LAB_MAX_MILESTONES) return 0;
    uint32_t count = (uint32_t)segment->count;
    return segment->policy == LAB_PIECEWISE ? 2 * count + 1 : count;
}

static void read_points(lab_segment *segment, const double *numbers, uint32_t count) {
    if (count == 0) return; /* nor need segment->count be a number that fits */
    uint32_t milestones = (uint32_t)segment->count;
    memcpy(segment->milestones, numbers, milestones * sizeof(double));
    memcpy(segment->rates, numbers + milestones, (count - milestones) * sizeof(double));
}

lab_status lab_schedule_read(
    const double *numbers, uint32_t length, lab_schedule *result, lab_fault *fault) {
    lab_schedule schedule = {0, {{0}}};
    if (length < 1 || !whole_from(numbers[0], 1) || numbers[0] > LAB_MAX_SEGMENTS) {
        double found = length < 1 ? 0 : numbers[0];
        return lab_fail(fault, LAB_BAD_JOIN, LAB_FIELD_SEGMENTS, found, LAB_MAX_SEGMENTS);
    }
    schedule.count = (uint32_t)numbers[0];
    uint32_t at = 1;
    for (uint32_t i = 0; i < schedule.count; i++) {
        lab_segment *segment = schedule.segments + i;
        if (length - at < LAB_SEGMENT_FIELDS) return lab_fail(fault, LAB_CUT, at, length, 0);
        memcpy(segment, numbers + at, LAB_SEGMENT_FIELDS * sizeof(double));
        at += LAB_SEGMENT_FIELDS;
        uint32_t more = following(segment);
        if (length - at < more) return lab_fail(fault, LAB_CUT, at, length, at + more);
        read_points(segment, numbers + at, more);
        at += more;
    }
    if (at != length) return lab_fail(fault, LAB_TRAILING, at, length, at);
    lab_status status = lab_schedule_check(&schedule, fault);
    if (status == LAB_OK) *result = schedule;
    return status;
}
