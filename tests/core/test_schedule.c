/* test_schedule.c - every policy against its published formula, by the C library's functions, over
 * its whole life with its ends and corners; joins, plateaus, what is refused, and the flat form. */
#include "check.h"
#include "fixture.h"
#include "pack.h"

static const double pi = 3.14159265358979323846;

static lab_schedule one(lab_segment segment) {
    return (lab_schedule){1, {segment}};
}

static double rate(lab_segment segment, double t) {
    lab_schedule schedule = one(segment);
    CHECK_EQUAL(lab_schedule_check(&schedule, NULL), LAB_OK);
    return lab_schedule_rate(&schedule, t);
}

#define CHECK_CLOSE(found, expected) CHECK_NEAR(found, expected, 1e-12 * fabs((double)(expected)))

static void test_caffe(void) {
    lab_segment step = {.policy = LAB_STEP, .rate = 0.1, .gamma = 0.9, .step = 50};
    lab_segment multistep = {
        .policy = LAB_MULTISTEP, .rate = 0.5, .gamma = 0.1, .count = 3, .milestones = {30, 55, 80}};
    lab_segment exponential = {.policy = LAB_EXP, .rate = 0.1, .gamma = 0.99};
    lab_segment inv = {.policy = LAB_INV, .rate = 0.01, .gamma = 0.0001, .power = 0.75};
    lab_segment poly = {.policy = LAB_POLY, .rate = 0.1, .power = 0.9, .total = 1000};
    lab_segment logistic = {.policy = LAB_LOGISTIC, .rate = 0.1, .gamma = -0.02, .step = 400};
    for (int t = 0; t <= 3000; t++) {
        double left = t < 1000 ? 1 - t / 1000.0 : 0;
        CHECK_CLOSE(rate(step, t), 0.1 * pow(0.9, t / 50));
        CHECK_CLOSE(rate(multistep, t), 0.5 * pow(0.1, (t >= 30) + (t >= 55) + (t >= 80)));
        CHECK_CLOSE(rate(exponential, t), 0.1 * pow(0.99, t));
        CHECK_CLOSE(rate(inv, t), 0.01 * pow(1 + 0.0001 * t, -0.75));
        CHECK_CLOSE(rate(poly, t), 0.1 * pow(left, 0.9));
        CHECK_CLOSE(rate(logistic, t), 0.1 / (1 + exp(0.02 * (t - 400))));
    }
    static const double table[] = {0.1, 0.09, 0.081, 0.0729, 0.06561, 0.059049, 0.0531441};
    for (int n = 0; n < 7; n++) CHECK_CLOSE(rate(step, 50 * n), table[n]);
    CHECK_EQUAL(rate(step, 49), 0.1);
    CHECK_EQUAL(rate(poly, 1000), 0);
    CHECK_EQUAL(rate(poly, 1e15), 0);
    poly.minimum = 0.02;
    CHECK_EQUAL(rate(poly, 1000), 0.02);
    CHECK_EQUAL(rate((lab_segment){.policy = LAB_FIXED, .rate = 0.3}, 1e12), 0.3);
    /* Far on, they end in 0 and never below. */
    CHECK_EQUAL(rate(exponential, 1e9), 0);
    logistic.gamma = 1;
    CHECK_EQUAL(rate(logistic, 1e9), 0.1);
    logistic.gamma = -1;
    CHECK_EQUAL(rate(logistic, 1e9), 0);
}

static void test_equation_4(void) {
    lab_segment stairs = {.policy = LAB_STEP, .rate = 0.1, .gamma = 0.9, .step = 50};
    lab_segment smooth = {.policy = LAB_DECAY, .rate = 0.1, .gamma = 0.9, .step = 50};
    for (int t = 0; t < 2000; t++) {
        CHECK_CLOSE(rate(smooth, t), 0.1 * pow(0.9, t / 50.0));
        if (t % 50 == 0) CHECK_EQUAL(rate(smooth, t), rate(stairs, t));
        else CHECK(rate(smooth, t) < rate(stairs, t));
    }
}

static void test_ramps(void) {
    lab_segment linear = {.policy = LAB_LINEAR, .start = 0.01, .rate = 0.1, .total = 90};
    lab_segment cosine = {.policy = LAB_COSINE, .rate = 0.5, .minimum = 0.001, .total = 700};
    lab_segment root = {.policy = LAB_INVERSE_SQRT, .rate = 0.2, .step = 100};
    for (int t = 0; t <= 2000; t++) {
        CHECK_CLOSE(rate(linear, t), t < 90 ? 0.01 + 0.09 * t / 90 : 0.1);
        double turn = t < 700 ? cos(pi * t / 700) : -1;
        CHECK_CLOSE(rate(cosine, t), 0.001 + (0.5 - 0.001) * (1 + turn) / 2);
        CHECK_CLOSE(rate(root, t), 0.2 * sqrt(100.0 / (100 + t)));
    }
    CHECK_EQUAL(rate(linear, 90), 0.1);
    CHECK_EQUAL(rate(cosine, 0), 0.5);
    CHECK_EQUAL(rate(cosine, 700), 0.001);
    CHECK_EQUAL(rate(cosine, 1400), 0.001);
    cosine.minimum = 0;
    CHECK_EQUAL(rate(cosine, 700), 0);
}

static void test_restarts(void) {
    lab_segment even = {.policy = LAB_RESTARTS, .rate = 0.5, .step = 10, .multiplier = 1};
    lab_segment longer = {.policy = LAB_RESTARTS, .rate = 0.5, .step = 10, .multiplier = 2};
    longer.minimum = 0.01;
    for (int t = 0; t < 70; t++) {
        CHECK_CLOSE(rate(even, t), 0.5 * (1 + cos(pi * (t % 10) / 10)) / 2);
        double period = t < 10 ? 10 : t < 30 ? 20 : 40;
        double within = t < 10 ? t : t < 30 ? t - 10 : t - 30;
        CHECK_CLOSE(rate(longer, t), 0.01 + 0.49 * (1 + cos(pi * within / period)) / 2);
    }
    CHECK_EQUAL(rate(even, 10), 0.5);
    CHECK_EQUAL(rate(longer, 30), 0.5);
    CHECK_EQUAL(rate(longer, 10 * (pow(2, 40) - 1)), 0.5);
}

static void test_cycles(void) {
    lab_segment triangle = {
        .policy = LAB_TRIANGULAR, .rate = 0.5, .minimum = 0.1, .step = 40, .fall = 10};
    lab_segment halved = triangle, ranged = triangle;
    halved.policy = LAB_TRIANGULAR2;
    ranged.policy = LAB_EXP_RANGE;
    ranged.gamma = 0.995;
    for (int t = 0; t < 500; t++) {
        int within = t % 50;
        double height = within <= 40 ? within / 40.0 : (50 - within) / 10.0;
        CHECK_NEAR(rate(triangle, t), 0.1 + 0.4 * height, 1e-14);
        CHECK_NEAR(rate(halved, t), 0.1 + 0.4 * height / pow(2, t / 50), 1e-14);
        CHECK_NEAR(rate(ranged, t), 0.1 + 0.4 * height * pow(0.995, t), 1e-14);
    }
    CHECK_EQUAL(rate(triangle, 0), 0.1);
    CHECK_CLOSE(rate(triangle, 40), 0.5);
    CHECK_EQUAL(rate(triangle, 50), 0.1);
}

static void test_one_cycle(void) {
    lab_segment cycle = {.policy = LAB_ONE_CYCLE,
        .rate = 1,
        .total = 101,
        .rise = 0.25,
        .divide = 25,
        .final_divide = 100,
        .phases = 2,
        .anneal = 1};
    double top = 0.25 * 101 - 1;
    for (int t = 0; t <= 100; t++) {
        double up = 0.04 + 0.96 * t / top, down = 1 + (0.0004 - 1) * (t - top) / (100 - top);
        CHECK_CLOSE(rate(cycle, t), t <= top ? up : down);
    }
    CHECK_EQUAL(rate(cycle, 0), 1 / 25.0);
    CHECK_CLOSE(rate(cycle, 100), 1 / 25.0 / 100);
    CHECK_EQUAL(rate(cycle, 1e6), rate(cycle, 100));
    cycle.phases = 3;
    CHECK_CLOSE(rate(cycle, 48.5), 0.04);
    cycle.anneal = 0;
    CHECK_CLOSE(rate(cycle, top / 2), 0.52);
    CHECK_CLOSE(rate(cycle, top), 1);
}

static void test_pieces(void) {
    lab_segment pieces = {
        .policy = LAB_PIECEWISE, .count = 2, .milestones = {10, 20}, .rates = {0.5, 0.7, 0.1}};
    CHECK_EQUAL(rate(pieces, 0), 0.5);
    CHECK_EQUAL(rate(pieces, 9), 0.5);
    CHECK_EQUAL(rate(pieces, 10), 0.7);
    CHECK_EQUAL(rate(pieces, 20), 0.1);
    CHECK_EQUAL(rate(pieces, 1e9), 0.1);
}

/* Linear warm-up from 0 over w and then 1/sqrt is the schedule of "Attention is all you need". */
static void test_join(void) {
    const double w = 40;
    lab_schedule schedule = {2,
        {{.policy = LAB_LINEAR, .iterations = w, .start = 0, .rate = 0.7, .total = w},
            {.policy = LAB_INVERSE_SQRT, .rate = 0.7, .step = w}}};
    CHECK_EQUAL(lab_schedule_check(&schedule, NULL), LAB_OK);
    CHECK_EQUAL(lab_schedule_rate(&schedule, 0), 0);
    for (int t = 1; t < 1000; t++) {
        CHECK_CLOSE(lab_schedule_rate(&schedule, t), 0.7 * fmin(t / w, sqrt(w / t)));
    }
    CHECK_EQUAL(lab_schedule_last_start(&schedule), 40);
    lab_fault fault;
    CHECK_EQUAL(lab_schedule_fits(&schedule, 40, &fault), LAB_OK);
    CHECK_EQUAL(lab_schedule_fits(&schedule, 39, &fault), LAB_BAD_JOIN);
    CHECK_EQUAL(fault.where, LAB_FIELD_ITERATIONS);
    CHECK_EQUAL(fault.found, 40);
    CHECK_EQUAL(fault.expected, 39);
}

static void test_plateau(void) {
    lab_segment segment = {.policy = LAB_PLATEAU,
        .rate = 0.8,
        .gamma = 0.5,
        .patience = 1,
        .threshold = 0.01,
        .cooldown = 2,
        .minimum = 0.15};
    lab_schedule schedule = one(segment);
    CHECK_EQUAL(lab_schedule_check(&schedule, NULL), LAB_OK);
    CHECK(lab_schedule_plateau(&schedule) != NULL);
    /* 0.995 is no improvement by 1%; nor is NaN. Two records are ignored after each reduction. */
    static const double losses[] = {1, 0.995, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, NAN, 9, 9, 9, 9, 9, 9};
    static const double rates[] = {
        0.8, 0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.4, 0.2, 0.2, 0.2, 0.2, 0.15, 0.15, 0.15};
    lab_plateau plateau = lab_plateau_start(&segment);
    for (int i = 0; i < 15; i++) {
        lab_plateau_observe(&plateau, &segment, losses[i]);
        CHECK_EQUAL(plateau.rate, rates[i]);
    }
}

static void refuse(lab_segment segment, lab_status status, int field) {
    lab_schedule schedule = one(segment);
    lab_fault fault;
    CHECK_EQUAL(lab_schedule_check(&schedule, &fault), status);
    CHECK_EQUAL(fault.where, field);
}

static void test_refusals(void) {
    lab_segment good = {.rate = 0.1,
        .gamma = 0.9,
        .step = 50,
        .power = 1,
        .total = 100,
        .multiplier = 1,
        .fall = 10,
        .rise = 0.3,
        .divide = 25,
        .final_divide = 1e4,
        .phases = 2,
        .patience = 3,
        .count = 2,
        .milestones = {5, 9},
        .rates = {1, 1, 1}};
    for (int policy = LAB_FIXED; policy <= LAB_PLATEAU; policy++) {
        good.policy = policy;
        lab_schedule schedule = one(good);
        CHECK_EQUAL(lab_schedule_check(&schedule, NULL), LAB_OK);
        CHECK(lab_schedule_rate(&schedule, 123) >= 0);
    }
#define REFUSE(policy_, member, value, status, field)                                              \
    do {                                                                                           \
        lab_segment bad = good;                                                                    \
        bad.policy = policy_;                                                                      \
        bad.member = value;                                                                        \
        refuse(bad, status, field);                                                                \
    } while (0)
    REFUSE(18, rate, 1, LAB_BAD_POLICY, LAB_FIELD_POLICY);
    REFUSE(-1, rate, 1, LAB_BAD_POLICY, LAB_FIELD_POLICY);
    REFUSE(NAN, rate, 1, LAB_BAD_POLICY, LAB_FIELD_POLICY);
    REFUSE(LAB_FIXED, rate, -0.1, LAB_BAD_RATE, LAB_FIELD_RATE);
    REFUSE(LAB_FIXED, rate, INFINITY, LAB_BAD_RATE, LAB_FIELD_RATE);
    REFUSE(LAB_FIXED, rate, NAN, LAB_BAD_RATE, LAB_FIELD_RATE);
    REFUSE(LAB_STEP, gamma, 0, LAB_BAD_GAMMA, LAB_FIELD_GAMMA);
    REFUSE(LAB_EXP, gamma, -0.5, LAB_BAD_GAMMA, LAB_FIELD_GAMMA);
    REFUSE(LAB_LOGISTIC, gamma, 0, LAB_BAD_GAMMA, LAB_FIELD_GAMMA);
    REFUSE(LAB_PLATEAU, gamma, 1, LAB_BAD_GAMMA, LAB_FIELD_GAMMA);
    REFUSE(LAB_STEP, step, 0, LAB_BAD_STEP, LAB_FIELD_STEP);
    REFUSE(LAB_STEP, step, 1.5, LAB_BAD_STEP, LAB_FIELD_STEP);
    REFUSE(LAB_RESTARTS, step, 0, LAB_BAD_STEP, LAB_FIELD_STEP);
    REFUSE(LAB_INV, power, 0, LAB_BAD_POWER, LAB_FIELD_POWER);
    REFUSE(LAB_POLY, power, INFINITY, LAB_BAD_POWER, LAB_FIELD_POWER);
    REFUSE(LAB_POLY, total, 0, LAB_BAD_TOTAL, LAB_FIELD_TOTAL);
    REFUSE(LAB_COSINE, total, -4, LAB_BAD_TOTAL, LAB_FIELD_TOTAL);
    REFUSE(LAB_COSINE, minimum, 0.2, LAB_BAD_MINIMUM, LAB_FIELD_MINIMUM);
    REFUSE(LAB_TRIANGULAR, minimum, -1, LAB_BAD_MINIMUM, LAB_FIELD_MINIMUM);
    REFUSE(LAB_LINEAR, start, -1, LAB_BAD_RATE, LAB_FIELD_START);
    REFUSE(LAB_MULTISTEP, milestones[1], 5, LAB_BAD_MILESTONES, LAB_FIELD_MILESTONES);
    REFUSE(LAB_MULTISTEP, milestones[0], 0, LAB_BAD_MILESTONES, LAB_FIELD_MILESTONES);
    REFUSE(LAB_MULTISTEP, count, 0, LAB_BAD_MILESTONES, LAB_FIELD_MILESTONES);
    REFUSE(LAB_MULTISTEP, count, 17, LAB_BAD_MILESTONES, LAB_FIELD_MILESTONES);
    REFUSE(LAB_PIECEWISE, rates[2], -1, LAB_BAD_RATE, LAB_FIELD_RATES);
    REFUSE(LAB_RESTARTS, multiplier, 0.5, LAB_BAD_CYCLE, LAB_FIELD_MULTIPLIER);
    REFUSE(LAB_TRIANGULAR2, fall, 0, LAB_BAD_CYCLE, LAB_FIELD_FALL);
    REFUSE(LAB_ONE_CYCLE, rise, 0.01, LAB_BAD_CYCLE, LAB_FIELD_RISE);
    REFUSE(LAB_ONE_CYCLE, rise, 1, LAB_BAD_CYCLE, LAB_FIELD_RISE);
    REFUSE(LAB_ONE_CYCLE, divide, 0, LAB_BAD_CYCLE, LAB_FIELD_DIVIDE);
    REFUSE(LAB_ONE_CYCLE, final_divide, 0, LAB_BAD_CYCLE, LAB_FIELD_FINAL_DIVIDE);
    REFUSE(LAB_ONE_CYCLE, phases, 4, LAB_BAD_CYCLE, LAB_FIELD_PHASES);
    REFUSE(LAB_ONE_CYCLE, anneal, 2, LAB_BAD_CYCLE, LAB_FIELD_ANNEAL);
    REFUSE(LAB_PLATEAU, patience, -1, LAB_BAD_PLATEAU, LAB_FIELD_PATIENCE);
    REFUSE(LAB_PLATEAU, threshold, 1, LAB_BAD_PLATEAU, LAB_FIELD_THRESHOLD);
    REFUSE(LAB_PLATEAU, cooldown, 0.5, LAB_BAD_PLATEAU, LAB_FIELD_COOLDOWN);
#undef REFUSE
    lab_fault fault;
    lab_schedule joined = {2, {good, good}};
    CHECK_EQUAL(lab_schedule_check(&joined, &fault), LAB_BAD_JOIN);
    CHECK_EQUAL(fault.where, LAB_FIELD_POLICY); /* a plateau that is not the last */
    joined.segments[0].policy = LAB_FIXED;
    CHECK_EQUAL(lab_schedule_check(&joined, &fault), LAB_BAD_JOIN);
    CHECK_EQUAL(fault.where, LAB_FIELD_ITERATIONS);
    joined.segments[0].iterations = 5;
    joined.segments[1].gamma = 0;
    CHECK_EQUAL(lab_schedule_check(&joined, &fault), LAB_BAD_GAMMA);
    CHECK_EQUAL(fault.where, 32 + LAB_FIELD_GAMMA);
}

static void test_flat_form(void) {
    double flat[1 + 2 * LAB_SEGMENT_FIELDS + 5] = {2};
    double *first = flat + 1, *second = first + LAB_SEGMENT_FIELDS + 5;
    first[LAB_FIELD_POLICY] = LAB_PIECEWISE;
    first[LAB_FIELD_ITERATIONS] = 30;
    first[LAB_FIELD_MILESTONES] = 2;
    static const double points[] = {10, 20, 0.5, 0.7, 0.1};
    memcpy(first + LAB_SEGMENT_FIELDS, points, sizeof points);
    second[LAB_FIELD_POLICY] = LAB_FIXED;
    second[LAB_FIELD_RATE] = 0.3;
    const uint32_t length = sizeof flat / sizeof *flat;
    lab_schedule schedule;
    lab_fault fault;
    CHECK_EQUAL(lab_schedule_read(flat, length, &schedule, &fault), LAB_OK);
    CHECK_EQUAL(lab_schedule_rate(&schedule, 15), 0.7);
    CHECK_EQUAL(lab_schedule_rate(&schedule, 29), 0.1);
    CHECK_EQUAL(lab_schedule_rate(&schedule, 30), 0.3);
    for (uint32_t cut = 0; cut < length; cut++) {
        CHECK(lab_schedule_read(flat, cut, &schedule, &fault) != LAB_OK);
    }
    flat[0] = 1;
    CHECK_EQUAL(lab_schedule_read(flat, length, &schedule, &fault), LAB_TRAILING);
    flat[0] = NAN;
    CHECK_EQUAL(lab_schedule_read(flat, length, &schedule, &fault), LAB_BAD_JOIN);
}

/* A run follows its schedule: each record has the rate of the iteration that it stands after. */
static void test_run(const lab_data *data) {
    lab_run run = fixture_run(lab_data_count(data));
    run.schedule = (lab_schedule){2,
        {{.policy = LAB_LINEAR, .iterations = 10, .start = 0.1, .rate = 0.5, .total = 10},
            {.policy = LAB_POLY, .rate = 0.5, .power = 2, .total = 40}}};
    lab_trainer *trainer;
    lab_fault fault;
    CHECK_EQUAL(lab_trainer_create(&run, data, NULL, &trainer, &fault), LAB_OK);
    CHECK_EQUAL(lab_trainer_progress(trainer).rate, 0.1);
    CHECK_EQUAL(lab_trainer_step(trainer), 1);
    CHECK_EQUAL(lab_trainer_step(trainer), 1);
    CHECK_EQUAL(lab_trainer_progress(trainer).rate, lab_schedule_rate(&run.schedule, 1));
    fixture_finish(trainer, 100);
    lab_record record;
    uint32_t records = 0;
    for (; lab_trainer_records(trainer, records, &record, 1) == 1; records++) {
        CHECK_EQUAL(record.rate, lab_schedule_rate(&run.schedule, record.iteration - 1));
    }
    CHECK(records > 3);
    lab_trainer_destroy(trainer);

    run.schedule.segments[0].iterations = 1e6;
    CHECK_EQUAL(lab_trainer_create(&run, data, NULL, &trainer, &fault), LAB_BAD_JOIN);
    CHECK_EQUAL(fault.where, LAB_FIELD_ITERATIONS);
    run.schedule.segments[1].total = 0;
    CHECK_EQUAL(lab_trainer_create(&run, data, NULL, &trainer, &fault), LAB_BAD_TOTAL);
    CHECK_EQUAL(fault.where, 32 + LAB_FIELD_TOTAL);
}

/* A plateau looks at its own records only, from the first after the warm-up, and acts at once. */
static void test_run_on_plateau(const lab_data *data) {
    lab_run run = fixture_run(lab_data_count(data));
    lab_segment warm = {.policy = LAB_LINEAR, .iterations = 10, .rate = 0.4, .total = 10};
    lab_segment plateau = {.policy = LAB_PLATEAU, .rate = 0.4, .gamma = 0.5, .threshold = 0.999};
    run.schedule = (lab_schedule){2, {warm, plateau}};
    run.evaluate = 0.1;
    lab_trainer *trainer;
    CHECK_EQUAL(lab_trainer_create(&run, data, NULL, &trainer, NULL), LAB_OK);
    uint8_t digests[2][32];
    for (int round = 0; round < 2; round++) {
        fixture_finish(trainer, 100);
        lab_plateau state = lab_plateau_start(&plateau);
        lab_record record;
        for (uint32_t i = 0; lab_trainer_records(trainer, i, &record, 1) == 1; i++) {
            double t = record.iteration - 1;
            CHECK_EQUAL(record.rate, t < 10 ? lab_schedule_rate(&run.schedule, t) : state.rate);
            if (t >= 10) lab_plateau_observe(&state, &plateau, record.validation_loss);
        }
        CHECK(state.rate < 0.1);
        lab_trainer_fingerprint(trainer, digests[round]);
        lab_trainer_reset(trainer);
    }
    CHECK(memcmp(digests[0], digests[1], 32) == 0);
    lab_trainer_destroy(trainer);

    run.train_size += run.validation_size;
    run.validation_size = 0;
    CHECK_EQUAL(lab_trainer_create(&run, data, NULL, &trainer, NULL), LAB_BAD_PLATEAU);
}

int main(void) {
    test_caffe();
    test_equation_4();
    test_ramps();
    test_restarts();
    test_cycles();
    test_one_cycle();
    test_pieces();
    test_join();
    test_plateau();
    test_refusals();
    test_flat_form();
    fixture_set set = fixture_open(1, 0.2, 400, LAB_PACK_SPARSE);
    test_run(set.data);
    test_run_on_plateau(set.data);
    fixture_close(&set);
    return 0;
}
