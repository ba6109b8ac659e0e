/* scalar_elementary.h - elementary.h for one float. */
#ifndef LAB_SCALAR_ELEMENTARY_H
#define LAB_SCALAR_ELEMENTARY_H

#include <string.h>

#include "lab.h"

static inline uint32_t scalar_bits(float x) {
    uint32_t bits;
    memcpy(&bits, &x, 4);
    return bits;
}

static inline float scalar_float(uint32_t bits) {
    float x;
    memcpy(&x, &bits, 4);
    return x;
}

static inline float scalar_at_most(float x, float limit) {
    return x > limit ? limit : x;
}

static inline float scalar_at_least(float x, float limit) {
    return x < limit ? limit : x;
}

#define LAB_F float
#define LAB_NAME(stem) scalar_##stem
#define LAB_CHOOSE(condition, a, b) ((condition) ? (a) : (b))
#define LAB_BITS(x) scalar_bits(x)
#define LAB_FLOAT(bits) scalar_float(bits)
#include "elementary.h"
#undef LAB_F
#undef LAB_NAME
#undef LAB_CHOOSE
#undef LAB_BITS
#undef LAB_FLOAT

#endif
