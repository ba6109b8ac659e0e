/* test_random.c - the generator is PCG32, fair, and unlike itself under another seed or stream. */
#include "check.h"
#include "lab.h"

/* Of `draws` fair draws with this chance, how many a count may differ from its mean: 5 sigma. */
static double five_sigma(double draws, double chance) {
    return 5 * sqrt(draws * chance * (1 - chance));
}

/* The reference output of pcg32-demo (pcg-random.org), seeded as pcg32_srandom does with 42, 54. */
static void check_known_answers(void) {
    static const uint32_t expected[] = {
        0xa15c02b7, 0x7b47f409, 0xba1d3330, 0x83d2f293, 0xbfa4784b, 0xcbed606e};
    lab_random random = {0, (54u << 1) | 1u};
    lab_random_next(&random);
    random.state += 42;
    lab_random_next(&random);
    for (size_t i = 0; i < 6; i++) CHECK_EQUAL(lab_random_next(&random), expected[i]);
}

/* SplitMix64's first outputs for the seeds 0 and 1234567, as published. */
static void check_start(void) {
    CHECK(lab_random_start(5, 0).increment == ((0xe220a8397b1dcdafu << 1) | 1u));
    CHECK(lab_random_start(5, 1234567).increment == ((6457827717110365317u << 1) | 1u));
    CHECK(lab_random_start(5, 0).state != lab_random_start(6, 0).state);
}

/* Bounds just below a power of two would be visibly unfair without rejection: of 3 * 2^30, either
 * the lowest third (a remainder) or every third value (a product) would come up twice as often. */
static void check_bound_is_fair(void) {
    enum { DRAWS = 60000 };
    lab_random random = lab_random_start(11, 0);
    uint32_t bound = 3u << 30;
    double thirds[3] = {0}, remainders[3] = {0};
    for (int i = 0; i < DRAWS; i++) {
        uint32_t value = lab_random_below(&random, bound);
        CHECK(value < bound);
        thirds[value >> 30]++;
        remainders[value % 3]++;
    }
    for (int i = 0; i < 3; i++) {
        CHECK_NEAR(thirds[i], DRAWS / 3.0, five_sigma(DRAWS, 1 / 3.0));
        CHECK_NEAR(remainders[i], DRAWS / 3.0, five_sigma(DRAWS, 1 / 3.0));
    }
    for (int i = 0; i < 100; i++) CHECK_EQUAL(lab_random_below(&random, 1), 0);
}

static void check_uniform(void) {
    enum { DRAWS = 100000 };
    lab_random random = lab_random_start(12, 0);
    double sum = 0, squares = 0;
    for (int i = 0; i < DRAWS; i++) {
        float x = lab_random_uniform(&random);
        CHECK(x >= 0 && x < 1);
        CHECK_EQUAL(x * 16777216.0f, floorf(x * 16777216.0f));
        sum += (double)x;
        squares += (double)x * (double)x;
    }
    CHECK_NEAR(sum / DRAWS, 0.5, 5 * sqrt(1 / 12.0 / DRAWS));
    CHECK_NEAR(squares / DRAWS, 1 / 3.0, 5 * sqrt(4 / 45.0 / DRAWS));
}

static void check_shuffle_is_a_permutation(void) {
    enum { COUNT = 1000 };
    static uint32_t values[COUNT];
    static uint8_t seen[COUNT];
    for (uint32_t i = 0; i < COUNT; i++) values[i] = i;
    lab_random random = lab_random_start(13, 0);
    lab_random_shuffle(&random, values, COUNT);
    uint32_t in_place = 0;
    for (uint32_t i = 0; i < COUNT; i++) {
        CHECK(values[i] < COUNT && !seen[values[i]]);
        seen[values[i]] = 1;
        in_place += values[i] == i;
    }
    CHECK(in_place < 10); /* one, on average */
    lab_random_shuffle(&random, values, 1);
    lab_random_shuffle(&random, values, 0);
}

/* All six orders of three values come up alike. */
static void check_shuffle_is_fair(void) {
    enum { DRAWS = 60000 };
    double orders[27] = {0};
    lab_random random = lab_random_start(14, 0);
    for (int i = 0; i < DRAWS; i++) {
        uint32_t v[3] = {0, 1, 2};
        lab_random_shuffle(&random, v, 3);
        orders[9 * v[0] + 3 * v[1] + v[2]]++;
    }
    int met = 0;
    for (int i = 0; i < 27; i++) {
        if (orders[i] == 0) continue;
        met++;
        CHECK_NEAR(orders[i], DRAWS / 6.0, five_sigma(DRAWS, 1 / 6.0));
    }
    CHECK_EQUAL(met, 6);
}

/* Bits that two sequences have in common; half of all, where they know nothing of one another. */
static void check_unrelated(lab_random a, lab_random b) {
    enum { DRAWS = 2000 };
    double same = 0;
    for (int i = 0; i < DRAWS; i++) {
        uint32_t differing = lab_random_next(&a) ^ lab_random_next(&b);
        for (; differing; differing &= differing - 1) same--;
        same += 32;
    }
    CHECK_NEAR(same, DRAWS * 16.0, five_sigma(DRAWS * 32.0, 0.5));
}

int main(void) {
    check_known_answers();
    check_start();
    check_bound_is_fair();
    check_uniform();
    check_shuffle_is_a_permutation();
    check_shuffle_is_fair();
    for (uint64_t seed = 0; seed < 5; seed++) {
        check_unrelated(lab_random_start(seed, 1), lab_random_start(seed + 1, 1));
        check_unrelated(lab_random_start(seed, 16), lab_random_start(seed, 17));
        check_unrelated(lab_random_start(seed, 1), lab_random_start(seed, 2));
    }
    return 0;
}
