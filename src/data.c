/* data.c - a set of samples, read where its pack lies. */
#include "data.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "pack.h"

/* The four numbers of 0 to 255 that lie in a word's lanes of 16 bits: their sum. */
static uint32_t sum_lanes(uint64_t lanes) {
    return (uint32_t)((lanes * 0x0001000100010001) >> 48);
}

/* 1 in each such lane that is not zero. */
static uint64_t nonzero_lanes(uint64_t lanes) {
    return ((lanes + 0x00ff00ff00ff00ff) >> 8) & 0x0001000100010001;
}

/* Adds up four pairs at once, in a word of lanes: their moves to *pixel, those that only move on to
 * *moves. A move by nothing, or a pixel of zero, marks its lane in the result. */
static uint64_t walk_four(uint64_t pairs, uint32_t *pixel, uint64_t *moves) {
    const uint64_t low = 0x00ff00ff00ff00ff, ones = 0x0001000100010001;
    uint64_t move = pairs & low;
    uint64_t zero = nonzero_lanes((pairs >> 8) & low) ^ ones;
    *pixel += sum_lanes(move);
    *moves += sum_lanes(zero);
    return (nonzero_lanes(move) ^ ones) | (zero & nonzero_lanes(move ^ low));
}

/* Adds up the pairs of one sample: the last pixel that they name, and how many only move on. Fails
 * (with 0) where a pixel is named twice or is zero. What is missing of the last four moves by 1 to
 * a pixel of 1, and the first pair's move may be 0. */
static int walk_pairs(const uint8_t *pair, uint32_t count, uint32_t *pixel, uint64_t *moves) {
    uint64_t bad = 0;
    uint32_t missing = 0;
    *pixel = 0;
    for (uint32_t k = 0; k < count; k += 4, pair += 8) {
        uint64_t four = 0x0101010101010101;
        if (count - k < 4) {
            missing = 4 - (count - k);
            memcpy(&four, pair, 2 * (size_t)(count - k));
        } else {
            memcpy(&four, pair, sizeof four);
        }
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        four = __builtin_bswap64(four);
#endif
        uint64_t wrong = walk_four(four, pixel, moves);
        if (k == 0 && pair[0] == 0 && pair[1] != 0) wrong &= ~(uint64_t)1;
        bad |= wrong;
    }
    *pixel -= missing;
    return bad == 0;
}

/* Walks all pairs once: each sample must stay inside its width. Finds the fullest sample. A sample
 * has no more pairs than pixels, which bounds the room for a batch and keeps sums from wrapping. */
static lab_status check_pairs(lab_data *data, uint32_t entries, lab_fault *fault) {
    const uint32_t *starts = data->starts;
    if (starts[0] != 0 || starts[data->count] != entries) {
        return lab_fail(fault, LAB_BAD_PACK, 0, starts[data->count], entries);
    }
    uint64_t moves = 0;
    for (uint32_t i = 0; i < data->count; i++) {
        if (starts[i + 1] < starts[i] || starts[i + 1] > entries) {
            return lab_fail(fault, LAB_BAD_PACK, i, starts[i + 1], entries);
        }
        uint32_t room = starts[i + 1] - starts[i];
        if (room > data->width) return lab_fail(fault, LAB_BAD_PACK, i, room, data->width);
        uint32_t pixel;
        int good = walk_pairs(data->pairs + 2 * (size_t)starts[i], room, &pixel, &moves);
        if (!good || pixel >= data->width) {
            return lab_fail(fault, LAB_BAD_PACK, i, pixel, data->width - 1.0);
        }
        if (room > data->most) data->most = room;
    }
    data->density = (double)(entries - moves) / ((double)data->count * data->width);
    return LAB_OK;
}

static lab_status check_pixels(lab_data *data, uint32_t entries, lab_fault *fault) {
    size_t total = (size_t)data->count * data->width;
    size_t nonzero = 0;
    for (size_t i = 0; i < total; i++) nonzero += data->pixels[i] != 0;
    if (nonzero != entries) return lab_fail(fault, LAB_BAD_PACK, 0, (double)nonzero, entries);
    data->density = (double)entries / (double)total;
    return LAB_OK;
}

static lab_status check_header(const lab_pack_header *header, size_t size, lab_fault *fault) {
    if (header->magic != LAB_PACK_MAGIC) {
        return lab_fail(fault, LAB_BAD_MAGIC, 0, header->magic, LAB_PACK_MAGIC);
    }
    if (header->count == 0 || header->width == 0 || header->width > LAB_MAX_UNITS ||
        header->classes == 0 || header->layout > LAB_PACK_DENSE) {
        return lab_fail(fault, LAB_BAD_PACK, 0, header->count, 1);
    }
    double body = header->layout == LAB_PACK_SPARSE
        ? 4 * (header->count + 1.0) + 2.0 * header->entries
        : (double)header->count * header->width;
    double expected = (double)sizeof *header + (double)lab_pack_labels_size(header->count) + body;
    if ((double)size < expected) return lab_fail(fault, LAB_CUT, 0, (double)size, expected);
    if ((double)size > expected) return lab_fail(fault, LAB_TRAILING, 0, (double)size, expected);
    return LAB_OK;
}

static lab_status read_body(
    lab_data *data, const lab_pack_header *header, const uint8_t *bytes, lab_fault *fault) {
    data->labels = bytes + sizeof *header;
    for (uint32_t i = 0; i < data->count; i++) {
        if (data->labels[i] >= header->classes) {
            return lab_fail(fault, LAB_BAD_LABEL, i, data->labels[i], header->classes - 1.0);
        }
    }
    const uint8_t *body = data->labels + lab_pack_labels_size(data->count);
    if (header->layout == LAB_PACK_DENSE) {
        data->pixels = body;
        return check_pixels(data, header->entries, fault);
    }
    data->starts = (const uint32_t *)(const void *)body;
    data->pairs = body + 4 * ((size_t)data->count + 1);
    return check_pairs(data, header->entries, fault);
}

lab_status lab_data_open(const uint8_t *bytes, size_t size, lab_data **result, lab_fault *fault) {
    assert(((uintptr_t)bytes & 3) == 0);
    lab_pack_header header;
    if (size < sizeof header) {
        return lab_fail(fault, LAB_CUT, 0, (double)size, (double)sizeof header);
    }
    memcpy(&header, bytes, sizeof header);
    lab_status status = check_header(&header, size, fault);
    if (status != LAB_OK) return status;

    lab_data *data = calloc(1, sizeof *data);
    if (!data) return lab_fail(fault, LAB_OUT_OF_MEMORY, 0, (double)sizeof *data, 0);
    data->count = header.count;
    data->width = header.width;
    data->outputs = header.classes;
    for (int i = 0; i < 256; i++) data->scale[i] = (float)i / 255.0f;
    status = read_body(data, &header, bytes, fault);
    if (status != LAB_OK) {
        lab_data_destroy(data);
        return status;
    }
    *result = data;
    return LAB_OK;
}

lab_status lab_data_create(const float *inputs, uint32_t count, uint32_t width,
    const float *targets, uint32_t outputs, lab_data **result) {
    if (count == 0 || width == 0 || width > LAB_MAX_UNITS || outputs == 0 ||
        outputs > LAB_MAX_UNITS) {
        return LAB_BAD_SIZE;
    }
    size_t input_count = (size_t)count * width;
    size_t target_count = (size_t)count * outputs;
    lab_data *data = calloc(1, sizeof *data + (input_count + target_count) * sizeof(float));
    if (!data) return LAB_OUT_OF_MEMORY;
    float *copy = (float *)(data + 1);
    memcpy(copy, inputs, input_count * sizeof(float));
    memcpy(copy + input_count, targets, target_count * sizeof(float));
    data->count = count;
    data->width = width;
    data->outputs = outputs;
    data->inputs = copy;
    data->targets = copy + input_count;
    size_t nonzero = 0;
    for (size_t i = 0; i < input_count; i++) nonzero += inputs[i] != 0.0f;
    data->density = (double)nonzero / (double)input_count;
    *result = data;
    return LAB_OK;
}

void lab_data_destroy(lab_data *data) {
    free(data);
}

uint32_t lab_data_count(const lab_data *data) {
    return data->count;
}

uint32_t lab_data_width(const lab_data *data) {
    return data->width;
}

uint32_t lab_data_outputs(const lab_data *data) {
    return data->outputs;
}

double lab_data_density(const lab_data *data) {
    return data->density;
}

void lab_data_inputs(const lab_data *data, uint32_t index, float *inputs) {
    assert(index < data->count);
    size_t first = (size_t)index * data->width;
    if (data->inputs) {
        memcpy(inputs, data->inputs + first, data->width * sizeof(float));
    } else if (data->pixels) {
        for (uint32_t i = 0; i < data->width; i++) {
            inputs[i] = data->scale[data->pixels[first + i]];
        }
    } else {
        memset(inputs, 0, data->width * sizeof(float));
        uint32_t pixel = 0;
        for (uint32_t k = data->starts[index]; k < data->starts[index + 1]; k++) {
            pixel += data->pairs[2 * (size_t)k];
            inputs[pixel] = data->scale[data->pairs[2 * (size_t)k + 1]];
        }
    }
}

uint32_t lab_data_label(const lab_data *data, uint32_t index) {
    assert(data->labels && index < data->count);
    return data->labels[index];
}
