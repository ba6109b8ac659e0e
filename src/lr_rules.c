/* lr_rules.c - which rate a curve of losses suggests, by five rules. */
#include <assert.h>
#include <math.h>

#include "lab.h"

enum { SLIDE_DISTANCE = 15 };
static const double slide_threshold = 0.005;
static const double minimum_divisor = 10;
static const double slope_tolerance = 0.05;
static const double slope_share = 0.9;

/* The part of a curve that a rule looks at. */
typedef struct part {
    const double *rates;
    const double *losses;
    uint32_t offset; /* of its first point in the curve */
    uint32_t count;
} part;

static lab_answer no_answer(lab_reason reason) {
    return (lab_answer){NAN, NAN, (double)reason};
}

static lab_answer answer(const part *part, uint32_t index) {
    return (lab_answer){part->rates[index], (double)part->offset + index, LAB_ANSWERED};
}

/* The curve before its first loss that is not finite, without `first` points at its beginning and
 * `last` of what was recorded at its end. */
static part trim(const lab_curve *curve, uint32_t first, uint32_t last) {
    uint32_t end = curve->count > last ? curve->count - last : 0;
    uint32_t finite = 0;
    while (finite < end && isfinite(curve->losses[finite])) finite++;
    while (first < finite && !(curve->rates[first] > 0)) first++; /* a rate of 0 has no logarithm */
    if (first > finite) first = finite;
    return (part){curve->rates + first, curve->losses + first, first, finite - first};
}

static part trim_as(const lab_curve *curve, lab_convention convention) {
    if (convention == LAB_LIGHTNING) return trim(curve, 10, 1);
    if (convention == LAB_TORCH_LR_FINDER) return trim(curve, 10, 5);
    return trim(curve, curve->planned / 10, 5);
}

/* Whether the losses say anything at all. */
static lab_reason look(const part *part, uint32_t least) {
    if (part->count < least) return LAB_TOO_FEW;
    int equal = 1, falls = 0;
    for (uint32_t i = 1; i < part->count; i++) {
        equal = equal && part->losses[i] == part->losses[0];
        falls = falls || part->losses[i] < part->losses[i - 1];
    }
    return equal ? LAB_ALL_EQUAL : falls ? LAB_ANSWERED : LAB_NEVER_FALLS;
}

/* numpy.gradient by index: central differences, one-sided at the ends. */
static double slope_at(const part *part, uint32_t i) {
    const double *losses = part->losses;
    if (i == 0) return losses[1] - losses[0];
    if (i + 1 == part->count) return losses[i] - losses[i - 1];
    return (losses[i + 1] - losses[i - 1]) / 2;
}

static double forward_slope(const part *part, uint32_t i) {
    double distance = lab_log(part->rates[i + 1]) - lab_log(part->rates[i]);
    return (part->losses[i + 1] - part->losses[i]) / distance;
}

static uint32_t steepest(const part *part, lab_convention convention) {
    int forward = convention == LAB_FASTAI;
    uint32_t count = forward ? part->count - 1 : part->count;
    uint32_t best = 0;
    double least = INFINITY;
    for (uint32_t i = 0; i < count; i++) {
        double slope = forward ? forward_slope(part, i) : slope_at(part, i);
        if (slope < least) {
            least = slope;
            best = i;
        }
    }
    return best;
}

static uint32_t lowest(const part *part) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < part->count; i++) {
        if (part->losses[i] < part->losses[best]) best = i;
    }
    return best;
}

/* fastai looks for the first point that ends a longest decreasing subsequence, in quadratic time.
 * The same by patience sorting: ends[l] is the largest last loss that a decreasing subsequence of
 * l + 1 points can have so far (Fredman 1975). */
static lab_answer valley(const part *part, double *ends) {
    uint32_t longest = 0, end = 0;
    for (uint32_t i = 0; i < part->count; i++) {
        double loss = part->losses[i];
        uint32_t low = 0, high = longest;
        while (low < high) { /* the first end that is not above this loss */
            uint32_t middle = (low + high) / 2;
            if (ends[middle] > loss) low = middle + 1;
            else high = middle;
        }
        ends[low] = loss;
        if (low == longest) {
            longest++;
            end = i;
        }
    }
    /* fastai counts back from the end as though the points of the valley were neighbours; a valley
     * of two at the very beginning would so begin before the curve. */
    if (end < longest && longest < 3) return no_answer(LAB_TOO_FEW);
    double start = (double)end - longest;
    double third = longest / 3.0;
    return answer(part, (uint32_t)(start + floor(third) + floor(third / 2)));
}

static uint32_t slide(const part *part) {
    uint32_t right = part->count - 1;
    uint32_t left = right - SLIDE_DISTANCE;
    uint32_t found = left;
    while (fabs(slope_at(part, right) - slope_at(part, left)) > slide_threshold) {
        found = left;
        if (left == 0) break;
        right--, left--;
    }
    return found;
}

/* ---- Ours --------------------------------------------------------------------------------- */

typedef struct stretch {
    uint32_t start;
    uint32_t bottom;
    double length; /* ln of the rates' ratio */
} stretch;

static double fall_of(const part *part) {
    double highest = part->losses[0], least = part->losses[0];
    for (uint32_t i = 1; i < part->count; i++) {
        if (part->losses[i] > highest) highest = part->losses[i];
        if (part->losses[i] < least) least = part->losses[i];
    }
    return highest - least;
}

/* A slope ends at its lowest point; the climb that ended it starts the next one at its top. */
static stretch longest_slope(const part *part) {
    /* What the curve climbs to after its lowest point is divergence, and no measure of its fall. */
    struct part until = *part;
    until.count = lowest(part) + 1;
    double tolerance = slope_tolerance * fall_of(&until);
    stretch best = {0, 0, 0};
    uint32_t start = 0, bottom = 0;
    for (uint32_t i = 1; i <= part->count; i++) {
        int over = i == part->count || part->losses[i] > part->losses[bottom] + tolerance;
        if (over) {
            double length = lab_log(part->rates[bottom]) - lab_log(part->rates[start]);
            if (length > best.length) best = (stretch){start, bottom, length};
            start = bottom = i;
        } else if (part->losses[i] < part->losses[bottom]) {
            bottom = i;
        } else if (bottom == start && part->losses[i] > part->losses[start]) {
            start = bottom = i; /* still climbing */
        }
    }
    return best;
}

static lab_answer slope(const part *part) {
    stretch longest = longest_slope(part);
    if (!(longest.length > 0)) return no_answer(LAB_NEVER_FALLS);
    double from = part->losses[longest.start], to = part->losses[longest.bottom];
    uint32_t i = longest.start;
    while (part->losses[i] > from - slope_share * (from - to)) i++;
    return answer(part, i);
}

lab_answer lab_rule_apply(
    lab_rule rule, lab_convention convention, const lab_curve *curve, double *scratch) {
    assert((int)rule < LAB_RULES && convention <= LAB_LIGHTNING);
    if (curve->count > 0 && !isfinite(curve->losses[0])) return no_answer(LAB_DIVERGED_AT_ONCE);
    part part = rule == LAB_RULE_SLOPE ? trim(curve, 0, 0) : trim_as(curve, convention);
    lab_reason reason = look(&part, rule == LAB_RULE_SLIDE ? SLIDE_DISTANCE + 1 : 2);
    if (reason != LAB_ANSWERED) return no_answer(reason);
    if (rule == LAB_RULE_STEEPEST) return answer(&part, steepest(&part, convention));
    if (rule == LAB_RULE_SLIDE) return answer(&part, slide(&part));
    if (rule == LAB_RULE_VALLEY) return valley(&part, scratch);
    if (rule == LAB_RULE_SLOPE) return slope(&part);
    lab_answer found = answer(&part, lowest(&part));
    found.rate /= minimum_divisor;
    return found;
}
