/* test_elementary.c - e^x, sigmoid, tanh and ln against double precision, in units of the last
 * place. */
#include "check.h"
#include "lab.h"

static double ulp_error(float found, double expected) {
    float nearest = (float)expected;
    double ulp = (double)nextafterf(fabsf(nearest), INFINITY) - fabs((double)nearest);
    return fabs((double)found - expected) / ulp;
}

typedef float (*function)(float);
typedef double (*reference)(double);

static double double_sigmoid(double x) {
    return 1 / (1 + exp(-x));
}

/* The largest error over many floats of every size between the bounds, both signs if they span 0.
 */
static double worst(function f, reference r, float least, float most, float *where) {
    double error = 0;
    for (uint32_t bits = 0; bits < 0x7f800000u; bits += 3001) {
        float size;
        memcpy(&size, &bits, 4);
        for (int sign = -1; sign <= 1; sign += 2) {
            float x = (float)sign * size;
            if (x < least || x > most) continue;
            double e = ulp_error(f(x), r(x));
            if (e > error) error = e, *where = x;
        }
    }
    return error;
}

int main(void) {
    float where = 0;
    double e = worst(lab_expf, exp, -87.3f, 87.3f, &where);
    printf("exp: %.2f ulp at %g\n", e, (double)where);
    CHECK(e <= 1.5);
    e = worst(lab_sigmoidf, double_sigmoid, -87.0f, 87.3f, &where);
    printf("sigmoid: %.2f ulp at %g\n", e, (double)where);
    CHECK(e <= 2.5);
    e = worst(lab_tanhf, tanh, -3e38f, 3e38f, &where);
    printf("tanh: %.2f ulp at %g\n", e, (double)where);
    CHECK(e <= 3);
    e = worst(lab_logf, log, 1.1754944e-38f, 3.4e38f, &where);
    printf("log: %.2f ulp at %g\n", e, (double)where);
    CHECK(e <= 1.5);

    CHECK_EQUAL(lab_expf(0.0f), 1);
    CHECK_EQUAL(lab_expf(INFINITY), lab_expf(87.3f));
    CHECK_EQUAL(lab_expf(-INFINITY), lab_expf(-87.3f));
    CHECK(lab_expf(-1e30f) > 0);
    CHECK_EQUAL(lab_sigmoidf(0.0f), 0.5);
    CHECK_EQUAL(lab_sigmoidf(INFINITY), 1);
    CHECK_EQUAL(lab_tanhf(0.0f), 0);
    CHECK_EQUAL(lab_tanhf(INFINITY), 1);
    CHECK_EQUAL(lab_tanhf(-INFINITY), -1);
    CHECK(isinf(lab_logf(0.0f)) && lab_logf(0.0f) < 0);
    CHECK(isnan(lab_logf(-1.0f)));
    CHECK(isinf(lab_logf(INFINITY)));
    CHECK(isnan(lab_expf(NAN)) && isnan(lab_sigmoidf(NAN)) && isnan(lab_tanhf(NAN)));
    CHECK(isnan(lab_logf(NAN)));
    return 0;
}
