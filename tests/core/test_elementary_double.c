/* test_elementary_double.c - exp, ln, pow and cos in double precision, in units of the last place:
 * against the 64 bits of x86's long double where there is one, else against the C library. */
#include <float.h>

#include "check.h"
#include "lab.h"

#if LDBL_MANT_DIG == 64
static const double slack = 0.01;
typedef long double precise;
#define PRECISE(function) function##l
#else
static const double slack = 1;
typedef double precise;
#define PRECISE(function) function
#endif

/* Units of the last place of the double that is nearest to `expected`. */
static double ulp_error(double found, precise expected) {
    double nearest = fabs((double)expected);
    if (isinf(nearest)) return isinf(found) ? 0 : INFINITY;
    double above = nextafter(nearest, INFINITY);
    return fabs((double)((precise)found - expected)) / (above - nearest);
}

static double uniform(lab_random *random, double least, double most) {
    double bits = (double)(lab_random_next(random) >> 5) * 67108864.0 +
        (double)(lab_random_next(random) >> 6);
    return least + (most - least) * (bits / 9007199254740992.0);
}

static const int tries = 200000;

static void keep_worst(double *worst, double error) {
    if (!(error <= *worst)) *worst = error;
}

static void test_exp(void) {
    lab_random random = lab_random_start(1, 0);
    double worst = 0;
    for (int i = 0; i < tries; i++) {
        double x = uniform(&random, -708, 709.7);
        if (i % 2) x /= 700;
        keep_worst(&worst, ulp_error(lab_exp(x), PRECISE(exp)((precise)x)));
    }
    printf("exp: %.4f ulp\n", worst);
    CHECK(worst <= 0.5 + slack);
    CHECK_EQUAL(lab_exp(0), 1);
    CHECK_EQUAL(lab_exp(-INFINITY), 0);
    CHECK_EQUAL(lab_exp(-1e300), 0);
    CHECK(isinf(lab_exp(709.79)) && isinf(lab_exp(1e300)) && isinf(lab_exp(INFINITY)));
    CHECK(lab_exp(709.78) < INFINITY && lab_exp(-745) > 0);
    CHECK(isnan(lab_exp(NAN)));
}

static void test_log(void) {
    lab_random random = lab_random_start(2, 0);
    double worst = 0;
    for (int i = 0; i < tries; i++) {
        double x = i % 2 ? uniform(&random, 0.5, 2) : exp(uniform(&random, -740, 709));
        keep_worst(&worst, ulp_error(lab_log(x), PRECISE(log)((precise)x)));
    }
    printf("log: %.4f ulp\n", worst);
    CHECK(worst <= 0.5 + slack);
    CHECK_EQUAL(lab_log(1), 0);
    CHECK(isinf(lab_log(0)) && lab_log(0) < 0);
    CHECK(isinf(lab_log(INFINITY)) && isnan(lab_log(-1)) && isnan(lab_log(NAN)));
}

static void test_pow(void) {
    lab_random random = lab_random_start(3, 0);
    double worst = 0;
    for (int i = 0; i < tries; i++) {
        double x = i % 2 ? uniform(&random, 0, 1) : exp(uniform(&random, -3, 3));
        double y = i % 4 < 2 ? floor(uniform(&random, 0, 200)) : uniform(&random, -50, 50);
        precise expected = PRECISE(pow)((precise)x, (precise)y);
        if ((double)expected < DBL_MIN) continue;
        keep_worst(&worst, ulp_error(lab_pow(x, y), expected));
    }
    printf("pow: %.4f ulp\n", worst);
    CHECK(worst <= 0.5 + slack);
    CHECK_EQUAL(lab_pow(0.9, 1), 0.9);
    CHECK_EQUAL(lab_pow(0.9, 2), 0.81);
    CHECK_EQUAL(lab_pow(0.25, 0.5), 0.5);
    CHECK_EQUAL(lab_pow(2, 10), 1024);
    CHECK_EQUAL(lab_pow(0, 0.9), 0);
    CHECK_EQUAL(lab_pow(0, 0), 1);
    CHECK_EQUAL(lab_pow(INFINITY, -1), 0);
    CHECK(isinf(lab_pow(0, -1)) && isinf(lab_pow(INFINITY, 2)));
    CHECK_EQUAL(lab_pow(1, 1e300), 1);
    CHECK_EQUAL(lab_pow(0.5, 1e300), 0);
    CHECK(isinf(lab_pow(2, 1e300)) && isinf(lab_pow(1.5, INFINITY)));
    CHECK(isnan(lab_pow(-1, 0.5)) && isnan(lab_pow(NAN, 1)) && isnan(lab_pow(2, NAN)));
}

static void test_cos(void) {
    lab_random random = lab_random_start(4, 0);
    double worst = 0;
    for (int i = 0; i < tries; i++) {
        double x = i % 2 ? uniform(&random, -4, 4) : uniform(&random, -1e6, 1e6);
        keep_worst(&worst, ulp_error(lab_cos(x), PRECISE(cos)((precise)x)));
    }
    printf("cos: %.4f ulp\n", worst);
    CHECK(worst <= 0.5 + slack);
    const double pi = 3.141592653589793;
    CHECK_EQUAL(lab_cos(0), 1);
    CHECK_EQUAL(lab_cos(pi), -1);
    CHECK_EQUAL(lab_cos(2 * pi), 1);
    CHECK_EQUAL(lab_cos(pi / 2), 6.123233995736766e-17);
    CHECK_EQUAL(lab_cos(-1), lab_cos(1));
    CHECK(isnan(lab_cos(INFINITY)) && isnan(lab_cos(1e7)) && isnan(lab_cos(NAN)));
}

int main(void) {
    test_exp();
    test_log();
    test_pow();
    test_cos();
    return 0;
}
