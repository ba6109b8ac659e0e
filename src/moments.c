/* moments.c - what optimizers remember of past gradients, and the steps that they make of it. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vector.h"
#include "workspace.h"

struct lab_moments {
    lab_optimizer optimizer;
    size_t size;   /* of the network's block of parameters, in whose layout both lie */
    float *first;  /* m; null where the formula has none */
    float *second; /* v; likewise */
    void *block;
    double steps;
};

/* ---- Life --------------------------------------------------------------------------------- */

lab_status lab_moments_create(
    const lab_optimizer *optimizer, const lab_network *network, lab_moments **result) {
    int kind = (int)optimizer->kind;
    int first = kind != LAB_SGD && kind != LAB_ADAGRAD && kind != LAB_RMSPROP;
    int second = kind >= LAB_ADAGRAD;
    size_t floats = network->size * (size_t)(first + second);
    lab_moments *moments = calloc(1, sizeof *moments);
    if (!moments) return LAB_OUT_OF_MEMORY;
    moments->optimizer = *optimizer;
    moments->size = network->size;
    moments->block = malloc(floats * sizeof(float) + LAB_LINE);
    if (!moments->block) {
        lab_moments_destroy(moments);
        return LAB_OUT_OF_MEMORY;
    }
    float *room = lab_align(moments->block);
    if (first) moments->first = room;
    if (second) moments->second = first ? room + network->size : room;
    lab_moments_reset(moments);
    *result = moments;
    return LAB_OK;
}

void lab_moments_destroy(lab_moments *moments) {
    if (!moments) return;
    free(moments->block);
    free(moments);
}

void lab_moments_reset(lab_moments *moments) {
    size_t bytes = moments->size * sizeof(float);
    if (moments->first) memset(moments->first, 0, bytes);
    if (moments->second) memset(moments->second, 0, bytes);
    moments->steps = 0;
}

/* ---- A step ------------------------------------------------------------------------------- */

/* One formula serves all kinds: with g = mean * gradient + decay w,
 *     m = beta1 m + gain1 g          (else m is g)
 *     v = beta2 v + gain2 g g
 *     w = keep w - step (m, or g + beta1 m) / (root sqrt(v) + epsilon)      (else / 1) */
typedef struct factors {
    float mean;
    float decay;
    float beta1;
    float gain1;
    float beta2;
    float gain2;
    float keep;
    float step;
    float root;
    float epsilon;
} factors;

static factors factors_of(const lab_moments *moments, uint32_t samples, double rate) {
    const lab_optimizer *o = &moments->optimizer;
    int kind = (int)o->kind, adam = kind >= LAB_ADAM;
    double decay = kind == LAB_SGD ? 0 : o->decay;
    double beta2 = kind == LAB_ADAGRAD ? 1 : o->beta2;
    double bias1 = adam ? 1 - lab_pow(o->beta1, moments->steps) : 1;
    double bias2 = adam ? 1 - lab_pow(o->beta2, moments->steps) : 1;
    return (factors){.mean = (float)(1.0 / samples),
        .decay = (float)(kind == LAB_ADAMW ? 0 : decay),
        .beta1 = (float)(adam ? o->beta1 : o->momentum),
        .gain1 = (float)(adam ? 1 - o->beta1 : 1),
        .beta2 = (float)beta2,
        .gain2 = (float)(kind == LAB_ADAGRAD ? 1 : 1 - beta2),
        .keep = (float)(kind == LAB_ADAMW ? 1 - rate * decay : 1),
        .step = (float)(rate / bias1),
        .root = (float)(1 / sqrt(bias2)),
        .epsilon = (float)o->epsilon};
}

/* What is smaller than 2^-120 becomes 0; NaN stays. */
static inline lab_vector settle(lab_vector x) {
    lab_vector size = (lab_vector)((lab_bits)x & 0x7fffffffu);
    return vector_choose((lab_bits)(size < 0x1p-120f), vector_splat(0.0f), x);
}

void lab_moments_apply(lab_moments *moments, const lab_workspace *workspace, lab_network *network,
    uint32_t samples, double rate) {
    assert(moments->size == network->size && moments->size % LAB_LANES == 0);
    moments->steps += 1;
    const factors f = factors_of(moments, samples, rate);
    int ahead = moments->optimizer.kind == LAB_NESTEROV;
    for (size_t k = 0; k < moments->size; k += LAB_LANES) {
        lab_vector weight = vector_load(network->parameters + k);
        lab_vector g = vector_load(workspace->gradient + k) * f.mean + weight * f.decay;
        lab_vector move = g;
        if (moments->first) {
            move = settle(vector_load(moments->first + k) * f.beta1 + g * f.gain1);
            vector_store(moments->first + k, move);
            if (ahead) move = g + move * f.beta1;
        }
        move *= f.step;
        if (moments->second) {
            lab_vector v = settle(vector_load(moments->second + k) * f.beta2 + g * g * f.gain2);
            vector_store(moments->second + k, v);
            move /= vector_sqrt(v) * f.root + f.epsilon;
        }
        vector_store(network->parameters + k, weight * f.keep - move);
    }
}
