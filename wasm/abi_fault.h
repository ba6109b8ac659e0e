/* abi_fault.h - a fault on its way to JavaScript. */
#ifndef ABI_FAULT_H
#define ABI_FAULT_H

#include "lab.h"

static inline void copy_fault(const lab_fault *from, double to[3]) {
    to[0] = from->where;
    to[1] = from->found;
    to[2] = from->expected;
}

#endif
