/* tridiagonal.h - the outermost eigenvalue of a small symmetric tridiagonal matrix. */
#ifndef LAB_TRIDIAGONAL_H
#define LAB_TRIDIAGONAL_H

#include <stdint.h>

enum { LAB_TRIDIAGONAL = 128 };

typedef struct lab_extreme {
    double value;
    double last; /* size of the last component of its unit eigenvector */
} lab_extreme;

/* The largest eigenvalue (sign 1) or the smallest (sign -1) of the matrix with `diagonal` [count]
 * and `beside` [count - 1] next to it; count <= LAB_TRIDIAGONAL. Bisection by Sturm's sequence, and
 * inverse iteration (Golub and Van Loan, Matrix Computations, 8.4). */
lab_extreme lab_tridiagonal_extreme(
    const double *diagonal, const double *beside, uint32_t count, double sign);

#endif
