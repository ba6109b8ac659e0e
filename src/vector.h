/* vector.h - the one vector type: LAB_LANES floats, by compiler extensions that gcc and clang
 * share, so that the same lines become SSE, AVX, NEON and WebAssembly SIMD. */
#ifndef LAB_VECTOR_H
#define LAB_VECTOR_H

#include <string.h>

#include "kernel.h"

typedef float lab_vector __attribute__((vector_size(LAB_LANES * 4)));
typedef uint32_t lab_bits __attribute__((vector_size(LAB_LANES * 4)));

static inline lab_vector vector_load(const float *from) {
    lab_vector v;
    memcpy(&v, from, sizeof v);
    return v;
}

static inline void vector_store(float *to, lab_vector v) {
    memcpy(to, &v, sizeof v);
}

static inline lab_vector vector_splat(float x) {
    return x - (lab_vector){0}; /* keeps the sign of -0, so it costs nothing */
}

/* a where the condition's lanes are all ones, b where they are zero. */
static inline lab_vector vector_choose(lab_bits condition, lab_vector a, lab_vector b) {
    return (lab_vector)((condition & (lab_bits)a) | (~condition & (lab_bits)b));
}

/* The lesser of x and a limit, the greater of them; NaN stays. V8 has one instruction for the
 * pseudo-minimum, and eight for the minimum that LLVM makes of a comparison and a choice. */
static inline lab_vector vector_at_most(lab_vector x, float limit) {
#ifdef __wasm_simd128__
    return __builtin_wasm_pmin_f32x4(x, vector_splat(limit));
#else
    return vector_choose((lab_bits)(x > limit), vector_splat(limit), x);
#endif
}

static inline lab_vector vector_at_least(lab_vector x, float limit) {
#ifdef __wasm_simd128__
    return __builtin_wasm_pmax_f32x4(x, vector_splat(limit));
#else
    return vector_choose((lab_bits)(x < limit), vector_splat(limit), x);
#endif
}

/* The greater of each two lanes; where one is NaN, either may come. */
static inline lab_vector vector_greater(lab_vector a, lab_vector b) {
#ifdef __wasm_simd128__
    return __builtin_wasm_pmax_f32x4(a, b);
#else
    return vector_choose((lab_bits)(a < b), b, a);
#endif
}

static inline lab_vector vector_sqrt(lab_vector x) {
#ifdef __wasm_simd128__
    return __builtin_wasm_sqrt_f32x4(x);
#else
    for (int lane = 0; lane < LAB_LANES; lane++) x[lane] = __builtin_sqrtf(x[lane]);
    return x;
#endif
}

#define LAB_F lab_vector
#define LAB_NAME(stem) vector_##stem
#define LAB_CHOOSE(condition, a, b) vector_choose((lab_bits)(condition), a, b)
#define LAB_BITS(x) ((lab_bits)(x))
#define LAB_FLOAT(bits) ((lab_vector)(bits))
#include "elementary.h"
#undef LAB_F
#undef LAB_NAME
#undef LAB_CHOOSE
#undef LAB_BITS
#undef LAB_FLOAT

#endif
