/* test_trainer.c - a run is carried out as it says: which samples, which batches, which records;
 * and how it is cut into pieces changes nothing. */
#include "check.h"
#include "fixture.h"
#include "pack.h"

enum { COUNT = 200, TRAIN = 160 };

static fixture_set set, test_set;

static lab_trainer *open_run(lab_run run) {
    lab_trainer *trainer;
    CHECK_EQUAL(lab_trainer_create(&run, set.data, test_set.data, &trainer, NULL), LAB_OK);
    return trainer;
}

static void check_fingerprint(lab_trainer *trainer, const uint8_t expected[32]) {
    uint8_t digest[32];
    lab_trainer_fingerprint(trainer, digest);
    CHECK(memcmp(digest, expected, 32) == 0);
}

/* ---- Records ------------------------------------------------------------------------------ */

/* Evaluated every over/under epochs: whether a multiple of that is first reached at `iteration`. */
static int is_due(uint32_t iteration, uint32_t per_epoch, uint32_t over, uint32_t under) {
    uint32_t reached = iteration * under / (over * per_epoch);
    return reached > (iteration - 1) * under / (over * per_epoch);
}

static void check_record_places(double batch, uint32_t over, uint32_t under) {
    lab_run run = fixture_run(COUNT);
    run.batch = batch;
    run.epochs = 7;
    run.evaluate = (double)over / under;
    uint32_t per_epoch = (uint32_t)ceil(TRAIN / batch), last = 7 * per_epoch, found = 0;
    lab_trainer *trainer = open_run(run);
    fixture_finish(trainer, 100);
    lab_record record;
    for (uint32_t i = 1; i <= last; i++) {
        if (!is_due(i, per_epoch, over, under) && i < last) continue;
        CHECK_EQUAL(lab_trainer_records(trainer, found++, &record, 1), 1);
        CHECK_EQUAL(record.iteration, i);
        CHECK_EQUAL(record.epoch, record.samples / TRAIN);
        CHECK_EQUAL(record.batch, batch);
        CHECK_EQUAL(record.divergence, LAB_NOT_DIVERGED);
    }
    CHECK_EQUAL(record.epoch, 7);
    CHECK_EQUAL(lab_trainer_records(trainer, found, &record, 1), 0);
    CHECK_EQUAL(lab_trainer_progress(trainer).records, found);
    lab_trainer_destroy(trainer);
}

static void check_records_are_where_they_are_due(void) {
    double batches[] = {1, 16, 48, 160};
    uint32_t intervals[][2] = {{1, 10}, {1, 2}, {1, 1}, {3, 1}, {37, 100}, {1, 3}, {50, 1}};
    for (size_t b = 0; b < 4; b++) {
        for (size_t i = 0; i < 7; i++) {
            check_record_places(batches[b], intervals[i][0], intervals[i][1]);
        }
    }
}

/* A record's training figures are those of every sample since the last; its validation figures are
 * those of the weights as they stand. The last, smaller batch of an epoch is kept. */
static void check_record_figures(void) {
    lab_run run = fixture_run(COUNT);
    run.batch = 48; /* 48 + 48 + 48 + 16 */
    lab_trainer *trainer = open_run(run);
    double samples = 0, since = 0, loss = 0, point[2], now[2];
    lab_record record;
    for (uint32_t i = 1, records = 0; lab_trainer_step(trainer); i++) {
        double size = i % 4 == 0 ? 16 : 48;
        samples += size;
        since += size;
        lab_progress progress = lab_trainer_progress(trainer);
        CHECK_EQUAL(progress.iteration, i);
        CHECK_EQUAL(progress.samples, samples);
        CHECK_EQUAL(progress.epoch, samples / TRAIN);
        CHECK_EQUAL(lab_trainer_trace(trainer, point, 1), 1);
        CHECK_EQUAL(point[0], i);
        CHECK_EQUAL(point[1], progress.last_loss);
        loss += point[1] * size;
        if (progress.phase != LAB_VALIDATION) continue;
        lab_trainer_evaluate(trainer, now);
        while (lab_trainer_progress(trainer).phase == LAB_VALIDATION) {
            lab_trainer_advance(trainer, 1);
        }
        CHECK_EQUAL(lab_trainer_records(trainer, records++, &record, 9), 1);
        CHECK_NEAR(record.training_loss, loss / since, 1e-12);
        CHECK_EQUAL(record.validation_loss, now[0]);
        CHECK_EQUAL(record.validation_accuracy, now[1]);
        since = loss = 0;
    }
    CHECK_EQUAL(samples, 3 * TRAIN);
    double final[4];
    lab_trainer_final(trainer, final);
    CHECK_EQUAL(final[0], record.validation_loss);
    CHECK_EQUAL(final[1], record.validation_accuracy);
    CHECK(final[2] > 0 && final[3] >= 0 && final[3] <= 1);
    lab_trainer_destroy(trainer);
}

/* At a rate of 0 every epoch has the same loss, if it sees each sample once; and with the
 * validation set's it makes up that of all samples, if each is in one of the two. */
static void check_every_sample_once(void) {
    lab_run run = fixture_run(COUNT);
    fixture_set_rate(&run, 0);
    run.evaluate = 1;
    lab_trainer *trainer = open_run(run);
    fixture_finish(trainer, 100);
    uint32_t indices[COUNT];
    for (uint32_t i = 0; i < COUNT; i++) indices[i] = i;
    lab_workspace *workspace;
    lab_network *network = lab_trainer_network(trainer);
    CHECK_EQUAL(lab_workspace_create(network, set.data, LAB_VECTOR, &workspace), LAB_OK);
    double all = lab_evaluate(workspace, network, set.data, indices, COUNT).loss;
    lab_workspace_destroy(workspace);
    lab_record records[3];
    CHECK_EQUAL(lab_trainer_records(trainer, 0, records, 3), 3);
    for (int i = 0; i < 3; i++) {
        double both =
            records[i].training_loss * TRAIN + records[i].validation_loss * (COUNT - TRAIN);
        CHECK_NEAR(both, all, 1e-9 * all);
    }
    lab_trainer_destroy(trainer);
}

static void check_missing_sets(void) {
    lab_run run = fixture_run(COUNT);
    lab_trainer *trainer;
    double final[4];
    run.validation_size = 0;
    CHECK_EQUAL(lab_trainer_create(&run, set.data, NULL, &trainer, NULL), LAB_OK);
    double samples = 0, points[64];
    for (uint32_t done; (done = lab_trainer_advance(trainer, 50)) > 0; samples += done) {
        lab_trainer_trace(trainer, points, 32);
    }
    CHECK_EQUAL(lab_trainer_progress(trainer).phase, LAB_FINISHED);
    CHECK_EQUAL(samples, 3 * TRAIN);
    lab_record record;
    CHECK_EQUAL(lab_trainer_records(trainer, 5, &record, 1), 1);
    CHECK(isnan(record.validation_loss) && isnan(record.validation_accuracy));
    CHECK(isfinite(record.training_loss));
    lab_trainer_final(trainer, final);
    for (int i = 0; i < 4; i++) CHECK(isnan(final[i]));
    lab_trainer_evaluate(trainer, final);
    CHECK(isnan(final[0]) && isnan(final[1]));
    lab_trainer_destroy(trainer);
}

/* ---- The same run again ------------------------------------------------------------------- */

/* One run, one fingerprint, from every build of the core: native, sanitized, WebAssembly. */
static void check_known_fingerprint(lab_run run, const char *known) {
    uint8_t digest[32];
    char text[17];
    lab_trainer *trainer = open_run(run);
    fixture_finish(trainer, 100);
    lab_trainer_fingerprint(trainer, digest);
    for (int i = 0; i < 8; i++) snprintf(text + 2 * i, 3, "%02x", digest[i]);
    if (strcmp(text, known) != 0) {
        fprintf(stderr, "the fingerprint is %s\n", text);
        exit(1);
    }
    lab_trainer_destroy(trainer);
}

static void check_known_fingerprints(void) {
    static const char *const known[] = {"1aa659bdd5fcc045", "cd2977151aada9c0", "930c9d4011f999c2",
        "a918e84700bfcd31", "7b7d0cbc52a06fa0", "c4763a615e5e2cdb"};
    lab_run run = fixture_run(COUNT);
    check_known_fingerprint(run, "d2a022babdcf578a");
    run.growth = (lab_growth){2, {1, 2}, {33, 100}};
    fixture_set_rate(&run, 0.01);
    for (int kind = LAB_MOMENTUM; kind <= LAB_ADAMW; kind++) {
        run.optimizer = (lab_optimizer){
            kind, .momentum = 0.9, .beta1 = 0.9, .beta2 = 0.999, .epsilon = 1e-8, .decay = 0.01};
        check_known_fingerprint(run, known[kind - LAB_MOMENTUM]);
    }
}

static void check_reset(void) {
    lab_trainer *trainer = open_run(fixture_run(COUNT));
    uint8_t start[32], end[32];
    lab_trainer_fingerprint(trainer, start);
    fixture_finish(trainer, 100);
    lab_trainer_fingerprint(trainer, end);
    CHECK(memcmp(start, end, 32) != 0);
    for (uint32_t steps = 0; steps < 40; steps += 7) {
        lab_trainer_reset(trainer);
        check_fingerprint(trainer, start);
        for (uint32_t i = 0; i < steps; i++) lab_trainer_step(trainer);
        lab_trainer_reset(trainer);
        check_fingerprint(trainer, start);
        lab_progress progress = lab_trainer_progress(trainer);
        CHECK(progress.iteration == 0 && progress.records == 0 && isnan(progress.last_loss));
        double point[2];
        CHECK_EQUAL(lab_trainer_trace(trainer, point, 1), 0);
        fixture_finish(trainer, 100);
        check_fingerprint(trainer, end);
    }
    lab_trainer_destroy(trainer);
}

static void check_seeds_matter(void) {
    uint8_t first[32], other[32];
    lab_run run = fixture_run(COUNT);
    lab_trainer *trainer = open_run(run);
    fixture_finish(trainer, 100);
    lab_trainer_fingerprint(trainer, first);
    lab_trainer_destroy(trainer);
    for (int seed = 0; seed < 3; seed++) {
        lab_run changed = run;
        if (seed == 0) changed.split_seed++;
        else if (seed == 1) changed.weights_seed++;
        else changed.order_seed++;
        trainer = open_run(changed);
        fixture_finish(trainer, 100);
        lab_trainer_fingerprint(trainer, other);
        CHECK(memcmp(first, other, 32) != 0);
        lab_trainer_destroy(trainer);
    }
}

/* ---- Replaying another program ------------------------------------------------------------ */

/* Given samples, orders and weights, the trainer does what plain steps in that order do. */
static void check_replay(void) {
    uint32_t samples[COUNT], order[TRAIN];
    lab_run run = fixture_run(COUNT);
    run.epochs = 2;
    lab_trainer *trainer = open_run(run);
    lab_network *network;
    lab_workspace *workspace;
    CHECK_EQUAL(lab_network_create(&run.shape, &network, NULL), LAB_OK);
    CHECK_EQUAL(lab_workspace_create(network, set.data, LAB_VECTOR, &workspace), LAB_OK);
    lab_network_initialize(network, 99);
    for (uint32_t i = 0; i < COUNT; i++) samples[i] = (i * 7) % COUNT;
    lab_trainer_set_samples(trainer, samples, COUNT);
    lab_network_copy(lab_trainer_network(trainer), network);
    for (uint32_t epoch = 0; epoch < 2; epoch++) {
        for (uint32_t i = 0; i < TRAIN; i++)
            order[i] = samples[COUNT - 1 - (i + epoch * 31) % TRAIN];
        lab_trainer_set_order(trainer, order, TRAIN);
        for (uint32_t at = 0; at < TRAIN; at += 16) {
            lab_trainer_step(trainer);
            lab_sgd_step(workspace, network, set.data, order + at, 16, 0.5);
        }
    }
    double found[2];
    lab_trainer_evaluate(trainer, found);
    lab_score score = lab_evaluate(workspace, network, set.data, samples, COUNT - TRAIN);
    CHECK_EQUAL(found[0], score.loss / score.samples);
    CHECK_EQUAL(found[1], score.correct / score.samples);
    lab_workspace_destroy(workspace);
    lab_network_destroy(network);
    lab_trainer_destroy(trainer);
}

int main(void) {
    set = fixture_open(100, 0.25, COUNT, LAB_PACK_SPARSE);
    test_set = fixture_open(101, 0.25, 333, LAB_PACK_SPARSE);
    check_records_are_where_they_are_due();
    check_record_figures();
    check_every_sample_once();
    check_missing_sets();
    check_known_fingerprints();
    check_reset();
    check_seeds_matter();
    check_replay();
    fixture_close(&set);
    fixture_close(&test_set);
    return 0;
}
