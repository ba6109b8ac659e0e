/* trainer.h - the inside of a trainer: run.c checks the run, trainer.c carries it out. */
#ifndef LAB_TRAINER_H
#define LAB_TRAINER_H

#include "lab.h"

/* Says which field of the run is wrong and what would be right. */
lab_status lab_run_check(const lab_run *run, const lab_data *training, lab_fault *fault);
/* Evaluations of the whole run. */
double lab_run_records(const lab_run *run);
/* The batch size when so many whole epochs are done, and how many iterations that epoch has. */
double lab_run_batch(const lab_run *run, double epochs);
double lab_run_iterations_per_epoch(const lab_run *run, double epochs);
/* The iterations of so many epochs from the start, which need not be whole. */
double lab_run_iterations_until(const lab_run *run, double epochs);
double lab_run_iterations(const lab_run *run);
/* The iteration (from 1) after which evaluation number k (from 1) is due. */
double lab_run_record_due(const lab_run *run, double k);

#endif
