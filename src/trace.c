/* trace.c - the stream of training losses. */
#include "trace.h"

void lab_trace_clear(lab_trace *trace, double interval) {
    trace->first = trace->count = 0;
    trace->interval = interval;
    trace->sum = trace->iterations = 0;
}

void lab_trace_flush(lab_trace *trace, uint32_t iteration) {
    if (trace->iterations == 0) return;
    if (lab_trace_full(trace)) {
        trace->first = (trace->first + 1) % LAB_TRACE_CAPACITY;
        trace->count--;
    }
    uint32_t at = (trace->first + trace->count) % LAB_TRACE_CAPACITY;
    trace->points[2 * at] = iteration;
    trace->points[2 * at + 1] = trace->sum / trace->iterations;
    trace->count++;
    trace->sum = trace->iterations = 0;
}

void lab_trace_add(lab_trace *trace, uint32_t iteration, double loss) {
    trace->sum += loss;
    trace->iterations += 1;
    if (trace->iterations >= trace->interval) lab_trace_flush(trace, iteration);
}

int lab_trace_full(const lab_trace *trace) {
    return trace->count == LAB_TRACE_CAPACITY;
}

uint32_t lab_trace_take(lab_trace *trace, double *points, uint32_t capacity) {
    uint32_t taken = 0;
    for (; trace->count > 0 && taken < capacity; taken++, trace->count--) {
        points[2 * taken] = trace->points[2 * trace->first];
        points[2 * taken + 1] = trace->points[2 * trace->first + 1];
        trace->first = (trace->first + 1) % LAB_TRACE_CAPACITY;
    }
    return taken;
}
