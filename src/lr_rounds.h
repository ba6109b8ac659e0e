/* lr_rounds.h - what a round of the finder's search found, and the sweep of the next. */
#ifndef LAB_LR_ROUNDS_H
#define LAB_LR_ROUNDS_H

#include "lab.h"

/* A round of which nothing is known yet. */
lab_round lab_round_begin(double planned, double carried);

/* Reads the points of a round of which `planned`, `carried`, `start`, `stopped` and `stopped_at`
 * are filled in, and fills in the rest. */
void lab_round_read(lab_round *round, const lab_point *points, uint32_t count);

/* A sweep over the bracket of `round`, ends included, of at least `rates` rates on a decimal grid:
 * the step is 1, 2 or 5 times a power of ten, and where `finest` is not 0 at most half of that. */
lab_sweep lab_round_next(const lab_round *round, double finest, double rates, double iterations);

/* x > 0 rounded to three significant digits, but never a whole number's. */
double lab_round_digits(double x);

#endif
