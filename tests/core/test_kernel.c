/* test_kernel.c - the vector kernel gives the bits of the specification, on even and odd sizes. */
#include "check.h"
#include "kernel.h"

enum { MOST = 128 * 1024 };

static lab_random source;

static float uniform(float limit) {
    return (2.0f * lab_random_uniform(&source) - 1.0f) * limit;
}

static void fill(float *values, size_t count, float limit) {
    for (size_t i = 0; i < count; i++) values[i] = uniform(limit);
}

/* Rows of `stride` whose columns from `outputs` on are zero, as the contract has it. */
static void fill_rows(float *values, size_t rows, size_t outputs, size_t stride, float limit) {
    for (size_t i = 0; i < rows * stride; i++) {
        values[i] = i % stride < outputs ? uniform(limit) : 0.0f;
    }
}

static void check_same(const float *a, const float *b, size_t count, const char *what) {
    for (size_t i = 0; i < count; i++) {
        if (memcmp(a + i, b + i, 4) == 0 || (isnan(a[i]) && isnan(b[i]))) continue;
        fprintf(stderr, "%s: %zu is %.9g in plain, %.9g in vectors\n", what, i, (double)a[i],
            (double)b[i]);
        exit(1);
    }
}

static float x[MOST], w[2][MOST], d[MOST], biases[2][4096], z[2][MOST];
static lab_entry entries[MOST];
static uint32_t starts[1200];

static size_t padded(size_t outputs) {
    return (outputs + LAB_LANES - 1) / LAB_LANES * LAB_LANES;
}

static void copy_second(size_t weights, size_t stride) {
    memcpy(w[1], w[0], weights * sizeof(float));
    memcpy(biases[1], biases[0], stride * sizeof(float));
}

/* Sample s has been written from entry `first` on; where its halves part decides nothing. */
static void mark(uint32_t s, uint32_t first, uint32_t filled) {
    starts[LAB_HALVES * s] = first;
    starts[LAB_HALVES * s + 1] = first + lab_random_below(&source, filled - first + 1);
    starts[LAB_HALVES * (s + 1)] = filled;
}

static const lab_kernel *kernels[2] = {&lab_kernel_plain, &lab_kernel_vector};

/* Floats between the end of a row of weights and the next. */
enum { spare = 16 };

static void check_dense(size_t samples, size_t inputs, size_t outputs) {
    size_t stride = padded(outputs), pitch = stride + spare;
    fill(x, samples * inputs, 1);
    fill_rows(w[0], inputs, outputs, pitch, 0.5f);
    fill_rows(biases[0], 1, outputs, stride, 0.5f);
    fill_rows(d, samples, outputs, stride, 0.1f);
    copy_second(inputs * pitch, stride);
    for (int k = 0; k < 2; k++) {
        kernels[k]->dense_forward(x, inputs, w[k], pitch, biases[k], z[k], samples, inputs, stride);
        kernels[k]->dense_update(x, inputs, d, w[k], pitch, biases[k], samples, inputs, stride);
    }
    check_same(z[0], z[1], samples * stride, "dense forward");
    check_same(w[0], w[1], inputs * pitch, "dense update");
    check_same(biases[0], biases[1], stride, "dense biases");
}

static void check_sparse(size_t samples, size_t inputs, size_t outputs) {
    size_t stride = padded(outputs), pitch = stride + spare;
    uint32_t filled = 0;
    for (uint32_t s = 0; s < samples; s++) {
        uint32_t first = filled;
        for (uint32_t i = 0; i < inputs; i++) {
            if (lab_random_below(&source, 3) > 0) continue;
            entries[filled++] = (lab_entry){i * (uint32_t)pitch, uniform(1)};
        }
        mark(s, first, filled);
    }
    lab_sparse sparse = {entries, starts};
    fill_rows(w[0], inputs, outputs, pitch, 0.5f);
    fill_rows(biases[0], 1, outputs, stride, 0.5f);
    fill_rows(d, samples, outputs, stride, 0.1f);
    copy_second(inputs * pitch, stride);
    for (int k = 0; k < 2; k++) {
        kernels[k]->sparse_forward(&sparse, w[k], biases[k], z[k], samples, stride);
        kernels[k]->sparse_update(&sparse, d, w[k], biases[k], samples, stride);
    }
    check_same(z[0], z[1], samples * stride, "sparse forward");
    check_same(w[0], w[1], inputs * pitch, "sparse update");
    check_same(biases[0], biases[1], stride, "sparse biases");
}

/* Sparse and dense walk the same sums where every input is there. */
static void check_sparse_is_dense(size_t samples, size_t inputs, size_t outputs) {
    size_t stride = padded(outputs), pitch = stride + spare;
    uint32_t filled = 0;
    memset(x, 0, sizeof x);
    for (uint32_t s = 0; s < samples; s++) {
        uint32_t first = filled;
        for (uint32_t i = 0; i < inputs; i++) {
            if (lab_random_below(&source, 4) > 0) continue;
            x[s * inputs + i] = lab_random_uniform(&source) + 0.01f;
            entries[filled++] = (lab_entry){i * (uint32_t)pitch, x[s * inputs + i]};
        }
        mark(s, first, filled);
    }
    lab_sparse sparse = {entries, starts};
    fill_rows(w[0], inputs, outputs, pitch, 0.5f);
    fill_rows(biases[0], 1, outputs, stride, 0.5f);
    fill_rows(d, samples, outputs, stride, 0.1f);
    copy_second(inputs * pitch, stride);
    const lab_kernel *kernel = &lab_kernel_vector;
    kernel->sparse_forward(&sparse, w[0], biases[0], z[0], samples, stride);
    kernel->dense_forward(x, inputs, w[1], pitch, biases[1], z[1], samples, inputs, stride);
    check_same(z[0], z[1], samples * stride, "sparse as dense forward");
    kernel->sparse_update(&sparse, d, w[0], biases[0], samples, stride);
    kernel->dense_update(x, inputs, d, w[1], pitch, biases[1], samples, inputs, stride);
    check_same(w[0], w[1], inputs * pitch, "sparse as dense update");
}

static void check_transpose(size_t inputs, size_t outputs) {
    size_t pitch = outputs + spare, stride = inputs + 3;
    fill(w[0], inputs * pitch, 1);
    for (int k = 0; k < 2; k++) {
        memset(z[k], 0, outputs * stride * sizeof(float));
        kernels[k]->transpose(w[0], pitch, z[k], stride, inputs, outputs);
    }
    check_same(z[0], z[1], outputs * stride, "transpose");
    CHECK(z[0][(outputs - 1) * stride] == w[0][outputs - 1]);
}

static void check_elements(void) {
    size_t count = 4096;
    for (int activation = LAB_IDENTITY; activation <= LAB_RELU; activation++) {
        fill(z[0], count, 12);
        z[0][0] = INFINITY, z[0][1] = -INFINITY, z[0][2] = NAN, z[0][3] = -0.0f, z[0][4] = 200;
        z[0][5] = -200, z[0][6] = 0.625f, z[0][7] = -0.625f, z[0][8] = 1e-30f;
        memcpy(z[1], z[0], count * sizeof(float));
        fill(w[0], count, 1);
        memcpy(w[1], w[0], count * sizeof(float));
        for (int k = 0; k < 2; k++) {
            kernels[k]->activate((lab_activation)activation, z[k], count);
            kernels[k]->differentiate((lab_activation)activation, z[k], w[k], count);
            kernels[k]->scale(w[k], -0.37f, count);
            kernels[k]->add_scaled(w[k], z[k], 0.11f, count);
        }
        check_same(z[0], z[1], count, "activate");
        check_same(w[0], w[1], count, "differentiate");
    }
}

static void check_softmax(size_t samples, size_t outputs, float limit) {
    static float loss[2][600];
    static uint8_t labels[600];
    size_t stride = padded(outputs);
    fill_rows(z[0], samples, outputs, stride, limit);
    memcpy(z[1], z[0], samples * stride * sizeof(float));
    for (size_t s = 0; s < samples; s++) {
        labels[s] = (uint8_t)lab_random_below(&source, (uint32_t)outputs);
    }
    for (int k = 0; k < 2; k++) {
        kernels[k]->softmax(z[k], samples, outputs, stride, labels, loss[k]);
    }
    check_same(z[0], z[1], samples * stride, "softmax");
    check_same(loss[0], loss[1], samples, "softmax loss");
    for (size_t s = 0; s < samples; s++) {
        double sum = 0;
        for (size_t j = 0; j < outputs; j++) sum += (double)z[0][s * stride + j];
        CHECK_NEAR(sum, 1, 1e-6);
        double p = (double)z[0][s * stride + labels[s]];
        if (p > 1e-30) CHECK_NEAR(loss[0][s], -log(p), 2e-5);
    }
}

int main(void) {
    source = lab_random_start(7, 0);
    size_t sizes[][3] = {{1, 1, 1}, {1, 784, 64}, {2, 7, 4}, {3, 5, 10}, {7, 64, 16}, {17, 16, 10},
        {33, 31, 37}, {128, 100, 64}, {5, 33, 100}, {128, 64, 17}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        check_dense(sizes[i][0], sizes[i][1], sizes[i][2]);
        check_sparse(sizes[i][0], sizes[i][1], sizes[i][2]);
        check_sparse_is_dense(sizes[i][0], sizes[i][1], sizes[i][2]);
        check_transpose(sizes[i][1], sizes[i][2]);
        check_softmax(sizes[i][0], sizes[i][2], 8);
        check_softmax(sizes[i][0], sizes[i][2], 300);
    }
    check_elements();
    return 0;
}
