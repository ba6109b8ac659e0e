/* divergence.c - tells a run that has been thrown off from one that is only noisy. */
#include "divergence.h"

#include <math.h>

/* Divergence is told from noise by a moving average of the batches' losses: this weight for the
 * past, bias-corrected (Kingma and Ba, arXiv 1412.6980, section 3). */
static const double smoothing = 0.98;
/* What a network that knows nothing loses is measured on the first chunk of samples: a first batch
 * of one may be lucky, and have no loss at all. One whose average is this many times that has been
 * thrown off; many come back, some after more than an epoch, so only one that stays there for so
 * many epochs, or to its end, has diverged. */
static const double thrown_off_factor = 2.0;
static const double thrown_off_epochs = 2.0;

lab_watch lab_watch_start(double train_size) {
    return (lab_watch){.start_loss = NAN,
        .patience = thrown_off_epochs * train_size,
        .diverged_at = -1,
        .divergence = LAB_NOT_DIVERGED};
}

static void update_average(lab_watch *watch, double loss, double iteration, double samples) {
    watch->average = smoothing * watch->average + (1 - smoothing) * loss;
    watch->weight = smoothing * watch->weight + (1 - smoothing);
    double average = watch->average / watch->weight;
    if (!(average > thrown_off_factor * watch->start_loss)) {
        watch->thrown_off_at = 0;
    } else if (watch->thrown_off_at == 0) {
        watch->thrown_off_at = iteration;
        watch->thrown_off_samples = samples;
    }
}

void lab_watch_loss(lab_watch *watch, double loss, double iteration, double samples, int over) {
    update_average(watch, loss, iteration, samples);
    if (!isfinite(loss)) {
        watch->divergence = LAB_NOT_FINITE;
        watch->diverged_at = iteration;
    } else if (watch->thrown_off_at > 0) {
        if (!over && samples - watch->thrown_off_samples < watch->patience) return;
        watch->divergence = LAB_GREW;
        watch->diverged_at = watch->thrown_off_at;
    }
}
