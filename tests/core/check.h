/* check.h - the few words that the C tests are written in. A failed check prints where and what,
 * and the program ends with 1. */
#ifndef CHECK_H
#define CHECK_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition);          \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

#define CHECK_EQUAL(found, expected)                                                               \
    do {                                                                                           \
        double found_ = (double)(found), expected_ = (double)(expected);                           \
        if (!(found_ == expected_)) {                                                              \
            fprintf(stderr, "%s:%d: %s is %.17g, not %.17g\n", __FILE__, __LINE__, #found, found_, \
                expected_);                                                                        \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

#define CHECK_NEAR(found, expected, tolerance)                                                     \
    do {                                                                                           \
        double found_ = (double)(found), expected_ = (double)(expected);                           \
        if (!(fabs(found_ - expected_) <= (double)(tolerance))) {                                  \
            fprintf(stderr, "%s:%d: %s is %.17g, not %.17g within %g\n", __FILE__, __LINE__,       \
                #found, found_, expected_, (double)(tolerance));                                   \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

#endif
