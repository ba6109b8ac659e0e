/* pack.c - from IDX files to the compact form: only the pixels that are not zero. */
#include "pack.h"

#include <stdlib.h>
#include <string.h>

#include "fault.h"

/* Up to this share of non-zero pixels a sparse pack is smaller and trains faster. */
static const double sparse_density = 0.4;

/* Writes the pairs of one image, or only counts them where `pairs` is null. */
static size_t pack_image(const uint8_t *pixels, uint32_t width, uint8_t *pairs) {
    size_t written = 0;
    uint32_t last = 0;
    for (uint32_t i = 0; i < width; i++) {
        if (pixels[i] == 0) continue;
        for (; i - last > 255; last += 255, written++) {
            if (pairs) pairs[2 * written] = 255, pairs[2 * written + 1] = 0;
        }
        if (pairs) pairs[2 * written] = (uint8_t)(i - last), pairs[2 * written + 1] = pixels[i];
        last = i;
        written++;
    }
    return written;
}

static size_t count_nonzero(const lab_idx *images) {
    size_t nonzero = 0;
    size_t total = (size_t)images->count * images->width;
    for (size_t i = 0; i < total; i++) nonzero += images->items[i] != 0;
    return nonzero;
}

static size_t count_pairs(const lab_idx *images) {
    size_t pairs = 0;
    for (size_t i = 0; i < images->count; i++) {
        pairs += pack_image(images->items + i * images->width, images->width, NULL);
    }
    return pairs;
}

static void write_pairs(const lab_idx *images, uint8_t *body) {
    uint8_t *pairs = body + 4 * ((size_t)images->count + 1);
    uint32_t start = 0;
    for (size_t i = 0; i < images->count; i++) {
        memcpy(body + 4 * i, &start, 4);
        const uint8_t *pixels = images->items + i * images->width;
        start += (uint32_t)pack_image(pixels, images->width, pairs + 2 * (size_t)start);
    }
    memcpy(body + 4 * (size_t)images->count, &start, 4);
}

static lab_status check_labels(
    const lab_idx *images, const lab_idx *labels, uint32_t classes, lab_fault *fault) {
    if (images->count != labels->count) {
        return lab_fail(fault, LAB_COUNTS_DIFFER, 0, labels->count, images->count);
    }
    for (uint32_t i = 0; i < labels->count; i++) {
        if (labels->items[i] >= classes) {
            return lab_fail(fault, LAB_BAD_LABEL, i, labels->items[i], classes - 1.0);
        }
    }
    return LAB_OK;
}

lab_status lab_pack_create(const uint8_t *images_bytes, size_t images_size,
    const uint8_t *labels_bytes, size_t labels_size, uint32_t classes, lab_pack *pack,
    lab_fault *fault) {
    lab_idx images, labels;
    lab_status status = lab_idx_parse(images_bytes, images_size, 3, &images, fault);
    if (status == LAB_OK) status = lab_idx_parse(labels_bytes, labels_size, 1, &labels, fault);
    if (status == LAB_OK) status = check_labels(&images, &labels, classes, fault);
    if (status != LAB_OK) return status;

    size_t pixels = (size_t)images.count * images.width;
    size_t nonzero = count_nonzero(&images);
    int sparse = (double)nonzero <= sparse_density * (double)pixels;
    size_t entries = sparse ? count_pairs(&images) : nonzero;
    size_t body = sparse ? 4 * ((size_t)images.count + 1) + 2 * entries : pixels;
    size_t labels_room = lab_pack_labels_size(images.count);
    size_t size = sizeof(lab_pack_header) + labels_room + body;
    uint8_t *bytes = malloc(size);
    if (!bytes) return lab_fail(fault, LAB_OUT_OF_MEMORY, 0, (double)size, 0);

    lab_pack_header header = {LAB_PACK_MAGIC, sparse ? LAB_PACK_SPARSE : LAB_PACK_DENSE,
        images.count, images.width, classes, (uint32_t)entries};
    memcpy(bytes, &header, sizeof header);
    memset(bytes + sizeof header, 0, labels_room);
    memcpy(bytes + sizeof header, labels.items, images.count);
    uint8_t *after = bytes + sizeof header + labels_room;
    if (sparse) write_pairs(&images, after);
    else memcpy(after, images.items, pixels);
    *pack = (lab_pack){bytes, size};
    return LAB_OK;
}

void lab_pack_release(lab_pack *pack) {
    free(pack->bytes);
    *pack = (lab_pack){NULL, 0};
}
