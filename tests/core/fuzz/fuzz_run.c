/* fuzz_run.c - a run comes from a link that anyone may have written: it is refused with a reason,
 * or it runs, whatever its numbers are. */
#include "check.h"
#include "fixture.h"
#include "pack.h"
#include "run_config.h"

enum { COUNT = 40, MOST_NUMBERS = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Two bytes a change: which number of a good run's flat form, and to which of these. */
static const double numbers[] = {0, 1, 2, 3, 4, 5, 8, 10, 16, 20, 32, 39, 40, 41, 49, 64, -1, -0.5,
    0.1, 0.5, 1.5, 1e-300, 1e-9, 1e5, 1e6, 1e9, 4294967295.0, 4294967296.0, 1e300, INFINITY,
    -INFINITY, NAN};

static uint32_t write_config(const uint8_t *bytes, size_t size, double config[MOST_NUMBERS]) {
    static const double good[] = {3, 32, 8, 1, 2, 3, 4, 3, 0.5, 1, 21, 0, 2, FIXTURE_WIDTH, 8,
        FIXTURE_CLASSES, 2, 4, 1, LAB_FIXED, 0, 0.01, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, LAB_ADAM, 0.9, 0.9, 0.999, 1e-8, 0, 1, 8, 2, 16};
    uint32_t length = sizeof good / sizeof good[0];
    memset(config, 0, MOST_NUMBERS * sizeof *config);
    memcpy(config, good, sizeof good);
    for (; size >= 2; bytes += 2, size -= 2) {
        if (bytes[0] == 255) length = bytes[1] % MOST_NUMBERS;
        else config[bytes[0] % MOST_NUMBERS] = numbers[bytes[1] % (sizeof numbers / 8)];
    }
    return length;
}

/* Networks that this fuzzer has time for. */
static int is_small(const lab_shape *shape) {
    double weights = 0;
    for (uint32_t l = 0; l < shape->layers; l++) {
        weights += (double)shape->units[l] * shape->units[l + 1];
    }
    return weights < 20000;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static fixture_set set;
    if (!set.data) set = fixture_open(1, 0.2, COUNT, LAB_PACK_SPARSE);
    double config[MOST_NUMBERS], trace[64];
    uint32_t length = write_config(bytes, size, config);
    lab_fault fault;
    lab_run run;
    lab_trainer *trainer;
    if (run_config_read(config, length, &run, &fault) != LAB_OK || !is_small(&run.shape)) return 0;
    if (lab_trainer_create(&run, set.data, set.data, &trainer, &fault) != LAB_OK) return 0;
    for (int i = 0; i < 100 && lab_trainer_advance(trainer, 20) > 0; i++) {
        lab_trainer_trace(trainer, trace, 32);
    }
    lab_progress progress = lab_trainer_progress(trainer);
    CHECK(progress.iteration <= progress.iterations);
    lab_trainer_destroy(trainer);
    return 0;
}
