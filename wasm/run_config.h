/* run_config.h - the flat form of a run, in which JavaScript and the native program pass it. */
#ifndef RUN_CONFIG_H
#define RUN_CONFIG_H

#include "lab.h"

enum { RUN_CONFIG_FIXED_RATE = 1, RUN_CONFIG_SCHEDULE = 2, RUN_CONFIG_OPTIMIZER = 3 };

/* Reads the flat form of a run: [0] the layout, [1] training samples, [2] validation
 * samples, [3] split seed, [4] weights seed, [5] order seed, [6] batch, [7] epochs, [8] epochs
 * between evaluations, [9] iterations a trace point, [10] rate (from layout 2 on: how many numbers
 * the schedule has), [11] lab_loss, [12] layers L, then L + 1 unit counts, then L values of
 * lab_activation, then (from layout 2 on) the schedule as lab_schedule_read takes it, then (from
 * layout 3 on) the fields of lab_optimizer, and to the end two numbers a stage of lab_growth: the
 * epoch and the batch. Seeds are whole numbers from 0 to 2^32 - 1. Fails with LAB_BAD_VERSION,
 * LAB_BAD_SEED, LAB_BAD_SHAPE, LAB_CUT, LAB_BAD_GROWTH, or as lab_schedule_read does; what it reads
 * is checked by lab_trainer_create. */
lab_status run_config_read(const double *config, uint32_t length, lab_run *run, lab_fault *fault);

#endif
