/* test_allocation.c - all memory is taken when an object is created: training takes none, and where
 * there is too little, creation fails cleanly (the sanitizer sees what would leak). Linked with
 * --wrap, which puts these functions before the C library's. */
#include "check.h"
#include "fixture.h"
#include "pack.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void __real_free(void *memory);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
void __wrap_free(void *memory);

static long calls;     /* of all four functions */
static long left = -1; /* allocations that still succeed; -1 for any number */

static int refuses(void) {
    calls++;
    if (left > 0) left--;
    else if (left == 0) return 1;
    return 0;
}

void *__wrap_malloc(size_t size) {
    return refuses() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size) {
    return refuses() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size) {
    return refuses() ? NULL : __real_realloc(memory, size);
}

void __wrap_free(void *memory) {
    calls++;
    __real_free(memory);
}

enum { COUNT = 1000 };

static fixture_set set;

/* Everything that may be done with a run under way. */
static void use(lab_trainer *trainer) {
    float inputs[FIXTURE_WIDTH], outputs[FIXTURE_CLASSES];
    uint8_t digest[32];
    double final[4];
    lab_record records[4];
    lab_data_inputs(set.data, 3, inputs);
    lab_trainer_step(trainer);
    fixture_finish(trainer, 100);
    lab_trainer_answer(trainer, inputs, outputs);
    lab_trainer_evaluate(trainer, final);
    lab_trainer_final(trainer, final);
    lab_trainer_records(trainer, 0, records, 4);
    lab_trainer_fingerprint(trainer, digest);
    lab_trainer_reset(trainer);
    fixture_finish(trainer, 700);
}

static const lab_optimizer adam = {LAB_ADAM, .beta1 = 0.9, .beta2 = 0.999, .epsilon = 1e-8};

static void check_training_takes_none(void) {
    double batches[] = {1, 33, 800};
    for (size_t i = 0; i < 6; i++) {
        lab_run run = fixture_run(COUNT);
        lab_trainer *trainer;
        run.batch = batches[i % 3];
        if (i >= 3) run.optimizer = adam;
        calls = 0;
        CHECK_EQUAL(lab_trainer_create(&run, set.data, set.data, &trainer, NULL), LAB_OK);
        CHECK(calls > 0);
        calls = 0;
        use(trainer);
        CHECK_EQUAL(calls, 0);
        lab_trainer_destroy(trainer);
        CHECK(calls > 0);
    }
}

/* Refuses the first allocation, then the second, ... until `create` gets all that it wants. */
static void check_every_refusal(lab_status (*create)(void), long least) {
    long refused = 0;
    for (;; refused++) {
        left = refused;
        lab_status status = create();
        left = -1;
        if (status == LAB_OK) break;
        CHECK_EQUAL(status, LAB_OUT_OF_MEMORY);
    }
    CHECK(refused >= least);
}

static lab_status create_trainer(void) {
    lab_run run = fixture_run(COUNT);
    run.optimizer = adam;
    lab_trainer *trainer = NULL;
    lab_status status = lab_trainer_create(&run, set.data, set.data, &trainer, NULL);
    CHECK((status == LAB_OK) == (trainer != NULL));
    lab_trainer_destroy(trainer);
    return status;
}

static lab_search small_search(void) {
    lab_run run = fixture_run(COUNT);
    run.optimizer = adam;
    return (lab_search){.run = run,
        .sweep = {.kind = LAB_SWEEP_TABLE, .count = 1, .segments = {{0.1, 0.9, 0.1, 5}}},
        .rounds = 3,
        .rates = 4,
        .iterations = {0, 5, 5, 0, 0, 0},
        .measure = LAB_MEASURE_VALIDATION,
        .smoothing = -1,
        .stop = 4,
        .growth = 1.26};
}

static lab_status create_finder(void) {
    lab_search search = small_search();
    lab_finder *finder = NULL;
    lab_status status = lab_finder_create(&search, set.data, NULL, &finder, NULL);
    CHECK((status == LAB_OK) == (finder != NULL));
    lab_finder_destroy(finder);
    return status;
}

static void check_searching_takes_none(void) {
    lab_search search = small_search();
    lab_finder *finder;
    lab_point points[16];
    CHECK_EQUAL(lab_finder_create(&search, set.data, NULL, &finder, NULL), LAB_OK);
    calls = 0;
    while (lab_finder_advance(finder, 100) > 0) lab_finder_points(finder, 0, 0, points, 16);
    lab_finder_answer(finder, LAB_RULE_VALLEY, LAB_FASTAI);
    CHECK_EQUAL(lab_finder_finding(finder).reason, LAB_ANSWERED);
    CHECK_EQUAL(calls, 0);
    lab_finder_destroy(finder);
}

static lab_variance_plan small_variance(void) {
    return (lab_variance_plan){.count = 2, .batches = {3, 700}, .draws = {9, 2}, .seed = 1};
}

static lab_status create_measurement(int curves) {
    lab_run run = fixture_run(COUNT);
    lab_trainer *trainer;
    lab_variance *variance = NULL;
    lab_curvature *curvature = NULL;
    long allowed = left;
    left = -1;
    CHECK_EQUAL(lab_trainer_create(&run, set.data, NULL, &trainer, NULL), LAB_OK);
    left = allowed;
    lab_subject subject = lab_trainer_subject(trainer);
    lab_variance_plan plan = small_variance();
    lab_curvature_plan sharp = {500, 8, 0, 1};
    lab_status status = curves ? lab_curvature_create(&sharp, &subject, &curvature, NULL)
                               : lab_variance_create(&plan, &subject, &variance, NULL);
    left = -1;
    CHECK((status == LAB_OK) == (curvature != NULL || variance != NULL));
    calls = 0;
    while (variance && lab_variance_advance(variance, 100) > 0) lab_variance_law(variance);
    while (curvature && lab_curvature_advance(curvature, 100) > 0) lab_curvature_look(curvature);
    CHECK_EQUAL(calls, 0);
    lab_variance_destroy(variance);
    lab_curvature_destroy(curvature);
    lab_trainer_destroy(trainer);
    return status;
}

static lab_status create_variance(void) {
    return create_measurement(0);
}

static lab_status create_curvature(void) {
    return create_measurement(1);
}

static lab_status create_data(void) {
    float number = 1;
    lab_data *data = NULL;
    lab_status status = lab_data_create(&number, 1, 1, &number, 1, &data);
    CHECK((status == LAB_OK) == (data != NULL));
    lab_data_destroy(data);
    return status;
}

static lab_status open_data(void) {
    lab_data *data = NULL;
    lab_fault fault;
    lab_status status = lab_data_open(set.pack.bytes, set.pack.size, &data, &fault);
    CHECK((status == LAB_OK) == (data != NULL));
    lab_data_destroy(data);
    return status;
}

static uint8_t *images, *labels;
static size_t images_size, labels_size;

static lab_status create_pack(void) {
    lab_pack pack = {NULL, 0};
    lab_status status = lab_pack_create(images, images_size, labels, labels_size, 10, &pack, NULL);
    CHECK((status == LAB_OK) == (pack.bytes != NULL));
    lab_pack_release(&pack);
    return status;
}

int main(void) {
    uint8_t pixel = 7, label = 3;
    images = fixture_images(&pixel, 1, 1, 1, &images_size);
    labels = fixture_labels(&label, 1, &labels_size);
    set = fixture_open(120, 0.2, COUNT, LAB_PACK_SPARSE);
    check_training_takes_none();
    check_searching_takes_none();
    check_every_refusal(create_trainer, 8);
    check_every_refusal(create_finder, 8);
    check_every_refusal(create_variance, 7);
    check_every_refusal(create_curvature, 9);
    check_every_refusal(create_data, 1);
    check_every_refusal(open_data, 1);
    check_every_refusal(create_pack, 1);
    fixture_close(&set);
    free(images);
    free(labels);
    return 0;
}
