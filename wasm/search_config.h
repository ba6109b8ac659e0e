/* search_config.h - the flat form of a search for a learning rate, in which JavaScript passes it.
 */
#ifndef SEARCH_CONFIG_H
#define SEARCH_CONFIG_H

#include "lab.h"

enum { SEARCH_CONFIG_VERSION = 1 };

/* Reads the flat form of a search, but for its run: [0] SEARCH_CONFIG_VERSION, [1] rounds, [2]
 * rates of a later round, [3] lab_carry, [4] lab_measure, [5] smoothing, [6] stop, [7] growth, [8]
 * ordered, [9 ... 13] iterations a rate of rounds 2 to 6; then the sweep. Fails with
 * LAB_BAD_VERSION or LAB_BAD_SEARCH; what it reads is checked by lab_finder_create. */
lab_status search_config_read(
    const double *config, uint32_t length, lab_search *search, lab_fault *fault);

/* Reads the flat form of a sweep: lab_sweep_kind, segments S, then S times first, last, step and
 * iterations. Fails with LAB_BAD_SWEEP_RATES where the length is not that of S segments. */
lab_status sweep_config_read(
    const double *config, uint32_t length, lab_sweep *sweep, lab_fault *fault);

#endif
