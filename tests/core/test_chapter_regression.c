/* test_chapter_regression.c - the experiment behind the chapter's figures 12-6 to 12-8: a 1-4-1
 * regression in three rounds, from its recorded points and initial weights. Their folder is named
 * by CHAPTER_REGRESSION; it holds regression_points.csv and regression_weights.json. */
#include "check.h"
#include "lab.h"

enum { POINTS = 1000, HIDDEN = 4 };

/* Exit code that CTest takes for a test that was skipped. */
enum { SKIPPED = 77 };

static char *read_text(const char *folder, const char *name) {
    char path[1000];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file) {
        fprintf(stderr, "%s cannot be opened\n", path);
        exit(1);
    }
    static char texts[2][100000];
    static int next;
    char *text = texts[next++];
    text[fread(text, 1, sizeof texts[0] - 1, file)] = 0;
    fclose(file);
    return text;
}

static lab_data *read_points(const char *text) {
    static float inputs[POINTS], targets[POINTS];
    char *at = strchr(text, '\n');
    for (int i = 0; i < POINTS; i++) {
        inputs[i] = (float)strtod(at, &at);
        targets[i] = (float)strtod(at + 1, &at);
    }
    lab_data *data;
    CHECK_EQUAL(lab_data_create(inputs, POINTS, 1, targets, 1, &data), LAB_OK);
    return data;
}

static const char *after(const char *text, const char *word) {
    const char *found = strstr(text, word);
    CHECK(found);
    return found + strlen(word);
}

static double number_after(const char *text, const char *word) {
    return strtod(after(text, word) + strspn(after(text, word), "\": {["), NULL);
}

static void read_four(const char *text, const char *word, float *four) {
    char *at = (char *)(uintptr_t)(strchr(after(text, word), '[') + 1);
    for (int i = 0; i < HIDDEN; i++) {
        four[i] = (float)strtod(at, &at);
        at++;
    }
}

static lab_search plan(lab_sweep_segment segment, double batch) {
    lab_search search = {.run = {.shape = {.layers = 2,
                                     .units = {1, HIDDEN, 1},
                                     .activations = {LAB_SIGMOID, LAB_IDENTITY},
                                     .loss = LAB_MEAN_SQUARED_ERROR},
                             .train_size = POINTS,
                             .batch = batch,
                             .epochs = 1,
                             .evaluate = 1,
                             .trace = 1},
        .sweep = {.kind = LAB_SWEEP_TABLE, .count = 1, .segments = {segment}},
        .rounds = 1,
        .rates = 8,
        .carry = LAB_CARRY_ALWAYS,
        .measure = LAB_MEASURE_TRAINING,
        .smoothing = -1,
        .stop = 1000,
        .growth = 1,
        .ordered = 1};
    return search;
}

/* `recorded`: the round in the text, from its first word on. */
static void test_round(const lab_data *data, const lab_search *search, const char *recorded) {
    lab_finder *finder;
    CHECK_EQUAL(lab_finder_create(search, data, NULL, &finder, NULL), LAB_OK);
    lab_network *start = lab_finder_start(finder);
    lab_layer_view first = lab_network_layer(start, 0), second = lab_network_layer(start, 1);
    float column[HIDDEN];
    read_four(recorded, "\"w1\"", first.weights);
    read_four(recorded, "\"w2\"", column);
    for (int i = 0; i < HIDDEN; i++) second.weights[(uint32_t)i * second.stride] = column[i];
    while (lab_finder_advance(finder, 1 << 20) > 0) {
    }
    static lab_point points[100];
    uint32_t count = lab_finder_points(finder, 0, 0, points, 100);
    lab_round round = lab_finder_round(finder, 0);
    printf("minimum %.6f at %.2f; %.6f after the first rate, %.6f after the last\n", round.loss,
        round.rate, points[0].loss, points[count - 1].loss);
    double tolerance = 2e-6; /* float32, and six printed decimals */
    CHECK_NEAR(round.rate, number_after(recorded, "\"rate\""), 1e-9);
    CHECK_NEAR(round.loss, number_after(recorded, "loss_at_its_last_epoch"), tolerance);
    CHECK_NEAR(points[0].loss, number_after(recorded, "loss_end_of_first_rate"), tolerance);
    CHECK_NEAR(points[count - 1].loss, number_after(recorded, "loss_at_the_last_rate"), tolerance);
    lab_finder_destroy(finder);
}

int main(void) {
    const char *folder = getenv("CHAPTER_REGRESSION");
    if (!folder) {
        printf("skipped: CHAPTER_REGRESSION does not name the folder of the recorded points\n");
        return SKIPPED;
    }
    lab_data *data = read_points(read_text(folder, "regression_points.csv"));
    const char *recorded = after(read_text(folder, "regression_weights.json"), "\"rounds\"");
    lab_search rounds[3] = {plan((lab_sweep_segment){0.1, 1.0, 0.1, 100 * POINTS}, 1),
        plan((lab_sweep_segment){0.5, 1.0, 0.01, 20 * POINTS}, 1),
        plan((lab_sweep_segment){0.63, 1.1, 0.01, 100 * POINTS / 10}, 10)};
    for (int r = 0; r < 3; r++) {
        recorded = after(recorded, "\"rates\"");
        test_round(data, &rounds[r], recorded);
    }
    lab_data_destroy(data);
    return 0;
}
