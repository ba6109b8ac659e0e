/*
 * steplab_native.c - the native build of the core behind `steplab.js train --core native`.
 *
 *     steplab_native TRAINING.pack TEST.pack c0 c1 c2 ...
 *
 * c0, c1, ... are a run in the flat form of wasm/run_config.h. Prints one JSON record a line, the
 * last with "final": true. Exits with 2 where the arguments or files are wrong.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "run_config.h"

enum { MOST_NUMBERS = 512 };

static double now(void) {
    struct timespec time;
    timespec_get(&time, TIME_UTC);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void fail(const char *what, const char *why) {
    fprintf(stderr, "steplab_native: %s: %s\n", what, why);
    exit(2);
}

static uint8_t *read_file(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file) fail(path, "cannot be opened");
    fseek(file, 0, SEEK_END);
    long length = ftell(file);
    rewind(file);
    uint8_t *bytes = malloc((size_t)length + 1);
    if (!bytes) fail(path, "there is not enough memory");
    *size = fread(bytes, 1, (size_t)length, file);
    fclose(file);
    return bytes;
}

static lab_data *open_pack(const char *path, uint8_t **bytes) {
    size_t size;
    lab_data *data;
    *bytes = read_file(path, &size);
    lab_status status = lab_data_open(*bytes, size, &data, NULL);
    if (status != LAB_OK) fail(path, lab_status_text(status));
    return data;
}

/* JSON knows no NaN and no infinity. */
static void print_number(const char *name, double value) {
    if (isfinite(value)) printf("\"%s\": %.17g, ", name, value);
    else printf("\"%s\": null, ", name);
}

static void print_record(const lab_record *record) {
    printf("{");
    print_number("iteration", record->iteration);
    print_number("epoch", record->epoch);
    print_number("samples", record->samples);
    print_number("rate", record->rate);
    print_number("batch", record->batch);
    print_number("trainingLoss", record->training_loss);
    print_number("trainingAccuracy", record->training_accuracy);
    print_number("validationLoss", record->validation_loss);
    print_number("validationAccuracy", record->validation_accuracy);
    printf("\"final\": false}\n");
    fflush(stdout);
}

static void print_final(
    lab_trainer *trainer, double seconds, const double *epochs, uint32_t count) {
    double results[4];
    uint8_t digest[32];
    lab_progress progress = lab_trainer_progress(trainer);
    lab_trainer_final(trainer, results);
    lab_trainer_fingerprint(trainer, digest);
    printf("{");
    print_number("validationLoss", results[0]);
    print_number("validationAccuracy", results[1]);
    print_number("testLoss", results[2]);
    print_number("testAccuracy", results[3]);
    print_number("trainingSeconds", seconds);
    printf("\"epochSeconds\": [");
    for (uint32_t i = 0; i < count; i++) printf("%s%.6f", i ? ", " : "", epochs[i]);
    printf("], ");
    print_number("diverged", progress.diverged_at < 0 ? NAN : progress.diverged_at);
    printf("\"fingerprint\": \"");
    for (int i = 0; i < 8; i++) printf("%02x", digest[i]);
    printf("\", \"final\": true}\n");
}

static void train(lab_trainer *trainer, uint32_t epochs) {
    double *seconds = calloc(epochs, sizeof *seconds);
    if (!seconds) fail("epochs", "there is not enough memory");
    double total = 0;
    uint32_t printed = 0;
    lab_progress progress = lab_trainer_progress(trainer);
    while (progress.phase != LAB_FINISHED) {
        double start = now();
        int training = progress.phase == LAB_TRAINING;
        uint32_t epoch = (uint32_t)progress.epoch;
        double points[512];
        lab_trainer_advance(trainer, 8192);
        if (training) {
            seconds[epoch] += now() - start;
            total += now() - start;
        }
        while (lab_trainer_trace(trainer, points, 256) > 0) {
        }
        progress = lab_trainer_progress(trainer);
        lab_record record;
        for (; lab_trainer_records(trainer, printed, &record, 1) == 1; printed++) {
            print_record(&record);
        }
    }
    print_final(trainer, total, seconds, (uint32_t)ceil(progress.epoch));
    free(seconds);
}

int main(int count, char **arguments) {
    if (count < 4 || count - 3 > MOST_NUMBERS) {
        fail("usage", "steplab_native TRAINING.pack TEST.pack c0 c1 c2 ...");
    }
    double config[MOST_NUMBERS];
    for (int i = 3; i < count; i++) {
        char *end;
        config[i - 3] = strtod(arguments[i], &end);
        if (*end) fail(arguments[i], "is no number");
    }
    uint8_t *training_bytes, *test_bytes;
    lab_data *training = open_pack(arguments[1], &training_bytes);
    lab_data *test = open_pack(arguments[2], &test_bytes);
    lab_run run;
    lab_trainer *trainer = NULL;
    lab_status status = run_config_read(config, (uint32_t)count - 3, &run, &(lab_fault){0, 0, 0});
    if (status == LAB_OK) status = lab_trainer_create(&run, training, test, &trainer, NULL);
    if (status != LAB_OK) fail("run", lab_status_text(status));
    train(trainer, (uint32_t)run.epochs);
    lab_trainer_destroy(trainer);
    lab_data_destroy(training);
    lab_data_destroy(test);
    free(training_bytes);
    free(test_bytes);
    return 0;
}
