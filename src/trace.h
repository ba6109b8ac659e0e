/* trace.h - the stream of training losses: means over a fixed number of iterations, so that the
 * same run gives the same curve however it was sliced. */
#ifndef LAB_TRACE_H
#define LAB_TRACE_H

#include <stdint.h>

enum { LAB_TRACE_CAPACITY = 4096 };

typedef struct lab_trace {
    double points[2 * LAB_TRACE_CAPACITY]; /* a ring of [iteration, mean loss] */
    uint32_t first;
    uint32_t count;
    double interval;
    double sum; /* of the interval under way */
    double iterations;
} lab_trace;

void lab_trace_clear(lab_trace *trace, double interval);
/* A full trace drops its oldest point. */
void lab_trace_add(lab_trace *trace, uint32_t iteration, double loss);
/* Ends the interval under way, if it holds anything. */
void lab_trace_flush(lab_trace *trace, uint32_t iteration);
int lab_trace_full(const lab_trace *trace);
/* Moves out up to `capacity` points, the oldest first. */
uint32_t lab_trace_take(lab_trace *trace, double *points, uint32_t capacity);

#endif
