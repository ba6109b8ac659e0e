/* random.c - the generator: PCG32 seeded through SplitMix64. */
#include <assert.h>
#include <math.h>

#include "lab.h"

/* The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t mix(uint64_t value) {
    value += 0x9e3779b97f4a7c15u;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
    return value ^ (value >> 31);
}

lab_random lab_random_start(uint64_t seed, uint64_t stream) {
    lab_random random = {mix(seed ^ mix(stream)), (mix(stream) << 1) | 1u};
    return random;
}

uint32_t lab_random_next(lab_random *random) {
    uint64_t old = random->state;
    random->state = old * 6364136223846793005u + random->increment;
    uint32_t shifted = (uint32_t)(((old >> 18) ^ old) >> 27);
    uint32_t rotation = (uint32_t)(old >> 59);
    return (shifted >> rotation) | (shifted << ((32u - rotation) & 31u));
}

uint32_t lab_random_below(lab_random *random, uint32_t bound) {
    assert(bound > 0);
    uint64_t product = (uint64_t)lab_random_next(random) * bound;
    if ((uint32_t)product < bound) {
        uint32_t threshold = (0u - bound) % bound;
        while ((uint32_t)product < threshold) {
            product = (uint64_t)lab_random_next(random) * bound;
        }
    }
    return (uint32_t)(product >> 32);
}

float lab_random_uniform(lab_random *random) {
    return (float)(lab_random_next(random) >> 8) * 0x1p-24f;
}

double lab_random_normal(lab_random *random) {
    double above_zero = 1 - (double)lab_random_uniform(random);
    double turn = 6.283185307179586 * (double)lab_random_uniform(random);
    return sqrt(-2 * lab_log(above_zero)) * lab_cos(turn);
}

void lab_random_shuffle(lab_random *random, uint32_t *values, uint32_t count) {
    for (uint32_t i = count; i > 1; i--) {
        uint32_t j = lab_random_below(random, i);
        uint32_t value = values[i - 1];
        values[i - 1] = values[j];
        values[j] = value;
    }
}
