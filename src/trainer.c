/* trainer.c - carries out a run in small pieces and keeps its records. */
#include "trainer.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data.h"
#include "fault.h"
#include "trace.h"
#include "workspace.h"

enum {
    STREAM_SPLIT = 1,
    STREAM_ORDER = 16,     /* and on: one stream an epoch */
    EVALUATION_CHUNK = 128 /* stays in the cache between its layers */
};

/* Divergence is told from noise by a moving average of the batches' losses: this weight for the
 * past, bias-corrected (Kingma and Ba, arXiv 1412.6980, section 3). */
static const double smoothing = 0.98;
/* What a network that knows nothing loses is measured on the first chunk of samples: a first batch
 * of one may be lucky, and have no loss at all. One whose average is this many times that has been
 * thrown off; many come back, some after more than an epoch, so only one that stays there for so
 * many epochs, or to its end, has diverged. */
static const double thrown_off_factor = 2.0;
static const double thrown_off_epochs = 2.0;

struct lab_trainer {
    lab_run run;
    const lab_data *training;
    const lab_data *test;
    lab_network *network;
    lab_workspace *workspace;
    uint32_t *indices;  /* all training indices: validation first, then those that train */
    uint32_t *order;    /* [train_size] of this epoch */
    uint32_t *sequence; /* [LAB_CHUNK] scratch for the test set's indices */
    lab_record *records;
    uint32_t record_count;
    uint32_t record_room;
    lab_phase phase;
    uint32_t epoch;      /* whole epochs done */
    uint32_t position;   /* samples of this epoch that have been stepped over */
    uint32_t batch_done; /* samples of the batch under way that are in the gradient */
    uint32_t iteration;
    double rate;         /* of the iteration under way, or of the last */
    lab_plateau plateau; /* where the schedule ends in one */
    double samples;
    lab_score batch;      /* of the batch under way */
    lab_score since;      /* since the last record */
    lab_score evaluation; /* of the evaluation under way */
    uint32_t evaluated;
    double last_loss;
    double start_loss; /* of the initial weights */
    double average;
    double average_weight;
    double thrown_off_at; /* iteration at which the average rose too high; 0 while it is not */
    double thrown_off_samples;
    double diverged_at;
    lab_divergence divergence;
    double final[4];
    lab_trace trace;
};

/* ---- Life --------------------------------------------------------------------------------- */

static int allocate(lab_trainer *trainer) {
    const lab_run *run = &trainer->run;
    trainer->record_room = (uint32_t)lab_run_records(run);
    trainer->indices = malloc(trainer->training->count * sizeof(uint32_t));
    trainer->order = malloc(run->train_size * sizeof(uint32_t));
    trainer->sequence = malloc(LAB_CHUNK * sizeof(uint32_t));
    trainer->records = malloc(trainer->record_room * sizeof(lab_record));
    return trainer->indices && trainer->order && trainer->sequence && trainer->records;
}

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
    status = lab_network_create(&run->shape, &trainer->network, fault);
    if (status == LAB_OK) {
        status = lab_workspace_pair_create(
            trainer->network, training, test, run->arithmetic, &trainer->workspace);
    }
    if (status == LAB_OK && !allocate(trainer)) status = LAB_OUT_OF_MEMORY;
    if (status != LAB_OK) {
        lab_trainer_destroy(trainer);
        return status == LAB_OUT_OF_MEMORY ? lab_fail(fault, status, 0, 0, 0) : status;
    }
    lab_trainer_reset(trainer);
    *result = trainer;
    return LAB_OK;
}

void lab_trainer_destroy(lab_trainer *trainer) {
    if (!trainer) return;
    lab_network_destroy(trainer->network);
    lab_workspace_destroy(trainer->workspace);
    free(trainer->indices);
    free(trainer->order);
    free(trainer->sequence);
    free(trainer->records);
    free(trainer);
}

static void count_up(uint32_t *values, uint32_t count, uint32_t from) {
    for (uint32_t i = 0; i < count; i++) values[i] = from + i;
}

static const uint32_t *validation_indices(const lab_trainer *trainer) {
    return trainer->indices;
}

static const uint32_t *training_indices(const lab_trainer *trainer) {
    return trainer->indices + trainer->run.validation_size;
}

static void start_epoch(lab_trainer *trainer) {
    const lab_run *run = &trainer->run;
    lab_random random = lab_random_start(run->order_seed, STREAM_ORDER + (uint64_t)trainer->epoch);
    memcpy(trainer->order, training_indices(trainer), run->train_size * sizeof(uint32_t));
    lab_random_shuffle(&random, trainer->order, run->train_size);
    trainer->position = 0;
    trainer->batch_done = 0;
}

void lab_trainer_reset(lab_trainer *trainer) {
    const lab_run *run = &trainer->run;
    uint32_t count = trainer->training->count;
    lab_random random = lab_random_start(run->split_seed, STREAM_SPLIT);
    count_up(trainer->indices, count, 0);
    lab_random_shuffle(&random, trainer->indices, count);
    lab_network_initialize(trainer->network, run->weights_seed);
    trainer->record_count = 0;
    trainer->phase = LAB_TRAINING;
    trainer->epoch = 0;
    trainer->iteration = 0;
    trainer->rate = lab_schedule_rate(&run->schedule, 0);
    const lab_segment *plateau = lab_schedule_plateau(&run->schedule);
    if (plateau) trainer->plateau = lab_plateau_start(plateau);
    trainer->samples = 0;
    trainer->batch = trainer->since = trainer->evaluation = (lab_score){0, 0, 0};
    trainer->evaluated = 0;
    trainer->last_loss = trainer->start_loss = NAN;
    trainer->average = trainer->average_weight = 0;
    trainer->thrown_off_at = 0;
    trainer->diverged_at = -1;
    trainer->divergence = LAB_NOT_DIVERGED;
    for (int i = 0; i < 4; i++) trainer->final[i] = NAN;
    lab_trace_clear(&trainer->trace, trainer->run.trace);
    start_epoch(trainer);
}

/* ---- Training ----------------------------------------------------------------------------- */

static void add_score(lab_score *sum, lab_score more) {
    sum->loss += more.loss;
    sum->correct += more.correct;
    sum->samples += more.samples;
}

static void update_average(lab_trainer *trainer, double loss) {
    trainer->average = smoothing * trainer->average + (1 - smoothing) * loss;
    trainer->average_weight = smoothing * trainer->average_weight + (1 - smoothing);
    double average = trainer->average / trainer->average_weight;
    if (!(average > thrown_off_factor * trainer->start_loss)) {
        trainer->thrown_off_at = 0;
    } else if (trainer->thrown_off_at == 0) {
        trainer->thrown_off_at = trainer->iteration;
        trainer->thrown_off_samples = trainer->samples;
    }
}

static void watch_divergence(lab_trainer *trainer, double loss, int over) {
    update_average(trainer, loss);
    if (!isfinite(loss)) {
        trainer->divergence = LAB_NOT_FINITE;
        trainer->diverged_at = trainer->iteration;
    } else if (trainer->thrown_off_at > 0) {
        double lasted = trainer->samples - trainer->thrown_off_samples;
        if (!over && lasted < thrown_off_epochs * trainer->run.train_size) return;
        trainer->divergence = LAB_GREW;
        trainer->diverged_at = trainer->thrown_off_at;
    }
}

static int is_last_iteration(const lab_trainer *trainer) {
    return trainer->position == trainer->run.train_size &&
        trainer->epoch + 1 == (uint32_t)trainer->run.epochs;
}

static void begin_evaluation(lab_trainer *trainer, lab_phase phase) {
    trainer->phase = phase;
    trainer->evaluated = 0;
    trainer->evaluation = (lab_score){0, 0, 0};
}

/* After the step of an iteration: bookkeeping, and what comes next. */
static void end_iteration(lab_trainer *trainer, uint32_t size) {
    double loss = trainer->batch.loss / size;
    trainer->iteration++;
    trainer->position += size;
    trainer->samples += size;
    trainer->batch_done = 0;
    trainer->last_loss = loss;
    add_score(&trainer->since, trainer->batch);
    trainer->batch = (lab_score){0, 0, 0};
    lab_trace_add(&trainer->trace, trainer->iteration, loss);
    int over = is_last_iteration(trainer);
    watch_divergence(trainer, loss, over);
    double due = lab_run_record_due(&trainer->run, trainer->record_count + 1.0);
    int last = over || trainer->divergence != LAB_NOT_DIVERGED;
    if (last) {
        lab_trace_flush(&trainer->trace, trainer->iteration);
        begin_evaluation(trainer, LAB_VALIDATION);
    } else if (trainer->iteration >= due) {
        begin_evaluation(trainer, LAB_VALIDATION);
    }
    if (trainer->position == trainer->run.train_size) {
        trainer->epoch++;
        if (!last) start_epoch(trainer);
    }
}

static uint32_t batch_size(const lab_trainer *trainer) {
    uint32_t left = trainer->run.train_size - trainer->position;
    uint32_t batch = (uint32_t)trainer->run.batch;
    return batch < left ? batch : left;
}

/* The mean loss of the network as it stands over the first samples of the epoch. */
static double measure_loss(lab_trainer *trainer) {
    uint32_t size = trainer->run.train_size;
    lab_score sum = lab_evaluate(trainer->workspace, trainer->network, trainer->training,
        trainer->order, size < LAB_CHUNK ? size : LAB_CHUNK);
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

/* One chunk of the batch under way; the whole batch where it fits into one. */
static uint32_t train_chunk(lab_trainer *trainer) {
    uint32_t size = batch_size(trainer);
    const uint32_t *indices = trainer->order + trainer->position + trainer->batch_done;
    if (trainer->samples == 0 && trainer->batch_done == 0) {
        trainer->start_loss = measure_loss(trainer);
    }
    if (trainer->batch_done == 0) trainer->rate = next_rate(trainer);
    double rate = trainer->rate;
    if (size <= LAB_CHUNK) {
        trainer->batch = lab_sgd_step(
            trainer->workspace, trainer->network, trainer->training, indices, size, rate);
        end_iteration(trainer, size);
        return size;
    }
    if (trainer->batch_done == 0) lab_gradient_clear(trainer->workspace);
    uint32_t left = size - trainer->batch_done;
    uint32_t chunk = left < LAB_CHUNK ? left : LAB_CHUNK;
    add_score(&trainer->batch,
        lab_gradient_add(trainer->workspace, trainer->network, trainer->training, indices, chunk));
    trainer->batch_done += chunk;
    if (trainer->batch_done == size) {
        lab_gradient_apply(trainer->workspace, trainer->network, size, rate);
        end_iteration(trainer, size);
    }
    return chunk;
}

/* ---- Evaluation --------------------------------------------------------------------------- */

static void record(lab_trainer *trainer) {
    const lab_run *run = &trainer->run;
    const lab_score *since = &trainer->since;
    const lab_score *evaluation = &trainer->evaluation;
    assert(trainer->record_count < trainer->record_room);
    double loss = evaluation->samples > 0 ? evaluation->loss / evaluation->samples : NAN;
    double accuracy = evaluation->samples > 0 ? evaluation->correct / evaluation->samples : NAN;
    trainer->records[trainer->record_count++] =
        (lab_record){trainer->iteration, trainer->samples / run->train_size, trainer->samples,
            trainer->rate, run->batch, since->loss / since->samples,
            since->correct / since->samples, loss, accuracy, (double)trainer->divergence};
    trainer->final[0] = loss;
    trainer->final[1] = accuracy;
    if (on_plateau(trainer, trainer->iteration - 1)) {
        lab_plateau_observe(&trainer->plateau, lab_schedule_plateau(&run->schedule), loss);
    }
    trainer->since = (lab_score){0, 0, 0};
}

static int run_is_over(const lab_trainer *trainer) {
    return trainer->divergence != LAB_NOT_DIVERGED ||
        trainer->epoch == (uint32_t)trainer->run.epochs;
}

static uint32_t validate_chunk(lab_trainer *trainer) {
    uint32_t left = trainer->run.validation_size - trainer->evaluated;
    uint32_t chunk = left < EVALUATION_CHUNK ? left : EVALUATION_CHUNK;
    const uint32_t *indices = validation_indices(trainer) + trainer->evaluated;
    if (chunk > 0) {
        add_score(&trainer->evaluation,
            lab_evaluate(trainer->workspace, trainer->network, trainer->training, indices, chunk));
    }
    trainer->evaluated += chunk;
    if (trainer->evaluated == trainer->run.validation_size) {
        record(trainer);
        if (!run_is_over(trainer)) trainer->phase = LAB_TRAINING;
        else if (trainer->test) begin_evaluation(trainer, LAB_TEST);
        else trainer->phase = LAB_FINISHED;
    }
    return chunk;
}

static uint32_t test_chunk(lab_trainer *trainer) {
    uint32_t left = trainer->test->count - trainer->evaluated;
    uint32_t chunk = left < EVALUATION_CHUNK ? left : EVALUATION_CHUNK;
    count_up(trainer->sequence, chunk, trainer->evaluated);
    add_score(&trainer->evaluation,
        lab_evaluate(
            trainer->workspace, trainer->network, trainer->test, trainer->sequence, chunk));
    trainer->evaluated += chunk;
    if (trainer->evaluated == trainer->test->count) {
        trainer->final[2] = trainer->evaluation.loss / trainer->evaluation.samples;
        trainer->final[3] = trainer->evaluation.correct / trainer->evaluation.samples;
        trainer->phase = LAB_FINISHED;
    }
    return chunk;
}

static uint32_t do_chunk(lab_trainer *trainer) {
    if (trainer->phase == LAB_TRAINING) return train_chunk(trainer);
    if (trainer->phase == LAB_VALIDATION) return validate_chunk(trainer);
    return test_chunk(trainer);
}

uint32_t lab_trainer_advance(lab_trainer *trainer, uint32_t samples) {
    /* An empty validation set takes no samples: only a run that is finished answers 0. */
    if (trainer->phase == LAB_VALIDATION && trainer->run.validation_size == 0) do_chunk(trainer);
    lab_phase phase = trainer->phase;
    uint32_t epoch = trainer->epoch;
    uint32_t done = 0;
    while (trainer->phase != LAB_FINISHED && trainer->phase == phase && trainer->epoch == epoch &&
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
    double per_epoch = lab_run_iterations_per_epoch(run);
    return (lab_progress){trainer->iteration, trainer->samples / run->train_size, trainer->samples,
        trainer->rate, run->batch, trainer->last_loss, trainer->diverged_at,
        (double)trainer->divergence, per_epoch, lab_run_iterations(run), trainer->record_count,
        (double)trainer->phase};
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

void lab_trainer_answer(lab_trainer *trainer, const float *inputs, float *outputs) {
    lab_network_answer(trainer->network, trainer->workspace, inputs, outputs);
}

/* ---- Replaying another program ------------------------------------------------------------ */

void lab_trainer_set_samples(lab_trainer *trainer, const uint32_t *indices, uint32_t count) {
    assert(trainer->iteration == 0);
    assert(count == trainer->run.validation_size + trainer->run.train_size);
    memcpy(trainer->indices, indices, count * sizeof(uint32_t));
    start_epoch(trainer);
}

void lab_trainer_set_order(lab_trainer *trainer, const uint32_t *order, uint32_t count) {
    assert(trainer->position == 0 && trainer->batch_done == 0 && count == trainer->run.train_size);
    memcpy(trainer->order, order, count * sizeof(uint32_t));
}

void lab_trainer_evaluate(lab_trainer *trainer, double results[2]) {
    lab_score sum = {0, 0, 0};
    const uint32_t *indices = validation_indices(trainer);
    for (uint32_t at = 0; at < trainer->run.validation_size; at += EVALUATION_CHUNK) {
        uint32_t left = trainer->run.validation_size - at;
        uint32_t chunk = left < EVALUATION_CHUNK ? left : EVALUATION_CHUNK;
        add_score(&sum,
            lab_evaluate(
                trainer->workspace, trainer->network, trainer->training, indices + at, chunk));
    }
    results[0] = sum.samples > 0 ? sum.loss / sum.samples : NAN;
    results[1] = sum.samples > 0 ? sum.correct / sum.samples : NAN;
}
