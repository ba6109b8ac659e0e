/*
 * elementary_double.c - exp, ln, pow and cos in double precision, for learning rates.
 *
 * Each is worked out as an unevaluated sum of two doubles with 70 bits or so, and rounded once at
 * the end; the terms of a series that no longer reach the second double are plain. A training step
 * needs one at most, so that being short counts for more than being fast.
 */
#include <math.h>
#include <string.h>

#include "lab.h"

/* high + low, |low| at most half a unit in the last place of high. */
typedef struct pair {
    double high;
    double low;
} pair;

static uint64_t bits_of(double x) {
    uint64_t bits;
    memcpy(&bits, &x, 8);
    return bits;
}

static double double_of(uint64_t bits) {
    double x;
    memcpy(&x, &bits, 8);
    return x;
}

/* Knuth, TAOCP 2, 4.2.2, theorem B: high + low is a + b exactly. */
static pair sum(double a, double b) {
    double high = a + b;
    double part = high - a;
    return (pair){high, (a - (high - part)) + (b - part)};
}

/* The same for |a| >= |b|. */
static pair ordered_sum(double a, double b) {
    double high = a + b;
    return (pair){high, b - (high - a)};
}

/* Dekker 1971: a * b exactly, from halves of 26 bits; 134217729 is 2^27 + 1. */
static pair product(double a, double b) {
    double wide_a = 134217729.0 * a, wide_b = 134217729.0 * b;
    double high_a = wide_a - (wide_a - a), high_b = wide_b - (wide_b - b);
    double low_a = a - high_a, low_b = b - high_b;
    double high = a * b;
    double low = ((high_a * high_b - high) + high_a * low_b + low_a * high_b) + low_a * low_b;
    return (pair){high, low};
}

static pair add(pair a, pair b) {
    pair s = sum(a.high, b.high);
    return ordered_sum(s.high, s.low + (a.low + b.low));
}

static pair multiply(pair a, pair b) {
    pair p = product(a.high, b.high);
    return ordered_sum(p.high, p.low + (a.high * b.low + a.low * b.high));
}

static pair divide(pair a, double b) {
    double high = a.high / b;
    pair back = product(high, b);
    return ordered_sum(high, (((a.high - back.high) - back.low) + a.low) / b);
}

/* ln 2 in two parts; the first has 33 bits, so that a small whole number times it is exact. */
static const double ln2_high = 6.93147180369123816490e-01;
static const double ln2_low = 1.90821492927058770002e-10;

/* ---- Logarithm ---------------------------------------------------------------------------- */

/* (m - 1) / (m + 1) for m near 1, where m - 1 is exact. */
static pair centred_ratio(double m) {
    pair below = sum(m, 1);
    pair ratio = divide((pair){m - 1, 0}, below.high);
    return ordered_sum(ratio.high, ratio.low - ratio.high * below.low / below.high);
}

/* x positive and finite: x = m 2^n with sqrt(1/2) <= m < sqrt(2), and
 * ln m = 2 artanh s = 2 s (1 + z/3 + z^2/5 + ...), s = (m - 1)/(m + 1), z = s^2 <= 0.0295. */
static pair log_pair(double x) {
    double n = -1023;
    if (x < 0x1p-1022) x *= 0x1p54, n -= 54;
    uint64_t bits = bits_of(x);
    n += (double)(bits >> 52);
    double m = double_of((bits & 0x000fffffffffffffu) | 0x3ff0000000000000u);
    if (m > 1.4142135623730951) m *= 0.5, n += 1;
    pair s = centred_ratio(m);
    pair z = multiply(s, s);
    pair p = {0, 0};
    int k = 29;
    for (; k > 7; k -= 2) p.high = p.high * z.high + 1.0 / k;
    for (; k > 0; k -= 2) p = add(multiply(p, z), divide((pair){1, 0}, k));
    p = multiply(p, (pair){2 * s.high, 2 * s.low});
    return add(add((pair){n * ln2_high, 0}, product(n, ln2_low)), p);
}

double lab_log(double x) {
    if (!(x > 0)) return x == 0 ? -INFINITY : NAN;
    if (isinf(x)) return x;
    return log_pair(x).high;
}

/* ---- Exponential -------------------------------------------------------------------------- */

/* 1 + x/d(1) (1 + x/d(2) (1 + ...)), |x| < 0.7: e^x for stride 1 from 0; for stride 2 and x = -r^2
 * cos r from 0, and sin r / r from 1. */
static pair series(pair x, int first, int stride) {
    int k = 18 + first;
    double tail = 1;
    for (; k > 8; k -= stride) tail = 1 + x.high * tail / (stride == 1 ? k : k * (k - 1));
    pair p = {tail, 0};
    for (; k > first; k -= stride) {
        p = divide(multiply(x, p), stride == 1 ? k : k * (k - 1));
        p = add((pair){1, 0}, p);
    }
    return p;
}

/* x = n ln 2 + r with |r| <= 0.35. */
static double exp_pair(pair x) {
    if (x.high > 710) return INFINITY;
    if (x.high < -746) return 0;
    double n = floor(x.high * 1.4426950408889634 + 0.5);
    pair r = add(add(sum(x.high, -n * ln2_high), product(-n, ln2_low)), (pair){x.low, 0});
    /* 2^n in two factors: neither leaves the range of normal numbers. */
    double half = floor(n * 0.5);
    double first = double_of((uint64_t)(1023 + half) << 52);
    double second = double_of((uint64_t)(1023 + (n - half)) << 52);
    return series(r, 0, 1).high * first * second;
}

double lab_exp(double x) {
    return isnan(x) ? x : exp_pair((pair){x, 0});
}

double lab_pow(double x, double y) {
    if (y == 0 || x == 1) return 1;
    if (isnan(x) || isnan(y) || x < 0) return NAN;
    if (x == 0 || isinf(x)) return (x == 0) == (y > 0) ? 0 : INFINITY;
    pair log = log_pair(x);
    double about = log.high * y;
    if (!(fabs(about) < 1000)) return about > 0 ? INFINITY : 0;
    return exp_pair(multiply(log, (pair){y, 0}));
}

/* ---- Cosine ------------------------------------------------------------------------------- */

double lab_cos(double x) {
    /* pi/2 in parts of 33 bits, so that a whole number below 2^20 times one is exact, and what is
     * left after them (fdlibm). */
    static const double quarter[4] = {1.57079632673412561417e+00, 6.07710050630396597660e-11,
        2.02226624871116645580e-21, 8.47842766036889956997e-32};
    if (!(fabs(x) <= 1e6)) return NAN;
    double n = floor(x * 0.63661977236758134308 + 0.5);
    pair r = sum(x, -n * quarter[0]);
    r = add(r, (pair){-n * quarter[1], 0});
    r = add(r, (pair){-n * quarter[2], -n * quarter[3]});
    int turn = (int)(n - 4 * floor(n / 4));
    int odd = turn % 2;
    pair p = series(multiply((pair){-r.high, -r.low}, r), odd, 2);
    if (odd) p = multiply(p, r);
    return turn == 1 || turn == 2 ? -p.high : p.high;
}
