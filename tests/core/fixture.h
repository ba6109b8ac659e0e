/* fixture.h - small sets of labelled images for the C tests, each made from a seed. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include "lab.h"

enum { FIXTURE_SIDE = 7, FIXTURE_WIDTH = 49, FIXTURE_CLASSES = 10 };

/* Images in which a class lights its own pixels more than the others, so that it can be learnt:
 * pixels [count x FIXTURE_WIDTH], of which about `density` are not zero; labels [count]. */
void fixture_draw(uint64_t seed, double density, uint32_t count, uint8_t *pixels, uint8_t *labels);

/* Whole IDX files, in memory of exactly their size, so that a sanitizer sees one byte too far.
 * Released by free. */
uint8_t *fixture_images(
    const uint8_t *pixels, uint32_t count, uint32_t rows, uint32_t columns, size_t *size);
uint8_t *fixture_labels(const uint8_t *labels, uint32_t count, size_t *size);

/* A data set and the pack that it lies in. */
typedef struct fixture_set {
    lab_pack pack;
    lab_data *data;
} fixture_set;

/* The layout does not change what the set says: LAB_PACK_SPARSE or LAB_PACK_DENSE. */
fixture_set fixture_open(uint64_t seed, double density, uint32_t count, uint32_t layout);
void fixture_close(fixture_set *set);

/* FIXTURE_WIDTH - 8 sigmoid - 6 tanh - 10 softmax, cross-entropy. */
lab_shape fixture_shape(void);
/* A run on `count` samples, a fifth of which validate: batch 16, rate 0.5, 3 epochs, a record every
 * half epoch, a trace point every iteration. */
lab_run fixture_run(uint32_t count);
void fixture_set_rate(lab_run *run, double rate);
/* Carries a run out to its end in pieces of about `slice` samples; the trace is thrown away. */
void fixture_finish(lab_trainer *trainer, uint32_t slice);

/* Classifiers of the fixture's samples: the shallowest, and one of all activations that is as deep
 * as a network can be. */
lab_shape fixture_one_layer(void);
lab_shape fixture_deepest(void);

#endif
