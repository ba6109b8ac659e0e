/* sweep_run.c - trains with one rate after the other, and notes the loss at each. */
#include "sweep_run.h"

#include <math.h>

#include "lr_rounds.h"

lab_status sweep_run_create(
    sweep_run *run, const lab_search *search, const lab_data *data, const lab_network *start) {
    *run = (sweep_run){.data = data,
        .start = start,
        .batch = (uint32_t)search->run.batch,
        .measure = search->measure,
        .stop = search->stop};
    lab_status status = lab_network_create(&search->run.shape, &run->network, NULL);
    if (status == LAB_OK) {
        status = lab_workspace_create(run->network, data, search->run.arithmetic, &run->workspace);
    }
    if (status == LAB_OK) {
        status = lab_sampler_create(&run->sampler, &search->run, data, search->ordered != 0);
    }
    if (status == LAB_OK && search->run.optimizer.kind != LAB_SGD) {
        status = lab_moments_create(&search->run.optimizer, run->network, &run->moments);
    }
    if (status != LAB_OK) sweep_run_destroy(run);
    run->step = (lab_step){.workspace = run->workspace,
        .network = run->network,
        .moments = run->moments,
        .data = data};
    return status;
}

void sweep_run_destroy(sweep_run *run) {
    lab_network_destroy(run->network);
    lab_workspace_destroy(run->workspace);
    lab_moments_destroy(run->moments);
    lab_sampler_destroy(&run->sampler);
    run->network = NULL;
    run->workspace = NULL;
    run->moments = NULL;
}

/* ---- From rate to rate -------------------------------------------------------------------- */

static void forget_average(sweep_run *run) {
    run->average = run->weight = run->variance = run->variance_weight = 0;
    run->last = NAN;
}

static void begin_measuring(sweep_run *run) {
    int training = run->measure == LAB_MEASURE_TRAINING;
    run->measuring = run->measure != LAB_MEASURE_NOTHING;
    run->measured = lab_evaluation_of(run->data,
        training ? lab_sampler_training(&run->sampler) : lab_sampler_validation(&run->sampler),
        training ? run->sampler.train_size : run->sampler.validation_size);
}

static void start_over(sweep_run *run) {
    lab_network_copy(run->network, run->start);
    if (run->moments) lab_moments_reset(run->moments);
    lab_sampler_rewind(&run->sampler);
    forget_average(run);
}

static void begin_rate(sweep_run *run, double rate, double iterations) {
    run->rate = rate;
    run->iterations = iterations;
    run->done = 0;
    run->sum = 0;
    if (!(run->result.carried > 0)) start_over(run);
}

void sweep_run_begin(sweep_run *run, const lab_sweep *sweep, int carried, double smoothing,
    double growth, lab_point *points, uint32_t room) {
    run->sweep = sweep;
    run->planned = lab_sweep_count(sweep);
    run->growth = growth;
    run->smoothing = smoothing;
    run->points = points;
    run->count = 0;
    run->room = room;
    run->over = 0;
    run->iteration = 0;
    lab_step_begin(&run->step, NULL, 0, 0);
    run->lowest = INFINITY;
    run->result = lab_round_begin(run->planned, carried);
    start_over(run);
    begin_rate(run, lab_sweep_rate(sweep, 0), lab_sweep_iterations(sweep, 0));
    begin_measuring(run); /* the start's loss, where one is asked for */
}

static void set_start(sweep_run *run, double loss) {
    run->result.start = loss;
    run->lowest = loss;
}

static void stop(sweep_run *run, lab_stop reason) {
    run->over = 1;
    run->result.stopped = (double)reason;
    run->result.stopped_at = run->rate;
}

static void next_rate(sweep_run *run) {
    if (run->count < run->planned) {
        begin_rate(run, lab_sweep_rate(run->sweep, run->count),
            lab_sweep_iterations(run->sweep, run->count));
    } else if (run->growth > 1 && !(run->result.inside > 0) && run->count < run->room) {
        double next = lab_round_digits(run->rate * run->growth);
        begin_rate(run, next > run->rate ? next : run->rate * run->growth, run->iterations);
    } else {
        run->over = 1;
    }
}

/* The standard error of a moving average of independent values: s sqrt((1 - b)/(1 + b)). */
static double noise_of(const sweep_run *run) {
    if (run->measure != LAB_MEASURE_NOTHING || run->variance_weight == 0) return 0;
    double share = (1 - run->smoothing) / (1 + run->smoothing);
    return sqrt(run->variance / run->variance_weight * share);
}

static void end_rate(sweep_run *run, double measured) {
    double smoothed = run->average / run->weight;
    double loss = run->measure == LAB_MEASURE_NOTHING ? smoothed : measured;
    run->points[run->count++] = (lab_point){run->rate, run->iteration, run->last,
        run->sum / run->done, smoothed, measured, loss, noise_of(run)};
    if (!isfinite(run->last) || !isfinite(loss)) stop(run, LAB_STOP_NOT_FINITE);
    else if (loss > run->stop * run->lowest) stop(run, LAB_STOP_GREW);
    if (loss < run->lowest) run->lowest = loss;
    lab_round_read(&run->result, run->points, run->count);
    if (!run->over) next_rate(run);
}

/* ---- Chunks ------------------------------------------------------------------------------- */

static void average(double *sum, double *weight, double smoothing, double value) {
    *sum = smoothing * *sum + (1 - smoothing) * value;
    *weight = smoothing * *weight + (1 - smoothing);
}

/* The losses' variance is taken from their successive differences, which a slow fall hardly touches
 * (von Neumann 1941): half of the mean square. */
static void observe(sweep_run *run, double loss) {
    double step = loss - run->last;
    if (!isnan(run->last)) {
        average(&run->variance, &run->variance_weight, run->smoothing, step * step / 2);
    }
    average(&run->average, &run->weight, run->smoothing, loss);
    run->sum += loss;
    run->last = loss;
}

static void end_iteration(sweep_run *run) {
    observe(run, run->step.score.loss / run->step.size);
    run->done++;
    run->iteration++;
    if (run->measure == LAB_MEASURE_NOTHING && run->iteration == 1) set_start(run, run->last);
    if (!isfinite(run->last)) {
        end_rate(run, NAN);
    } else if (run->done == run->iterations) {
        begin_measuring(run);
        if (!run->measuring) end_rate(run, NAN);
    }
}

static uint32_t train_chunk(sweep_run *run) {
    if (lab_step_is_done(&run->step)) {
        uint32_t size;
        const uint32_t *batch = lab_sampler_next(&run->sampler, run->batch, &size);
        lab_step_begin(&run->step, batch, size, run->rate);
    }
    uint32_t chunk = lab_step_chunk(&run->step);
    if (lab_step_is_done(&run->step)) end_iteration(run);
    return chunk;
}

static uint32_t measure_chunk(sweep_run *run) {
    uint32_t chunk = lab_evaluation_chunk(&run->measured, run->workspace, run->network);
    if (!lab_evaluation_is_done(&run->measured)) return chunk;
    double means[2];
    lab_evaluation_means(&run->measured, means);
    run->measuring = 0;
    if (run->iteration == 0) set_start(run, means[0]);
    else end_rate(run, means[0]);
    return chunk;
}

uint32_t sweep_run_chunk(sweep_run *run) {
    return run->measuring ? measure_chunk(run) : train_chunk(run);
}
