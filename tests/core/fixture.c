/* fixture.c - small sets of labelled images for the C tests. */
#include "fixture.h"

#include "check.h"
#include "pack.h"

void fixture_draw(uint64_t seed, double density, uint32_t count, uint8_t *pixels, uint8_t *labels) {
    lab_random random = lab_random_start(seed, 0);
    for (uint32_t s = 0; s < count; s++) {
        labels[s] = (uint8_t)lab_random_below(&random, FIXTURE_CLASSES);
        for (uint32_t i = 0; i < FIXTURE_WIDTH; i++) {
            uint32_t most = i % FIXTURE_CLASSES == labels[s] ? 255 : 40;
            uint32_t value = 1 + lab_random_below(&random, most);
            int lit = (double)lab_random_uniform(&random) < density;
            pixels[s * FIXTURE_WIDTH + i] = lit ? (uint8_t)value : 0;
        }
    }
}

static uint8_t *write_big_endian(uint8_t *to, uint32_t value) {
    for (int i = 0; i < 4; i++) to[i] = (uint8_t)(value >> (24 - 8 * i));
    return to + 4;
}

uint8_t *fixture_images(
    const uint8_t *pixels, uint32_t count, uint32_t rows, uint32_t columns, size_t *size) {
    size_t body = (size_t)count * rows * columns;
    uint8_t *file = malloc(16 + body);
    uint8_t *at = write_big_endian(file, 0x803);
    at = write_big_endian(at, count);
    at = write_big_endian(at, rows);
    at = write_big_endian(at, columns);
    if (body > 0) memcpy(at, pixels, body);
    *size = 16 + body;
    return file;
}

uint8_t *fixture_labels(const uint8_t *labels, uint32_t count, size_t *size) {
    uint8_t *file = malloc(8 + (size_t)count);
    uint8_t *at = write_big_endian(file, 0x801);
    at = write_big_endian(at, count);
    if (count > 0) memcpy(at, labels, count);
    *size = 8 + (size_t)count;
    return file;
}

static lab_pack pack_sparse(const uint8_t *pixels, const uint8_t *labels, uint32_t count) {
    size_t images_size, labels_size;
    uint8_t *images = fixture_images(pixels, count, FIXTURE_SIDE, FIXTURE_SIDE, &images_size);
    uint8_t *label_file = fixture_labels(labels, count, &labels_size);
    lab_pack pack;
    CHECK_EQUAL(
        lab_pack_create(images, images_size, label_file, labels_size, FIXTURE_CLASSES, &pack, NULL),
        LAB_OK);
    free(images);
    free(label_file);
    return pack;
}

/* By hand: lab_pack_create chooses this layout only for crowded images. */
static lab_pack pack_dense(const uint8_t *pixels, const uint8_t *labels, uint32_t count) {
    size_t body = (size_t)count * FIXTURE_WIDTH;
    size_t room = lab_pack_labels_size(count);
    lab_pack_header header = {
        LAB_PACK_MAGIC, LAB_PACK_DENSE, count, FIXTURE_WIDTH, FIXTURE_CLASSES, 0};
    for (size_t i = 0; i < body; i++) header.entries += pixels[i] != 0;
    lab_pack pack = {calloc(1, sizeof header + room + body), sizeof header + room + body};
    memcpy(pack.bytes, &header, sizeof header);
    memcpy(pack.bytes + sizeof header, labels, count);
    memcpy(pack.bytes + sizeof header + room, pixels, body);
    return pack;
}

fixture_set fixture_open(uint64_t seed, double density, uint32_t count, uint32_t layout) {
    uint8_t *pixels = malloc((size_t)count * FIXTURE_WIDTH);
    uint8_t *labels = malloc(count);
    fixture_draw(seed, density, count, pixels, labels);
    fixture_set set;
    set.pack = layout == LAB_PACK_SPARSE ? pack_sparse(pixels, labels, count)
                                         : pack_dense(pixels, labels, count);
    CHECK_EQUAL(lab_data_open(set.pack.bytes, set.pack.size, &set.data, NULL), LAB_OK);
    CHECK_EQUAL(((const lab_pack_header *)(const void *)set.pack.bytes)->layout, layout);
    free(pixels);
    free(labels);
    return set;
}

void fixture_close(fixture_set *set) {
    lab_data_destroy(set->data);
    lab_pack_release(&set->pack);
}

lab_shape fixture_shape(void) {
    return (lab_shape){.layers = 3,
        .units = {FIXTURE_WIDTH, 8, 6, FIXTURE_CLASSES},
        .activations = {LAB_SIGMOID, LAB_TANH, LAB_SOFTMAX},
        .loss = LAB_CROSS_ENTROPY};
}

lab_run fixture_run(uint32_t count) {
    lab_run run = {.shape = fixture_shape(),
        .train_size = count - count / 5,
        .validation_size = count / 5,
        .split_seed = 1,
        .weights_seed = 2,
        .order_seed = 3,
        .batch = 16,
        .epochs = 3,
        .evaluate = 0.5,
        .trace = 1,
        .arithmetic = LAB_VECTOR};
    fixture_set_rate(&run, 0.5);
    return run;
}

void fixture_set_rate(lab_run *run, double rate) {
    run->schedule = lab_schedule_fixed(rate);
}

void fixture_finish(lab_trainer *trainer, uint32_t slice) {
    double points[64];
    while (lab_trainer_progress(trainer).phase != LAB_FINISHED) {
        lab_trainer_advance(trainer, slice);
        while (lab_trainer_trace(trainer, points, 32) > 0) {
        }
    }
}

lab_shape fixture_one_layer(void) {
    return (lab_shape){.layers = 1,
        .units = {FIXTURE_WIDTH, FIXTURE_CLASSES},
        .activations = {LAB_SOFTMAX},
        .loss = LAB_CROSS_ENTROPY};
}

lab_shape fixture_deepest(void) {
    return (lab_shape){.layers = LAB_MAX_LAYERS,
        .units = {FIXTURE_WIDTH, 3, 4, 5, 6, 7, 8, 9, FIXTURE_CLASSES},
        .activations = {LAB_TANH, LAB_SIGMOID, LAB_RELU, LAB_IDENTITY, LAB_TANH, LAB_SIGMOID,
            LAB_TANH, LAB_SOFTMAX},
        .loss = LAB_CROSS_ENTROPY};
}
