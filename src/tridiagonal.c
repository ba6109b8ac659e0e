/* tridiagonal.c - the outermost eigenvalue of a small symmetric tridiagonal matrix. */
#include "tridiagonal.h"

#include <math.h>

/* Inverse iteration from a shift that is as near as doubles come gains ten digits a round. */
enum { ROUNDS = 4 };

/* The pivots of x I - sign T; all are above 0 if and only if x lies above every eigenvalue. */
static int pivots(const double *diagonal, const double *beside, uint32_t count, double sign,
    double x, double *pivot) {
    for (uint32_t i = 0; i < count; i++) {
        pivot[i] = x - sign * diagonal[i];
        if (i > 0) pivot[i] -= beside[i - 1] * beside[i - 1] / pivot[i - 1];
        if (!(pivot[i] > 0)) return 0;
    }
    return 1;
}

/* Gershgorin: no eigenvalue is further from 0 than the largest sum of a row. */
static double bound(const double *diagonal, const double *beside, uint32_t count) {
    double most = 0;
    for (uint32_t i = 0; i < count; i++) {
        double sum = fabs(diagonal[i]);
        if (i > 0) sum += fabs(beside[i - 1]);
        if (i + 1 < count) sum += fabs(beside[i]);
        if (sum > most) most = sum;
    }
    return most;
}

static void normalize(double *vector, uint32_t count) {
    double most = 0, sum = 0;
    for (uint32_t i = 0; i < count; i++) most = fmax(most, fabs(vector[i]));
    for (uint32_t i = 0; i < count; i++) {
        vector[i] /= most;
        sum += vector[i] * vector[i];
    }
    for (uint32_t i = 0; i < count; i++) vector[i] /= sqrt(sum);
}

/* x I - sign T = L D L^T, whose D are the pivots: solved in place. */
static void solve(
    const double *beside, uint32_t count, double sign, const double *pivot, double *vector) {
    for (uint32_t i = 1; i < count; i++) {
        vector[i] += sign * beside[i - 1] / pivot[i - 1] * vector[i - 1];
    }
    for (uint32_t i = 0; i < count; i++) vector[i] /= pivot[i];
    for (uint32_t i = count - 1; i-- > 0;) {
        vector[i] += sign * beside[i] / pivot[i] * vector[i + 1];
    }
}

lab_extreme lab_tridiagonal_extreme(
    const double *diagonal, const double *beside, uint32_t count, double sign) {
    double pivot[LAB_TRIDIAGONAL], vector[LAB_TRIDIAGONAL];
    double most = bound(diagonal, beside, count);
    if (!(most > 0)) return (lab_extreme){most, 1};
    double low = -1.01 * most, high = 1.01 * most;
    for (;;) {
        double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high) break;
        if (pivots(diagonal, beside, count, sign, middle, pivot)) high = middle;
        else low = middle;
    }
    pivots(diagonal, beside, count, sign, high, pivot);
    for (uint32_t i = 0; i < count; i++) vector[i] = 1;
    for (int round = 0; round < ROUNDS; round++) {
        solve(beside, count, sign, pivot, vector);
        normalize(vector, count);
    }
    return (lab_extreme){sign * high, fabs(vector[count - 1])};
}
