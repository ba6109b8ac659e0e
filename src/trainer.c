/* trainer.c - carries out a run in small pieces and keeps its records. */
#include "trainer.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data.h"
#include "divergence.h"
#include "evaluation.h"
#include "fault.h"
#include "sampler.h"
#include "step.h"
#include "trace.h"
#include "workspace.h"

struct lab_trainer {
    lab_run run;
    const lab_data *training;
    const lab_data *test;
    lab_network *network;
    lab_workspace *workspace;
    lab_moments *moments; /* null for plain SGD */
    lab_sampler sampler;
    lab_step step;             /* under way, or the last */
    lab_evaluation evaluation; /* likewise */
    lab_record *records;
    uint32_t record_count;
    uint32_t record_room;
    lab_phase phase;
    uint32_t iteration;
    double samples;
    double batch;        /* nominal size of the iteration under way, or of the last */
    lab_plateau plateau; /* where the schedule ends in one */
    lab_score since;     /* since the last record */
    double last_loss;
    lab_watch watch;
    double final[4];
    lab_trace trace;
};

/* ---- Life --------------------------------------------------------------------------------- */

/* The test set must ask what the training set teaches. */
static lab_status check_test(const lab_data *training, const lab_data *test, lab_fault *fault) {
    if (test->width != training->width) {
        return lab_fail(fault, LAB_BAD_SHAPE, 0, test->width, training->width);
    }
    if (test->outputs != training->outputs || !test->labels != !training->labels) {
        return lab_fail(fault, LAB_BAD_SHAPE, 0, test->outputs, training->outputs);
    }
    return LAB_OK;
}

static lab_status allocate(lab_trainer *trainer, lab_fault *fault) {
    const lab_run *run = &trainer->run;
    const lab_data *training = trainer->training;
    lab_status status = lab_network_create(&run->shape, &trainer->network, fault);
    if (status != LAB_OK) return status;
    status = lab_workspace_pair_create(
        trainer->network, training, trainer->test, run->arithmetic, &trainer->workspace);
    if (status == LAB_OK) status = lab_sampler_create(&trainer->sampler, run, training, 0);
    if (status == LAB_OK && run->optimizer.kind != LAB_SGD) {
        status = lab_moments_create(&run->optimizer, trainer->network, &trainer->moments);
    }
    trainer->record_room = (uint32_t)lab_run_records(run);
    trainer->records = malloc(trainer->record_room * sizeof(lab_record));
    if (!trainer->records) status = LAB_OUT_OF_MEMORY;
    return status == LAB_OK ? status : lab_fail(fault, status, 0, 0, 0);
}

lab_status lab_trainer_create(const lab_run *run, const lab_data *training, const lab_data *test,
    lab_trainer **result, lab_fault *fault) {
    lab_status status = lab_run_check(run, training, fault);
    if (status != LAB_OK) return status;
    if (test) status = check_test(training, test, fault);
    if (status != LAB_OK) return status;
    lab_trainer *trainer = calloc(1, sizeof *trainer);
    if (!trainer) return lab_fail(fault, LAB_OUT_OF_MEMORY, 0, (double)sizeof *trainer, 0);
    trainer->run = *run;
    trainer->training = training;
    trainer->test = test;
    status = allocate(trainer, fault);
    if (status != LAB_OK) {
        lab_trainer_destroy(trainer);
        return status;
    }
    trainer->step = (lab_step){.workspace = trainer->workspace,
        .network = trainer->network,
        .moments = trainer->moments,
        .data = training};
    lab_trainer_reset(trainer);
    *result = trainer;
    return LAB_OK;
}

void lab_trainer_destroy(lab_trainer *trainer) {
    if (!trainer) return;
    lab_network_destroy(trainer->network);
    lab_workspace_destroy(trainer->workspace);
    lab_moments_destroy(trainer->moments);
    lab_sampler_destroy(&trainer->sampler);
    free(trainer->records);
    free(trainer);
}

void lab_trainer_reset(lab_trainer *trainer) {
    const lab_run *run = &trainer->run;
    lab_network_initialize(trainer->network, run->weights_seed);
    lab_sampler_reset(&trainer->sampler);
    if (trainer->moments) lab_moments_reset(trainer->moments);
    lab_step_begin(&trainer->step, NULL, 0, lab_schedule_rate(&run->schedule, 0));
    trainer->record_count = 0;
    trainer->phase = LAB_TRAINING;
    trainer->iteration = 0;
    trainer->samples = 0;
    trainer->batch = run->batch;
    const lab_segment *plateau = lab_schedule_plateau(&run->schedule);
    if (plateau) trainer->plateau = lab_plateau_start(plateau);
    trainer->since = (lab_score){0, 0, 0};
    trainer->last_loss = NAN;
    trainer->watch = lab_watch_start(run->train_size);
    for (int i = 0; i < 4; i++) trainer->final[i] = NAN;
    lab_trace_clear(&trainer->trace, run->trace);
}

/* ---- Training ----------------------------------------------------------------------------- */

static int is_last_iteration(const lab_trainer *trainer) {
    return lab_sampler_is_at_end(&trainer->sampler) &&
        trainer->sampler.epoch + 1 == (uint32_t)trainer->run.epochs;
}

static lab_evaluation validation_of(const lab_trainer *trainer) {
    return lab_evaluation_of(
        trainer->training, lab_sampler_validation(&trainer->sampler), trainer->run.validation_size);
}

/* After the step of an iteration: bookkeeping, and what comes next. */
static void end_iteration(lab_trainer *trainer) {
    const lab_step *step = &trainer->step;
    double loss = step->score.loss / step->size;
    trainer->iteration++;
    trainer->samples += step->size;
    trainer->last_loss = loss;
    lab_score_add(&trainer->since, step->score);
    lab_trace_add(&trainer->trace, trainer->iteration, loss);
    int over = is_last_iteration(trainer);
    lab_watch_loss(&trainer->watch, loss, trainer->iteration, trainer->samples, over);
    int last = over || trainer->watch.divergence != LAB_NOT_DIVERGED;
    if (last) lab_trace_flush(&trainer->trace, trainer->iteration);
    if (last ||
        trainer->iteration >= lab_run_record_due(&trainer->run, trainer->record_count + 1.0)) {
        trainer->phase = LAB_VALIDATION;
        trainer->evaluation = validation_of(trainer);
    }
    lab_sampler_turn(&trainer->sampler);
}

/* The mean loss of the network as it stands over the first samples of the epoch. */
static double measure_loss(lab_trainer *trainer) {
    uint32_t size = trainer->run.train_size;
    lab_score sum = lab_evaluate(trainer->workspace, trainer->network, trainer->training,
        trainer->sampler.order, size < LAB_CHUNK ? size : LAB_CHUNK);
    return sum.loss / sum.samples;
}

/* Whether the iteration `iteration` is of the schedule's plateau. */
static int on_plateau(const lab_trainer *trainer, uint32_t iteration) {
    const lab_schedule *schedule = &trainer->run.schedule;
    return lab_schedule_plateau(schedule) && iteration >= lab_schedule_last_start(schedule);
}

static double next_rate(const lab_trainer *trainer) {
    if (on_plateau(trainer, trainer->iteration)) return trainer->plateau.rate;
    return lab_schedule_rate(&trainer->run.schedule, trainer->iteration);
}

static void begin_iteration(lab_trainer *trainer) {
    uint32_t size;
    if (trainer->iteration == 0) trainer->watch.start_loss = measure_loss(trainer);
    lab_sampler *sampler = &trainer->sampler;
    trainer->batch = lab_run_batch(&trainer->run, sampler->epoch);
    const uint32_t *batch = lab_sampler_next(sampler, (uint32_t)trainer->batch, &size);
    lab_step_begin(&trainer->step, batch, size, next_rate(trainer));
}

static uint32_t train_chunk(lab_trainer *trainer) {
    if (lab_step_is_done(&trainer->step)) begin_iteration(trainer);
    uint32_t chunk = lab_step_chunk(&trainer->step);
    if (lab_step_is_done(&trainer->step)) end_iteration(trainer);
    return chunk;
}

/* ---- Evaluation --------------------------------------------------------------------------- */

static void record(lab_trainer *trainer) {
    const lab_run *run = &trainer->run;
    const lab_score *since = &trainer->since;
    double means[2];
    assert(trainer->record_count < trainer->record_room);
    lab_evaluation_means(&trainer->evaluation, means);
    trainer->records[trainer->record_count++] =
        (lab_record){trainer->iteration, trainer->samples / run->train_size, trainer->samples,
            trainer->step.rate, trainer->batch, since->loss / since->samples,
            since->correct / since->samples, means[0], means[1], (double)trainer->watch.divergence};
    memcpy(trainer->final, means, sizeof means);
    if (on_plateau(trainer, trainer->iteration - 1)) {
        lab_plateau_observe(&trainer->plateau, lab_schedule_plateau(&run->schedule), means[0]);
    }
    trainer->since = (lab_score){0, 0, 0};
}

static int run_is_over(const lab_trainer *trainer) {
    return trainer->watch.divergence != LAB_NOT_DIVERGED ||
        trainer->sampler.epoch == (uint32_t)trainer->run.epochs;
}

static void end_evaluation(lab_trainer *trainer) {
    if (trainer->phase == LAB_TEST) {
        lab_evaluation_means(&trainer->evaluation, trainer->final + 2);
        trainer->phase = LAB_FINISHED;
        return;
    }
    record(trainer);
    if (!run_is_over(trainer)) {
        trainer->phase = LAB_TRAINING;
    } else if (trainer->test) {
        trainer->phase = LAB_TEST;
        trainer->evaluation = lab_evaluation_of(trainer->test, NULL, trainer->test->count);
    } else {
        trainer->phase = LAB_FINISHED;
    }
}

static uint32_t do_chunk(lab_trainer *trainer) {
    if (trainer->phase == LAB_TRAINING) return train_chunk(trainer);
    lab_evaluation *evaluation = &trainer->evaluation;
    uint32_t chunk = lab_evaluation_chunk(evaluation, trainer->workspace, trainer->network);
    if (lab_evaluation_is_done(evaluation)) end_evaluation(trainer);
    return chunk;
}

uint32_t lab_trainer_advance(lab_trainer *trainer, uint32_t samples) {
    /* An empty validation set takes no samples: only a run that is finished answers 0. */
    if (trainer->phase == LAB_VALIDATION && trainer->run.validation_size == 0) do_chunk(trainer);
    lab_phase phase = trainer->phase;
    uint32_t epoch = trainer->sampler.epoch;
    uint32_t done = 0;
    while (phase != LAB_FINISHED && trainer->phase == phase && trainer->sampler.epoch == epoch &&
        done < samples && !lab_trace_full(&trainer->trace)) {
        done += do_chunk(trainer);
    }
    return done;
}

uint32_t lab_trainer_step(lab_trainer *trainer) {
    while (trainer->phase == LAB_VALIDATION || trainer->phase == LAB_TEST) do_chunk(trainer);
    if (trainer->phase == LAB_FINISHED) return 0;
    uint32_t iteration = trainer->iteration;
    while (trainer->iteration == iteration) train_chunk(trainer);
    return 1;
}

/* ---- Looking at a run --------------------------------------------------------------------- */

lab_progress lab_trainer_progress(const lab_trainer *trainer) {
    const lab_run *run = &trainer->run;
    double per_epoch = lab_run_iterations_per_epoch(run, trainer->sampler.epoch);
    return (lab_progress){trainer->iteration, trainer->samples / run->train_size, trainer->samples,
        trainer->step.rate, trainer->batch, trainer->last_loss, trainer->watch.diverged_at,
        (double)trainer->watch.divergence, per_epoch, lab_run_iterations(run),
        trainer->record_count, (double)trainer->phase};
}

uint32_t lab_trainer_trace(lab_trainer *trainer, double *points, uint32_t capacity) {
    return lab_trace_take(&trainer->trace, points, capacity);
}

uint32_t lab_trainer_records(
    const lab_trainer *trainer, uint32_t from, lab_record *records, uint32_t capacity) {
    if (from >= trainer->record_count) return 0;
    uint32_t count = trainer->record_count - from;
    if (count > capacity) count = capacity;
    memcpy(records, trainer->records + from, count * sizeof *records);
    return count;
}

void lab_trainer_final(const lab_trainer *trainer, double results[4]) {
    memcpy(results, trainer->final, sizeof trainer->final);
}

lab_network *lab_trainer_network(lab_trainer *trainer) {
    return trainer->network;
}

lab_subject lab_trainer_subject(const lab_trainer *trainer) {
    const lab_run *run = &trainer->run;
    return (lab_subject){trainer->network, trainer->training,
        lab_sampler_training(&trainer->sampler), run->train_size, run->arithmetic};
}

void lab_trainer_answer(lab_trainer *trainer, const float *inputs, float *outputs) {
    lab_network_answer(trainer->network, trainer->workspace, inputs, outputs);
}

/* ---- Replaying another program ------------------------------------------------------------ */

void lab_trainer_set_samples(lab_trainer *trainer, const uint32_t *indices, uint32_t count) {
    lab_sampler_set_samples(&trainer->sampler, indices, count);
}

void lab_trainer_set_order(lab_trainer *trainer, const uint32_t *order, uint32_t count) {
    lab_sampler_set_order(&trainer->sampler, order, count);
}

void lab_trainer_evaluate(lab_trainer *trainer, double results[2]) {
    lab_evaluation evaluation = validation_of(trainer);
    while (lab_evaluation_chunk(&evaluation, trainer->workspace, trainer->network) > 0) {
    }
    lab_evaluation_means(&evaluation, results);
}
