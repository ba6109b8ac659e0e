/* optimizer.c - which optimizers there are, and which of their numbers can be followed. */
#include <math.h>

#include "fault.h"

#define READS(field) (1u << LAB_OPTIMIZER_##field)

/* The fields that a kind reads. */
static const uint8_t fields_read[] = {
    [LAB_SGD] = 0,
    [LAB_MOMENTUM] = READS(MOMENTUM) | READS(DECAY),
    [LAB_NESTEROV] = READS(MOMENTUM) | READS(DECAY),
    [LAB_ADAGRAD] = READS(EPSILON) | READS(DECAY),
    [LAB_RMSPROP] = READS(BETA2) | READS(EPSILON) | READS(DECAY),
    [LAB_ADAM] = READS(BETA1) | READS(BETA2) | READS(EPSILON) | READS(DECAY),
    [LAB_ADAMW] = READS(BETA1) | READS(BETA2) | READS(EPSILON) | READS(DECAY),
};

_Static_assert(sizeof(lab_optimizer) == LAB_OPTIMIZER_FIELDS * sizeof(double),
    "the fields of an optimizer are its flat form");

/* Without an epsilon a weight that never had a gradient would become 0/0; far below 1e-12 what the
 * moments leave out could be seen. */
static const double least_epsilon = 1e-12;

static int is_in_range(uint32_t field, double value) {
    if (field == LAB_OPTIMIZER_EPSILON) return value >= least_epsilon && value <= 1;
    if (field == LAB_OPTIMIZER_DECAY) return value >= 0 && value <= 1;
    return value >= 0 && value < 1;
}

lab_status lab_optimizer_check(const lab_optimizer *optimizer, lab_fault *fault) {
    double kind = optimizer->kind;
    if (!(kind >= LAB_SGD && kind <= LAB_ADAMW && kind == floor(kind))) {
        return lab_fail(fault, LAB_BAD_OPTIMIZER, LAB_OPTIMIZER_KIND, kind, LAB_SGD);
    }
    const double *values = (const double *)optimizer;
    for (uint32_t field = 0; field < LAB_OPTIMIZER_FIELDS; field++) {
        if (!(fields_read[(int)kind] >> field & 1) || is_in_range(field, values[field])) continue;
        double least = field == LAB_OPTIMIZER_EPSILON ? least_epsilon : 0;
        return lab_fail(fault, LAB_BAD_OPTIMIZER, field, values[field], least);
    }
    return LAB_OK;
}
