/* lr_finder.c - a search in rounds: each sweeps the bracket that the last one found. */
#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "lr_rounds.h"
#include "sweep_run.h"
#include "trainer.h"

enum {
    GROWN = 64,       /* rates that round 1 may go on by */
    MOST_RATES = 100, /* asked of a later round */
    LATER = 3 * MOST_RATES + 2
};
static const double short_smoothing = 0.98;
/* How many rates a later round has for each that is asked for: between 1 and 2.5 (lab_round_next).
 */
static const double usual_rates = 1.6;

struct lab_finder {
    lab_search search;
    lab_network *start;
    sweep_run run;
    lab_sweep sweeps[LAB_ROUNDS];
    lab_point *points[LAB_ROUNDS];
    lab_round rounds[LAB_ROUNDS]; /* of those that are over */
    uint32_t room;                /* points in round 1 */
    double *rates;                /* round 1's curve, for the rules, and their scratch */
    double *losses;
    double *scratch;
    uint32_t round; /* under way; search.rounds when finished */
    int begun;
    double iterations;
    double samples;
    double share;
};

/* ---- Life --------------------------------------------------------------------------------- */

static int whole_between(double value, double least, double most) {
    return value >= least && value <= most && value == floor(value);
}

/* The fault's `where` counts the fields in this order. */
static lab_status check(const lab_search *search, const lab_data *data, lab_fault *fault) {
    lab_run run = search->run; /* with harmless values where its own play no part */
    run.schedule = lab_schedule_fixed(0);
    run.epochs = run.evaluate = run.trace = 1;
    run.growth.count = 0;
    lab_status status = lab_sweep_check(&search->sweep, fault);
    if (status == LAB_OK) status = lab_run_check(&run, data, fault);
    if (status != LAB_OK) return status;
    const double ranges[][3] = {{search->rounds, 1, LAB_ROUNDS}, {search->rates, 2, MOST_RATES},
        {search->stop, 1 + DBL_EPSILON, INFINITY}, {search->growth, 1, DBL_MAX},
        {search->smoothing, search->smoothing == -1 ? -1 : 0, 1 - DBL_EPSILON}};
    for (uint32_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        const double *range = ranges[i];
        int whole = i > 1 || range[0] == floor(range[0]);
        if (!whole || !(range[0] >= range[1] && range[0] <= range[2])) {
            return lab_fail(fault, LAB_BAD_SEARCH, i, range[0], range[1]);
        }
    }
    for (uint32_t r = 1; r < search->rounds; r++) {
        if (!whole_between(search->iterations[r], 1, LAB_SWEEP_ITERATIONS)) {
            return lab_fail(
                fault, LAB_BAD_SWEEP_ITERATIONS, r, search->iterations[r], LAB_SWEEP_ITERATIONS);
        }
    }
    if (search->measure == LAB_MEASURE_VALIDATION && search->run.validation_size == 0) {
        return lab_fail(fault, LAB_BAD_SIZE, 2, 0, 1);
    }
    return LAB_OK;
}

static lab_status allocate(lab_finder *finder, const lab_data *data, const lab_network *start) {
    uint32_t rounds = (uint32_t)finder->search.rounds;
    lab_status status = lab_network_create(&finder->search.run.shape, &finder->start, NULL);
    if (status != LAB_OK) return status;
    if (start) lab_network_copy(finder->start, start);
    else lab_network_initialize(finder->start, finder->search.run.weights_seed);
    finder->room = lab_sweep_count(&finder->search.sweep) + GROWN;
    for (uint32_t r = 0; r < rounds; r++) {
        finder->points[r] = malloc((r == 0 ? finder->room : LATER) * sizeof(lab_point));
        if (!finder->points[r]) return LAB_OUT_OF_MEMORY;
    }
    finder->rates = malloc(3 * (size_t)finder->room * sizeof(double));
    if (!finder->rates) return LAB_OUT_OF_MEMORY;
    finder->losses = finder->rates + finder->room;
    finder->scratch = finder->losses + finder->room;
    return sweep_run_create(&finder->run, &finder->search, data, finder->start);
}

static int same_shape(const lab_shape *a, const lab_shape *b) {
    if (a->layers != b->layers) return 0;
    for (uint32_t l = 0; l <= a->layers; l++) {
        if (a->units[l] != b->units[l]) return 0;
    }
    return 1;
}

lab_status lab_finder_create(const lab_search *search, const lab_data *data,
    const lab_network *start, lab_finder **result, lab_fault *fault) {
    lab_status status = check(search, data, fault);
    if (status != LAB_OK) return status;
    if (start && !same_shape(lab_network_shape(start), &search->run.shape)) {
        return lab_fail(fault, LAB_BAD_SHAPE, 0, 0, 0);
    }
    lab_finder *finder = calloc(1, sizeof *finder);
    if (!finder) return lab_fail(fault, LAB_OUT_OF_MEMORY, 0, (double)sizeof *finder, 0);
    finder->search = *search;
    status = allocate(finder, data, start);
    if (status != LAB_OK) {
        lab_finder_destroy(finder);
        return lab_fail(fault, status, 0, 0, 0);
    }
    finder->sweeps[0] = search->sweep;
    *result = finder;
    return LAB_OK;
}

void lab_finder_destroy(lab_finder *finder) {
    if (!finder) return;
    sweep_run_destroy(&finder->run);
    lab_network_destroy(finder->start);
    for (uint32_t r = 0; r < LAB_ROUNDS; r++) free(finder->points[r]);
    free(finder->rates);
    free(finder);
}

/* ---- From round to round ------------------------------------------------------------------ */

static int carries(const lab_finder *finder) {
    lab_carry carry = finder->search.carry;
    return carry == LAB_CARRY_ALWAYS || (carry == LAB_CARRY_FIRST && finder->round == 0);
}

static double smoothing_of(const lab_search *search, const lab_sweep *sweep) {
    if (search->smoothing >= 0) return search->smoothing;
    double most = 1;
    for (uint32_t s = 0; s < sweep->count; s++) {
        if (sweep->segments[s].iterations > most) most = sweep->segments[s].iterations;
    }
    return most == 1 ? short_smoothing : 1 - 1 / most;
}

static void begin_round(lab_finder *finder) {
    uint32_t r = finder->round;
    const lab_sweep *sweep = &finder->sweeps[r];
    sweep_run_begin(&finder->run, sweep, carries(finder), smoothing_of(&finder->search, sweep),
        r == 0 ? finder->search.growth : 1, finder->points[r], r == 0 ? finder->room : LATER);
    finder->begun = 1;
}

static void end_round(lab_finder *finder) {
    const lab_search *search = &finder->search;
    lab_round *found = &finder->rounds[finder->round];
    *found = finder->run.result;
    finder->begun = 0;
    finder->round++;
    if (found->reason != LAB_ANSWERED) finder->round = (uint32_t)search->rounds;
    if (finder->round == search->rounds) return;
    /* Round 1 may have any steps; from then on each is at most half of the last. */
    double finest = finder->round > 1 ? finder->sweeps[finder->round - 1].segments[0].step : 0;
    finder->sweeps[finder->round] =
        lab_round_next(found, finest, search->rates, search->iterations[finder->round]);
}

static int is_finished(const lab_finder *finder) {
    return finder->round == finder->search.rounds;
}

/* Iterations to come: of this round as planned, of later ones as usual. */
static double expected(const lab_finder *finder) {
    const lab_search *search = &finder->search;
    double left = lab_sweep_total(&finder->sweeps[finder->round]) - finder->run.iteration;
    double sum = left > 0 ? left : 0;
    for (uint32_t r = finder->round + 1; r < search->rounds; r++) {
        sum += usual_rates * search->rates * search->iterations[r];
    }
    return sum;
}

static void update_share(lab_finder *finder) {
    double left = is_finished(finder) ? 0 : expected(finder);
    double share = finder->iterations / (finder->iterations + left);
    if (share > finder->share) finder->share = share;
    if (is_finished(finder)) finder->share = 1;
}

uint32_t lab_finder_advance(lab_finder *finder, uint32_t samples) {
    uint32_t round = finder->round, done = 0;
    if (!is_finished(finder) && !finder->begun) begin_round(finder);
    while (!is_finished(finder) && finder->round == round && done < samples) {
        double before = finder->run.iteration;
        done += sweep_run_chunk(&finder->run);
        finder->iterations += finder->run.iteration - before;
        if (finder->run.over) end_round(finder);
    }
    finder->samples += done;
    update_share(finder);
    return done;
}

/* ---- Looking at a search ------------------------------------------------------------------ */

lab_finder_progress lab_finder_look(const lab_finder *finder) {
    const sweep_run *run = &finder->run;
    int finished = is_finished(finder);
    return (lab_finder_progress){finder->round, finder->begun ? run->count : 0,
        finished ? 0 : lab_sweep_count(&finder->sweeps[finder->round]),
        finder->begun ? run->rate : NAN, finder->iterations, finder->samples,
        finder->iterations > 0 ? run->last : NAN, finder->share, finished};
}

lab_round lab_finder_round(const lab_finder *finder, uint32_t round) {
    assert(round < LAB_ROUNDS);
    int under_way = round == finder->round && finder->begun;
    if (under_way) return finder->run.result;
    if (finder->rounds[round].planned > 0) return finder->rounds[round];
    return lab_round_begin(0, 0);
}

uint32_t lab_finder_points(
    const lab_finder *finder, uint32_t round, uint32_t from, lab_point *points, uint32_t capacity) {
    uint32_t done = (uint32_t)lab_finder_round(finder, round).points;
    if (from >= done) return 0;
    uint32_t count = done - from;
    if (count > capacity) count = capacity;
    memcpy(points, finder->points[round] + from, count * sizeof *points);
    return count;
}

const lab_sweep *lab_finder_sweep(const lab_finder *finder, uint32_t round) {
    assert(round < LAB_ROUNDS);
    return &finder->sweeps[round];
}

lab_network *lab_finder_start(lab_finder *finder) {
    return finder->start;
}

/* Halves of decimal numbers are decimal: what rounding adds far behind is taken away. */
static double below(double rate, double half_step) {
    return floor((rate - half_step) * 1e12 + 0.5) / 1e12;
}

lab_finding lab_finder_finding(const lab_finder *finder) {
    lab_finding none = {NAN, NAN, LAB_NOT_DONE};
    if (!is_finished(finder)) return none;
    for (uint32_t r = (uint32_t)finder->search.rounds; r-- > 0;) {
        lab_round round = lab_finder_round(finder, r);
        if (round.planned > 0 && round.reason != LAB_ANSWERED) none.reason = round.reason;
        if (round.reason != LAB_ANSWERED) continue;
        uint32_t index = (uint32_t)round.index;
        const lab_point *points = finder->points[r];
        uint32_t upper = index > 0 ? index : 1;
        double step = points[upper].rate - points[upper - 1].rate;
        return (lab_finding){round.rate, below(round.rate, step / 2), LAB_ANSWERED};
    }
    return none;
}

lab_answer lab_finder_answer(lab_finder *finder, lab_rule rule, lab_convention convention) {
    lab_round round = lab_finder_round(finder, 0);
    lab_curve curve = {
        finder->rates, finder->losses, (uint32_t)round.points, (uint32_t)round.planned};
    for (uint32_t i = 0; i < curve.count; i++) {
        finder->rates[i] = finder->points[0][i].rate;
        finder->losses[i] = finder->points[0][i].loss;
    }
    return lab_rule_apply(rule, convention, &curve, finder->scratch);
}
