/* kernel_plain.c - the specification of the arithmetic: loops as one would write them down. */
#include <string.h>

#include "kernel.h"
#include "scalar_elementary.h"

static uint32_t expand(const lab_data *data, uint32_t index, uint32_t pitch, lab_entry *entries) {
    uint32_t first = data->starts[index];
    uint32_t count = data->starts[index + 1] - first;
    const uint8_t *pair = data->pairs + 2 * (size_t)first;
    uint32_t row = 0;
    for (uint32_t k = 0; k < count; k++, pair += 2) {
        row += pair[0] * pitch;
        entries[k] = (lab_entry){row, data->scale[pair[1]]};
    }
    return count;
}

static void dense_forward(const float *x, size_t x_stride, const float *w, size_t pitch,
    const float *biases, float *z, size_t samples, size_t inputs, size_t stride) {
    for (size_t s = 0; s < samples; s++) {
        float *row = z + s * stride;
        memcpy(row, biases, stride * sizeof(float));
        for (size_t i = 0; i < inputs; i++) {
            float value = x[s * x_stride + i];
            for (size_t j = 0; j < stride; j++) row[j] += value * w[i * pitch + j];
        }
    }
}

static void sparse_forward(const lab_sparse *x, const float *w, const float *biases, float *z,
    size_t samples, size_t stride) {
    for (size_t s = 0; s < samples; s++) {
        float *row = z + s * stride;
        memcpy(row, biases, stride * sizeof(float));
        for (size_t k = x->starts[LAB_HALVES * s]; k < x->starts[LAB_HALVES * (s + 1)]; k++) {
            lab_entry entry = x->entries[k];
            for (size_t j = 0; j < stride; j++) row[j] += entry.value * w[entry.row + j];
        }
    }
}

static void add_biases(const float *d, float *biases, size_t samples, size_t stride) {
    for (size_t s = 0; s < samples; s++) {
        for (size_t j = 0; j < stride; j++) biases[j] += d[s * stride + j];
    }
}

static void dense_update(const float *x, size_t x_stride, const float *d, float *w, size_t pitch,
    float *biases, size_t samples, size_t inputs, size_t stride) {
    for (size_t s = 0; s < samples; s++) {
        for (size_t i = 0; i < inputs; i++) {
            float value = x[s * x_stride + i];
            for (size_t j = 0; j < stride; j++) w[i * pitch + j] += value * d[s * stride + j];
        }
    }
    add_biases(d, biases, samples, stride);
}

static void sparse_update(
    const lab_sparse *x, const float *d, float *w, float *biases, size_t samples, size_t stride) {
    for (size_t s = 0; s < samples; s++) {
        for (size_t k = x->starts[LAB_HALVES * s]; k < x->starts[LAB_HALVES * (s + 1)]; k++) {
            lab_entry entry = x->entries[k];
            for (size_t j = 0; j < stride; j++) w[entry.row + j] += entry.value * d[s * stride + j];
        }
    }
    add_biases(d, biases, samples, stride);
}

static void transpose(
    const float *w, size_t pitch, float *to, size_t to_stride, size_t inputs, size_t outputs) {
    for (size_t i = 0; i < inputs; i++) {
        for (size_t j = 0; j < outputs; j++) to[j * to_stride + i] = w[i * pitch + j];
    }
}

static void activate(lab_activation activation, float *z, size_t count) {
    for (size_t k = 0; k < count; k++) {
        if (activation == LAB_SIGMOID) z[k] = scalar_sigmoid(z[k]);
        else if (activation == LAB_TANH) z[k] = scalar_tanh(z[k]);
        else if (activation == LAB_RELU) z[k] = z[k] < 0.0f ? 0.0f : z[k];
    }
}

static void differentiate(lab_activation activation, const float *a, float *d, size_t count) {
    for (size_t k = 0; k < count; k++) {
        if (activation == LAB_SIGMOID) d[k] *= a[k] * (1.0f - a[k]);
        else if (activation == LAB_TANH) d[k] *= 1.0f - a[k] * a[k];
        else if (activation == LAB_RELU) d[k] = a[k] > 0.0f ? d[k] : 0.0f;
    }
}

static void softmax(
    float *z, size_t samples, size_t outputs, size_t stride, const uint8_t *labels, float *loss) {
    for (size_t s = 0; s < samples; s++) {
        float *row = z + s * stride;
        float most = row[0];
        for (size_t j = 1; j < outputs; j++) most = row[j] > most ? row[j] : most;
        float logit = loss ? row[labels[s]] - most : 0.0f;
        float sum = 0.0f;
        for (size_t j = 0; j < outputs; j++) {
            row[j] = scalar_exp(row[j] - most);
            sum += row[j];
        }
        float inverse = 1.0f / sum;
        for (size_t j = 0; j < outputs; j++) row[j] *= inverse;
        for (size_t j = outputs; j < stride; j++) row[j] = 0.0f;
        if (loss) loss[s] = lab_logf(sum) - logit;
    }
}

static void scale(float *d, float factor, size_t count) {
    for (size_t k = 0; k < count; k++) d[k] *= factor;
}

static void add_scaled(float *to, const float *from, float factor, size_t count) {
    for (size_t k = 0; k < count; k++) to[k] += factor * from[k];
}

const lab_kernel lab_kernel_plain = {expand, dense_forward, sparse_forward, dense_update,
    sparse_update, transpose, activate, differentiate, softmax, scale, add_scaled};
