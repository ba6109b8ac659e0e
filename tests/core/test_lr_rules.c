/* test_lr_rules.c - the rules for a learning rate against the libraries that they come from, and
 * where they have no answer.
 *
 * The functions whose names begin with a library's name do what its source does, step by step and
 * in double precision. They were worked out from the source (fastai 2.7 callback/schedule.py,
 * torch_lr_finder 0.2 lr_finder.py, Lightning 2 tuner/lr_finder.py), not run in the library. */
#include "check.h"
#include "lab.h"

enum { MOST = 2000 };

/* Smoothed losses of two ramps from 1e-5 to 10 in 100 iterations: 784-64-16-10 on MNIST, batch 128,
 * seeds 1 and 2, weight of the past 0.98. */
static const double recorded[2][100] = {
    {2.4500, 2.3881, 2.4126, 2.4069, 2.4047, 2.4254, 2.4188, 2.4171, 2.4188, 2.4186, 2.4263, 2.4311,
        2.4316, 2.4359, 2.4319, 2.4341, 2.4307, 2.4295, 2.4311, 2.4340, 2.4367, 2.4360, 2.4356,
        2.4348, 2.4330, 2.4332, 2.4324, 2.4346, 2.4335, 2.4329, 2.4343, 2.4343, 2.4349, 2.4359,
        2.4353, 2.4353, 2.4356, 2.4342, 2.4344, 2.4358, 2.4358, 2.4363, 2.4354, 2.4354, 2.4337,
        2.4321, 2.4326, 2.4308, 2.4302, 2.4285, 2.4264, 2.4233, 2.4222, 2.4211, 2.4215, 2.4201,
        2.4189, 2.4170, 2.4140, 2.4129, 2.4104, 2.4082, 2.4051, 2.4020, 2.3993, 2.3964, 2.3934,
        2.3908, 2.3866, 2.3827, 2.3792, 2.3759, 2.3717, 2.3666, 2.3601, 2.3540, 2.3463, 2.3376,
        2.3306, 2.3246, 2.3188, 2.3122, 2.3076, 2.3035, 2.3154, 2.3267, 2.3313, 2.3308, 2.3246,
        2.3174, 2.3598, 2.3867, 2.4715, 2.5492, 2.7071, 2.9133, 3.1301, 3.5458, 4.0632, 4.8570},
    {2.4575, 2.4004, 2.3833, 2.3975, 2.3988, 2.3938, 2.3955, 2.3937, 2.3875, 2.3845, 2.3858, 2.3849,
        2.3777, 2.3836, 2.3825, 2.3826, 2.3818, 2.3792, 2.3821, 2.3805, 2.3821, 2.3860, 2.3843,
        2.3838, 2.3823, 2.3812, 2.3807, 2.3793, 2.3773, 2.3769, 2.3754, 2.3764, 2.3748, 2.3761,
        2.3769, 2.3757, 2.3744, 2.3731, 2.3727, 2.3719, 2.3719, 2.3718, 2.3735, 2.3713, 2.3728,
        2.3713, 2.3697, 2.3691, 2.3684, 2.3671, 2.3669, 2.3662, 2.3669, 2.3664, 2.3657, 2.3646,
        2.3634, 2.3620, 2.3605, 2.3593, 2.3578, 2.3579, 2.3568, 2.3551, 2.3528, 2.3503, 2.3477,
        2.3451, 2.3424, 2.3392, 2.3363, 2.3325, 2.3285, 2.3245, 2.3200, 2.3140, 2.3073, 2.3028,
        2.2994, 2.2954, 2.2894, 2.2772, 2.2648, 2.2556, 2.2502, 2.2492, 2.2742, 2.3112, 2.3395,
        2.3665, 2.4073, 2.4571, 2.5336, 2.6257, 2.7188, 2.9848, 3.3431, 3.7052, 4.3019, 5.0457}};

/* ---- What the libraries do ---------------------------------------------------------------- */

/* lrs[num_it//10:-5], cut before the first NaN. */
static uint32_t fastai_slice(const lab_curve *curve, const double **rates, const double **losses) {
    uint32_t first = curve->planned / 10;
    CHECK(curve->count > first + 5);
    *rates = curve->rates + first;
    *losses = curve->losses + first;
    uint32_t count = curve->count - 5 - first, kept = 0;
    while (kept < count && !isnan((*losses)[kept])) kept++;
    return kept;
}

static double fastai_steep(const lab_curve *curve) {
    const double *rates = NULL, *losses = NULL;
    uint32_t n = fastai_slice(curve, &rates, &losses), best = 0;
    for (uint32_t i = 0; i + 1 < n; i++) {
        double grad = (losses[i + 1] - losses[i]) / (log(rates[i + 1]) - log(rates[i]));
        double least =
            (losses[best + 1] - losses[best]) / (log(rates[best + 1]) - log(rates[best]));
        if (grad < least) best = i;
    }
    return rates[best];
}

static double fastai_minimum(const lab_curve *curve) {
    const double *rates = NULL, *losses = NULL;
    uint32_t n = fastai_slice(curve, &rates, &losses), best = 0;
    for (uint32_t i = 1; i < n; i++) best = losses[i] < losses[best] ? i : best;
    return rates[best] / 10;
}

static double fastai_valley(const lab_curve *curve) {
    const double *rates = NULL, *losses = NULL;
    int n = (int)fastai_slice(curve, &rates, &losses);
    static int lds[MOST];
    int max_start = 0, max_end = 0;
    for (int i = 0; i < n; i++) lds[i] = 1;
    for (int i = 1; i < n; i++) {
        for (int j = 0; j < i; j++) {
            if (losses[i] < losses[j] && lds[i] < lds[j] + 1) lds[i] = lds[j] + 1;
            if (lds[max_end] < lds[i]) {
                max_end = i;
                max_start = max_end - lds[max_end];
            }
        }
    }
    double sections = (max_end - max_start) / 3.0;
    int index = max_start + (int)sections + (int)(sections / 2);
    return rates[index < 0 ? index + n : index]; /* as Python counts */
}

static double numpy_gradient(const double *f, int n, int i) {
    if (i == 0) return f[1] - f[0];
    if (i == n - 1) return f[n - 1] - f[n - 2];
    return (f[i + 1] - f[i - 1]) / 2;
}

static double fastai_slide(const lab_curve *curve) {
    const double *rates = NULL, *losses = NULL;
    int n = (int)fastai_slice(curve, &rates, &losses);
    int right = -1, left = right - 15;
    double found = rates[n + left];
    while (left >= -n &&
        fabs(numpy_gradient(losses, n, n + right) - numpy_gradient(losses, n, n + left)) > 0.005) {
        found = rates[n + left];
        right -= 1;
        left -= 1;
    }
    return found;
}

/* plot(skip_start=10, skip_end=5) and suggestion(skip_begin=10, skip_end=1). */
static double central_steepest(const lab_curve *curve, int skip_end) {
    const double *losses = curve->losses + 10;
    int n = (int)curve->count - 10 - skip_end, best = 0;
    for (int i = 1; i < n; i++) {
        if (numpy_gradient(losses, n, i) < numpy_gradient(losses, n, best)) best = i;
    }
    return curve->rates[best + 10];
}

static double torch_lr_finder_steepest(const lab_curve *curve) {
    return central_steepest(curve, 5);
}

static double lightning_suggestion(const lab_curve *curve) {
    return central_steepest(curve, 1);
}

/* ---- Agreement ---------------------------------------------------------------------------- */

static double scratch[MOST];

static lab_answer ask(lab_rule rule, lab_convention convention, const lab_curve *curve) {
    return lab_rule_apply(rule, convention, curve, scratch);
}

static void agree(const lab_curve *curve, lab_rule rule, lab_convention convention,
    double (*library)(const lab_curve *)) {
    lab_answer answer = ask(rule, convention, curve);
    CHECK_EQUAL(answer.reason, LAB_ANSWERED);
    CHECK_EQUAL(answer.rate, library(curve));
}

static void check_agreement(const lab_curve *curve) {
    agree(curve, LAB_RULE_STEEPEST, LAB_FASTAI, fastai_steep);
    agree(curve, LAB_RULE_MINIMUM, LAB_FASTAI, fastai_minimum);
    agree(curve, LAB_RULE_VALLEY, LAB_FASTAI, fastai_valley);
    agree(curve, LAB_RULE_SLIDE, LAB_FASTAI, fastai_slide);
    agree(curve, LAB_RULE_STEEPEST, LAB_TORCH_LR_FINDER, torch_lr_finder_steepest);
    agree(curve, LAB_RULE_STEEPEST, LAB_LIGHTNING, lightning_suggestion);
}

static double ramp(uint32_t i, uint32_t count, double first, double last) {
    return first * lab_pow(last / first, (double)i / (count - 1));
}

static void test_recorded(void) {
    double rates[100];
    for (uint32_t i = 0; i < 100; i++) rates[i] = ramp(i, 100, 1e-5, 10);
    for (int c = 0; c < 2; c++) {
        /* Whole, and as though the sweep had been stopped early. */
        for (uint32_t count = 60; count <= 100; count++) {
            lab_curve curve = {rates, recorded[c], count, 100};
            check_agreement(&curve);
        }
    }
}

/* Falls, turns and diverges, with noise; also with few points and with many. */
static void test_drawn(void) {
    static double rates[MOST], losses[MOST];
    for (uint32_t seed = 0; seed < 300; seed++) {
        lab_random random = lab_random_start(seed, 0);
        uint32_t count = 45 + lab_random_below(&random, 400);
        double noise = 0.1 * (double)lab_random_uniform(&random);
        double turn = 0.3 + 0.6 * (double)lab_random_uniform(&random);
        for (uint32_t i = 0; i < count; i++) {
            double t = (double)i / count, beyond = t > turn ? (t - turn) / (1 - turn) : 0;
            rates[i] = ramp(i, count, 1e-6, 10);
            losses[i] = 2.3 - 2 / (1 + exp(12 * (turn - 0.2 - t))) + 8 * beyond * beyond +
                noise * (double)lab_random_uniform(&random);
        }
        lab_curve curve = {rates, losses, count, count};
        check_agreement(&curve);
    }
}

/* ---- Our own ------------------------------------------------------------------------------ */

static void test_slope(void) {
    /* 0.01 0.02 ... : falls from 10 to 0 in ten steps, having fallen a little before. */
    double rates[16], losses[16] = {9.9, 9.8, 10.4, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 3, 30};
    for (uint32_t i = 0; i < 16; i++) rates[i] = (1 + i) / 100.0;
    lab_curve curve = {rates, losses, 16, 16};
    lab_answer answer = ask(LAB_RULE_SLOPE, LAB_FASTAI, &curve);
    CHECK_EQUAL(answer.reason, LAB_ANSWERED);
    CHECK_EQUAL(answer.rate, 0.13); /* 1 <= 10.4 - 0.9 * 10.4 < 2 */
    CHECK_EQUAL(answer.index, 12);
    /* A rise within a twentieth of the fall does not end a slope. */
    losses[8] = 6.4;
    CHECK_EQUAL(ask(LAB_RULE_SLOPE, LAB_FASTAI, &curve).index, 12);
    /* A higher one does: then there are two slopes, the first of which spans more log rate. */
    losses[8] = 7;
    CHECK_EQUAL(ask(LAB_RULE_SLOPE, LAB_FASTAI, &curve).index, 7);
}

/* ---- No answer ---------------------------------------------------------------------------- */

static void refuse(const lab_curve *curve, lab_reason reason) {
    for (int rule = 0; rule < LAB_RULES; rule++) {
        for (int convention = LAB_FASTAI; convention <= LAB_LIGHTNING; convention++) {
            lab_answer answer = ask((lab_rule)rule, (lab_convention)convention, curve);
            CHECK_EQUAL(answer.reason, reason);
            CHECK(isnan(answer.rate) && isnan(answer.index));
        }
    }
}

static void test_no_answer(void) {
    double rates[60], losses[60];
    for (uint32_t i = 0; i < 60; i++) {
        rates[i] = (1 + i) / 1000.0;
        losses[i] = 2;
    }
    lab_curve curve = {rates, losses, 60, 60};
    refuse(&curve, LAB_ALL_EQUAL);
    for (uint32_t i = 0; i < 60; i++) losses[i] = i;
    refuse(&curve, LAB_NEVER_FALLS);
    losses[0] = INFINITY;
    refuse(&curve, LAB_DIVERGED_AT_ONCE);
    losses[0] = NAN;
    refuse(&curve, LAB_DIVERGED_AT_ONCE);
    losses[0] = 100;
    curve.count = 1;
    refuse(&curve, LAB_TOO_FEW);
    curve.count = 0;
    refuse(&curve, LAB_TOO_FEW);
}

/* Falls for thirty points, then is no number: nothing behind that is looked at. */
static void test_not_finite(void) {
    double rates[60], losses[60];
    for (uint32_t i = 0; i < 60; i++) {
        rates[i] = ramp(i, 60, 1e-4, 1);
        losses[i] = i < 30 ? 2 - 0.01 * i * i / 30 : NAN;
    }
    lab_curve curve = {rates, losses, 60, 60};
    for (int rule = 0; rule < LAB_RULES; rule++) {
        lab_answer answer = ask((lab_rule)rule, LAB_FASTAI, &curve);
        CHECK_EQUAL(answer.reason, LAB_ANSWERED);
        CHECK(answer.index < 30);
    }
}

/* A rate of 0, as a linear ramp may start with, has no place on a log axis. */
static void test_zero_rate(void) {
    double rates[60], losses[60];
    for (uint32_t i = 0; i < 60; i++) {
        rates[i] = i / 60.0;
        losses[i] = 2 - i / 60.0;
    }
    lab_curve curve = {rates, losses, 60, 60};
    lab_answer answer = ask(LAB_RULE_SLOPE, LAB_FASTAI, &curve);
    CHECK_EQUAL(answer.reason, LAB_ANSWERED);
    CHECK(isfinite(answer.rate) && answer.rate > 0);
}

int main(void) {
    test_recorded();
    test_drawn();
    test_slope();
    test_no_answer();
    test_not_finite();
    test_zero_rate();
    return 0;
}
