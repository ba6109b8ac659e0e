/* elementary.c - the scalar elementary functions. */
#include <math.h>

#include "scalar_elementary.h"

float lab_expf(float x) {
    return scalar_exp(x);
}

float lab_sigmoidf(float x) {
    return scalar_sigmoid(x);
}

float lab_tanhf(float x) {
    return scalar_tanh(x);
}

/* Cephes' logf: x = m 2^n with sqrt(1/2) <= m < sqrt(2), a polynomial in m - 1, ln 2 in two parts.
 */
float lab_logf(float x) {
    if (!(x > 0.0f)) return x == 0.0f ? -INFINITY : NAN;
    if (x > 3.4028234e38f) return x; /* infinity */
    /* Whether m is to be doubled cannot be guessed, so nothing depends on it but numbers. */
    uint32_t bits = scalar_bits(x);
    uint32_t half = (bits & 0x007fffffu) | 0x3f000000u;
    uint32_t low = half < 0x3f3504f3u; /* sqrt(1/2) */
    float n = (float)((int32_t)((bits >> 23) - low) - 126);
    float m = scalar_float(half + (low << 23));
    float r = m - 1.0f;
    float square = r * r;
    float p = r * 7.0376836292e-2f - 1.1514610310e-1f;
    p = p * r + 1.1676998740e-1f;
    p = p * r - 1.2420140846e-1f;
    p = p * r + 1.4249322787e-1f;
    p = p * r - 1.6668057665e-1f;
    p = p * r + 2.0000714765e-1f;
    p = p * r - 2.4999993993e-1f;
    p = p * r + 3.3333331174e-1f;
    float tail = r * square * p - n * 2.12194440e-4f - 0.5f * square;
    return r + tail + n * 0.693359375f;
}
