/* sweep_run.h - one sweep under way: a network is trained with one rate after the other. */
#ifndef LAB_SWEEP_RUN_H
#define LAB_SWEEP_RUN_H

#include "evaluation.h"
#include "sampler.h"
#include "step.h"

typedef struct sweep_run {
    const lab_data *data;
    const lab_network *start; /* what the network is set to at the beginning */
    lab_network *network;
    lab_workspace *workspace;
    lab_moments *moments; /* null for plain SGD */
    lab_sampler sampler;
    uint32_t batch;
    lab_measure measure;
    double stop;
    /* The sweep. */
    const lab_sweep *sweep;
    uint32_t planned;
    double growth; /* 1: ends with the sweep */
    double smoothing;
    lab_point *points;
    uint32_t count;
    uint32_t room;
    lab_round result; /* kept up to date from rate to rate */
    int over;
    /* The rate under way. */
    double rate;
    double iterations; /* planned with it */
    double done;
    double iteration; /* in the whole sweep */
    double sum;
    double last;
    double average; /* of the batches' losses, not yet corrected by its weight */
    double weight;
    double variance; /* of the losses about their course, likewise */
    double variance_weight;
    double lowest; /* loss so far, the start included */
    lab_step step; /* under way, or the last */
    int measuring;
    lab_evaluation measured; /* likewise */
} sweep_run;

/* Creates the room that every sweep of a search works in. Fails with LAB_OUT_OF_MEMORY. */
lab_status sweep_run_create(
    sweep_run *run, const lab_search *search, const lab_data *data, const lab_network *start);
void sweep_run_destroy(sweep_run *run);
/* Starts over with `sweep`, whose points go to points[0 ... room-1]; both outlive it. */
void sweep_run_begin(sweep_run *run, const lab_sweep *sweep, int carried, double smoothing,
    double growth, lab_point *points, uint32_t room);
/* One chunk of samples; returns how many. Not when it is over. */
uint32_t sweep_run_chunk(sweep_run *run);

#endif
