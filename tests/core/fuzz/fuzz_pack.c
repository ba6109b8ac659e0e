/* fuzz_pack.c - any two files are refused, or become a pack that says what they said. */
#include "check.h"
#include "fixture.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void pack_and_compare(
    const uint8_t *images, size_t images_size, const uint8_t *labels, size_t labels_size) {
    lab_pack pack;
    lab_fault fault;
    lab_idx idx;
    if (lab_pack_create(images, images_size, labels, labels_size, 10, &pack, &fault) != LAB_OK) {
        return;
    }
    CHECK_EQUAL(lab_idx_parse(images, images_size, 3, &idx, NULL), LAB_OK);
    lab_data *data;
    lab_status status = lab_data_open(pack.bytes, pack.size, &data, NULL);
    CHECK_EQUAL(status, idx.width > LAB_MAX_UNITS ? LAB_BAD_PACK : LAB_OK);
    for (uint32_t s = 0; status == LAB_OK && s < idx.count; s++) {
        float inputs[LAB_MAX_UNITS];
        lab_data_inputs(data, s, inputs);
        for (uint32_t i = 0; i < idx.width; i++) {
            CHECK_EQUAL(inputs[i], (float)idx.items[s * (size_t)idx.width + i] / 255.0f);
        }
        CHECK_EQUAL(lab_data_label(data, s), labels[8 + s]);
    }
    if (status == LAB_OK) lab_data_destroy(data);
    lab_pack_release(&pack);
}

/* The input's bytes as pixels, in images of a width that its first bytes say. */
static void pack_pixels(const uint8_t *bytes, size_t size) {
    if (size < 3) return;
    uint32_t rows = 1 + bytes[0] % 32, columns = 1 + bytes[1] % 32;
    uint32_t count = (uint32_t)(size - 2) / (rows * columns);
    size_t images_size, labels_size;
    uint8_t *images = fixture_images(bytes + 2, count, rows, columns, &images_size);
    uint8_t *labels = fixture_labels(bytes + 2, count, &labels_size);
    for (size_t i = 8; i < labels_size; i++) labels[i] %= 11;
    pack_and_compare(images, images_size, labels, labels_size);
    free(images);
    free(labels);
}

/* Both files raw, cut apart at a place that the input says. */
static void pack_files(const uint8_t *bytes, size_t size) {
    if (size < 1) return;
    size_t cut = bytes[0] < size - 1 ? bytes[0] : size - 1;
    pack_and_compare(bytes + 1, cut, bytes + 1 + cut, size - 1 - cut);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    if (size == 0) return 0;
    if (bytes[0] % 2) pack_pixels(bytes + 1, size - 1);
    else pack_files(bytes + 1, size - 1);
    return 0;
}
