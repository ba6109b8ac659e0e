/*
 * blas.c - the same training in C on OpenBLAS: every product is a call of sgemm.
 *
 *     blas DATA TASK BATCH RATE COUNT JUDGE      prints {"seconds": ..., "accuracy": ...}
 */
#include <cblas.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    ALL = 60000,
    VALIDATION = 5000,
    LAYERS = 3,
    PARAMETERS = 784 * 64 + 64 + 64 * 16 + 16 + 170
};

static const int units[LAYERS + 1] = {784, 64, 16, 10};
static float parameters[PARAMETERS];
static float *weights[LAYERS], *biases[LAYERS], *outputs[LAYERS], *deltas[LAYERS];

static double now(void) {
    struct timespec time;
    timespec_get(&time, TIME_UTC);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void read_file(const char *folder, const char *name, long skip, void *to, size_t size) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, skip, SEEK_SET) || fread(to, 1, size, file) != size) {
        fprintf(stderr, "%s cannot be read\n", path);
        exit(2);
    }
    fclose(file);
}

static void forward(const float *x, int count) {
    for (int l = 0; l < LAYERS; l++) {
        int n = units[l + 1];
        for (int s = 0; s < count; s++) {
            memcpy(outputs[l] + s * n, biases[l], (size_t)n * sizeof(float));
        }
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, count, n, units[l], 1,
            l ? outputs[l - 1] : x, units[l], weights[l], n, 1, outputs[l], n);
        for (int k = 0; k < count * n; k++) {
            if (l == 0) outputs[l][k] = 1 / (1 + expf(-outputs[l][k]));
            else if (l == 1) outputs[l][k] = tanhf(outputs[l][k]);
        }
    }
}

static void softmax_deltas(const uint8_t *labels, int count, float factor) {
    for (int s = 0; s < count; s++) {
        float *z = outputs[2] + 10 * s, *d = deltas[2] + 10 * s, most = z[0], sum = 0;
        for (int j = 1; j < 10; j++) most = z[j] > most ? z[j] : most;
        for (int j = 0; j < 10; j++) sum += d[j] = expf(z[j] - most);
        for (int j = 0; j < 10; j++) d[j] = factor * (d[j] / sum - (labels[s] == j));
    }
}

static void backward(int count) {
    for (int l = LAYERS - 1; l > 0; l--) {
        int below = units[l];
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, count, below, units[l + 1], 1,
            deltas[l], units[l + 1], weights[l], units[l + 1], 0, deltas[l - 1], below);
        for (int k = 0; k < count * below; k++) {
            float a = outputs[l - 1][k];
            deltas[l - 1][k] *= l == 1 ? a * (1 - a) : 1 - a * a;
        }
    }
}

static void update(const float *x, int count) {
    for (int l = 0; l < LAYERS; l++) {
        int n = units[l + 1];
        cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, units[l], n, count, 1,
            l ? outputs[l - 1] : x, units[l], deltas[l], n, 1, weights[l], n);
        for (int s = 0; s < count; s++) {
            for (int j = 0; j < n; j++) biases[l][j] += deltas[l][s * n + j];
        }
    }
}

static void gather(const float *inputs, const uint8_t *labels, const uint32_t *indices, int count,
    float *x, uint8_t *y) {
    for (int s = 0; s < count; s++) {
        memcpy(x + 784 * s, inputs + 784 * (size_t)indices[s], 784 * sizeof(float));
        y[s] = labels[indices[s]];
    }
}

int main(int words, char **word) {
    if (words != 7) return 2;
    int batch = atoi(word[3]), count = atoi(word[5]);
    float rate = (float)atof(word[4]);
    uint8_t *bytes = malloc(ALL * 784), *labels = malloc(ALL), *y = malloc(VALIDATION);
    uint32_t *order = malloc(ALL * sizeof *order);
    float *inputs = malloc((size_t)ALL * 784 * sizeof(float));
    float *x = malloc((size_t)VALIDATION * 784 * sizeof(float));
    read_file(word[1], "train-images-idx3-ubyte", 16, bytes, ALL * 784);
    read_file(word[1], "train-labels-idx1-ubyte", 8, labels, ALL);
    read_file(word[2], "order.u32", 0, order, ALL * sizeof *order);
    read_file(word[2], "weights.f32", 0, parameters, sizeof parameters);
    for (size_t i = 0; i < (size_t)ALL * 784; i++) inputs[i] = (float)bytes[i] / 255;
    float *at = parameters;
    for (int l = 0; l < LAYERS; l++) {
        weights[l] = at;
        biases[l] = at + units[l] * units[l + 1];
        at = biases[l] + units[l + 1];
        outputs[l] = malloc((size_t)VALIDATION * (size_t)units[l + 1] * sizeof(float));
        deltas[l] = malloc((size_t)VALIDATION * (size_t)units[l + 1] * sizeof(float));
    }

    double start = now();
    for (int from = 0; from < count; from += batch) {
        int size = count - from < batch ? count - from : batch;
        gather(inputs, labels, order + VALIDATION + from, size, x, y);
        forward(x, size);
        softmax_deltas(y, size, -rate / (float)size);
        backward(size);
        update(x, size);
    }
    double seconds = now() - start;

    int correct = 0;
    gather(inputs, labels, order, VALIDATION, x, y);
    forward(x, VALIDATION);
    for (int s = 0; s < VALIDATION; s++) {
        int best = 0;
        for (int j = 1; j < 10; j++) {
            if (outputs[2][10 * s + j] > outputs[2][10 * s + best]) best = j;
        }
        correct += best == y[s];
    }
    printf("{\"seconds\": %.6f, \"accuracy\": %.4f}\n", seconds, correct / (double)VALIDATION);
    return 0;
}
