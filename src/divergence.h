/* divergence.h - tells a run that has been thrown off from one that is only noisy. */
#ifndef LAB_DIVERGENCE_H
#define LAB_DIVERGENCE_H

#include "lab.h"

typedef struct lab_watch {
    double start_loss; /* of the initial weights: what a network loses that knows nothing */
    double patience;   /* samples that a run may stay thrown off for */
    double average;    /* of the batches' losses, not yet corrected by its weight */
    double weight;
    double thrown_off_at; /* iteration at which the average rose too high; 0 while it is not */
    double thrown_off_samples;
    double diverged_at; /* iteration at which it began, or -1 */
    lab_divergence divergence;
} lab_watch;

lab_watch lab_watch_start(double train_size);
/* Looks at a batch's mean loss, with the iterations and samples done up to it; `over` where it is
 * the run's last. */
void lab_watch_loss(lab_watch *watch, double loss, double iteration, double samples, int over);

#endif
