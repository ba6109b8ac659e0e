/* kernel_vector.c - the arithmetic of kernel_plain.c on vectors of LAB_LANES floats: what works
 * element by element, and the table of all. Layers are in kernel_sparse.c and kernel_dense.c. */
#include "kernel_vector.h"
#include "scalar_elementary.h"

typedef float four __attribute__((vector_size(16)));

LAB_INSIDE four load_four(const float *from) {
    four v;
    memcpy(&v, from, sizeof v);
    return v;
}

LAB_INSIDE void store_four(float *to, four v) {
    memcpy(to, &v, sizeof v);
}

/* Four rows of four become four columns. */
LAB_INSIDE void transpose_block(const float *w, size_t pitch, float *to, size_t to_stride) {
    four a = load_four(w), b = load_four(w + pitch);
    four c = load_four(w + 2 * pitch), d = load_four(w + 3 * pitch);
    four low = __builtin_shufflevector(a, b, 0, 4, 1, 5);
    four high = __builtin_shufflevector(c, d, 0, 4, 1, 5);
    store_four(to, __builtin_shufflevector(low, high, 0, 1, 4, 5));
    store_four(to + to_stride, __builtin_shufflevector(low, high, 2, 3, 6, 7));
    low = __builtin_shufflevector(a, b, 2, 6, 3, 7);
    high = __builtin_shufflevector(c, d, 2, 6, 3, 7);
    store_four(to + 2 * to_stride, __builtin_shufflevector(low, high, 0, 1, 4, 5));
    store_four(to + 3 * to_stride, __builtin_shufflevector(low, high, 2, 3, 6, 7));
}

static void transpose(
    const float *w, size_t pitch, float *to, size_t to_stride, size_t inputs, size_t outputs) {
    size_t blocks = LAB_LANES > 1 ? outputs / 4 * 4 : 0;
    for (size_t i = 0; i < inputs; i += 4) {
        int whole = inputs - i >= 4;
        for (size_t j = 0; whole && j < blocks; j += 4) {
            transpose_block(w + i * pitch + j, pitch, to + j * to_stride + i, to_stride);
        }
        for (size_t k = i; k < inputs && k < i + 4; k++) {
            for (size_t j = whole ? blocks : 0; j < outputs; j++) {
                to[j * to_stride + k] = w[k * pitch + j];
            }
        }
    }
}

/* Exponentials and what is made of them, in short loops over blocks that stay near. A processor has
 * room for some hundred instructions that wait, and in the whole of a sigmoid each waits for the
 * one before: of short loops more vectors are under way at once. */
enum { BLOCK = 128 };

typedef struct lab_powers {
    float power[BLOCK];
    float scale[BLOCK];
} lab_powers;

typedef enum lab_exponent { LAB_AS_IS, LAB_NEGATED, LAB_SIZE_DOUBLED } lab_exponent;

LAB_INSIDE void reduce(
    const lab_exponent exponent, const float *z, lab_powers *powers, size_t count) {
    for (size_t k = 0; k < count; k += LAB_LANES) {
        lab_vector x = vector_load(z + k), scale;
        if (exponent != LAB_AS_IS) {
            lab_vector minus = -x;
            x = exponent == LAB_NEGATED ? minus : vector_choose((lab_bits)(x < 0.0f), minus, x);
            if (exponent == LAB_SIZE_DOUBLED) x += x;
        }
        vector_store(powers->power + k, vector_exp_reduce(x, &scale));
        vector_store(powers->scale + k, scale);
    }
}

LAB_APART void reduce_as_is(const float *z, lab_powers *powers, size_t count) {
    reduce(LAB_AS_IS, z, powers, count);
}

LAB_APART void reduce_negated(const float *z, lab_powers *powers, size_t count) {
    reduce(LAB_NEGATED, z, powers, count);
}

LAB_APART void reduce_doubled(const float *z, lab_powers *powers, size_t count) {
    reduce(LAB_SIZE_DOUBLED, z, powers, count);
}

LAB_APART void raise(lab_powers *powers, float *to, size_t count) {
    for (size_t k = 0; k < count; k += LAB_LANES) {
        vector_store(to + k,
            vector_exp_scaled(vector_load(powers->power + k), vector_load(powers->scale + k)));
    }
}

LAB_APART void sigmoid_of(float *z, const float *power, size_t count) {
    for (size_t k = 0; k < count; k += LAB_LANES) {
        vector_store(z + k, 1.0f / (1.0f + vector_load(power + k)));
    }
}

LAB_APART void tanh_of(float *z, const float *power, size_t count) {
    for (size_t k = 0; k < count; k += LAB_LANES) {
        vector_store(z + k, vector_tanh_from(vector_load(z + k), vector_load(power + k)));
    }
}

/* The exponentials themselves, the sigmoid, or tanh, by what is raised. */
static void apply_powers(lab_exponent exponent, float *z, size_t count) {
    lab_powers powers;
    for (size_t k = 0; k < count; k += BLOCK, z += BLOCK) {
        size_t block = count - k < BLOCK ? count - k : BLOCK;
        if (exponent == LAB_AS_IS) reduce_as_is(z, &powers, block);
        else if (exponent == LAB_NEGATED) reduce_negated(z, &powers, block);
        else reduce_doubled(z, &powers, block);
        raise(&powers, exponent == LAB_AS_IS ? z : powers.power, block);
        if (exponent == LAB_NEGATED) sigmoid_of(z, powers.power, block);
        else if (exponent == LAB_SIZE_DOUBLED) tanh_of(z, powers.power, block);
    }
}

static void apply_relu(float *z, size_t count) {
    for (size_t k = 0; k < count; k += LAB_LANES) {
        lab_vector value = vector_load(z + k);
        vector_store(z + k, vector_choose((lab_bits)(value < 0.0f), vector_splat(0.0f), value));
    }
}

static void activate(lab_activation activation, float *z, size_t count) {
    if (activation == LAB_SIGMOID) apply_powers(LAB_NEGATED, z, count);
    else if (activation == LAB_TANH) apply_powers(LAB_SIZE_DOUBLED, z, count);
    else if (activation == LAB_RELU) apply_relu(z, count);
}

LAB_INSIDE lab_vector derivative(lab_activation activation, lab_vector a, lab_vector d) {
    if (activation == LAB_SIGMOID) return d * (a * (1.0f - a));
    if (activation == LAB_TANH) return d * (1.0f - a * a);
    if (activation == LAB_RELU) {
        return vector_choose((lab_bits)(a > 0.0f), d, vector_splat(0.0f));
    }
    return d;
}

LAB_INSIDE void differentiate_all(
    const lab_activation activation, const float *a, float *d, size_t count) {
    for (size_t k = 0; k < count; k += LAB_LANES) {
        vector_store(d + k, derivative(activation, vector_load(a + k), vector_load(d + k)));
    }
}

static void differentiate(lab_activation activation, const float *a, float *d, size_t count) {
    if (activation == LAB_SIGMOID) differentiate_all(LAB_SIGMOID, a, d, count);
    else if (activation == LAB_TANH) differentiate_all(LAB_TANH, a, d, count);
    else if (activation == LAB_RELU) differentiate_all(LAB_RELU, a, d, count);
}

/* The greatest of all lanes, in each. */
LAB_INSIDE lab_vector greatest_lane(lab_vector v) {
#if LAB_LANES == 4
    v = vector_greater(v, __builtin_shufflevector(v, v, 2, 3, 0, 1));
    return vector_greater(v, __builtin_shufflevector(v, v, 1, 0, 3, 2));
#else
    float most = v[0];
    for (int lane = 1; lane < LAB_LANES; lane++) most = v[lane] > most ? v[lane] : most;
    return vector_splat(most);
#endif
}

/* Without a branch where it can be: which output is the greatest cannot be guessed. */
LAB_INSIDE lab_vector greatest(const float *row, size_t outputs) {
    if (outputs < LAB_LANES) {
        float most = row[0];
        for (size_t j = 1; j < outputs; j++) most = row[j] > most ? row[j] : most;
        return vector_splat(most);
    }
    lab_vector most = vector_load(row + outputs - LAB_LANES);
    for (size_t j = 0; j + LAB_LANES < outputs; j += LAB_LANES) {
        most = vector_greater(most, vector_load(row + j));
    }
    return greatest_lane(most);
}

/* Each row less its greatest. */
LAB_APART void shift_rows(
    float *z, size_t samples, size_t outputs, size_t stride, const uint8_t *labels, float *logits) {
    for (size_t s = 0; s < samples; s++, z += stride) {
        lab_vector most = greatest(z, outputs);
        for (size_t j = 0; j < stride; j += LAB_LANES) {
            vector_store(z + j, vector_load(z + j) - most);
        }
        if (logits) logits[s] = z[labels[s]];
    }
}

static void softmax(
    float *z, size_t samples, size_t outputs, size_t stride, const uint8_t *labels, float *loss) {
    shift_rows(z, samples, outputs, stride, labels, loss);
    apply_powers(LAB_AS_IS, z, samples * stride);
    for (size_t s = 0; s < samples; s++) {
        float *row = z + s * stride;
        float sum = 0.0f;
        for (size_t j = 0; j < outputs; j++) sum += row[j];
        float inverse = 1.0f / sum;
        for (size_t j = 0; j < stride; j += LAB_LANES) {
            vector_store(row + j, vector_load(row + j) * inverse);
        }
        for (size_t j = outputs; j < stride; j++) row[j] = 0.0f;
        if (loss) loss[s] = lab_logf(sum) - loss[s];
    }
}

static void scale(float *d, float factor, size_t count) {
    for (size_t k = 0; k < count; k += LAB_LANES) vector_store(d + k, vector_load(d + k) * factor);
}

static void add_scaled(float *to, const float *from, float factor, size_t count) {
    for (size_t k = 0; k < count; k += LAB_LANES) {
        vector_store(to + k, vector_load(to + k) + factor * vector_load(from + k));
    }
}

const lab_kernel lab_kernel_vector = {lab_vector_expand, lab_vector_dense_forward,
    lab_vector_sparse_forward, lab_vector_dense_update, lab_vector_sparse_update, transpose,
    activate, differentiate, softmax, scale, add_scaled};
