/* fault.h - fail with a status and say what was wrong, in one line. */
#ifndef LAB_FAULT_H
#define LAB_FAULT_H

#include "lab.h"

static inline lab_status lab_fail(
    lab_fault *fault, lab_status status, double where, double found, double expected) {
    if (fault) *fault = (lab_fault){where, found, expected};
    return status;
}

#endif
