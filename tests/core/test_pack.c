/* test_pack.c - from IDX files to the pack: nothing is lost, whatever the images are like, and
 * files that do not belong together are refused. */
#include "pack.h"

#include "check.h"
#include "fixture.h"

static lab_pack pack_images(const uint8_t *pixels, uint32_t count, uint32_t rows, uint32_t columns,
    const uint8_t *labels, uint32_t classes) {
    size_t images_size, labels_size;
    uint8_t *images = fixture_images(pixels, count, rows, columns, &images_size);
    uint8_t *label_file = fixture_labels(labels, count, &labels_size);
    lab_pack pack;
    CHECK_EQUAL(lab_pack_create(images, images_size, label_file, labels_size, classes, &pack, NULL),
        LAB_OK);
    free(images);
    free(label_file);
    return pack;
}

static uint32_t layout_of(const lab_pack *pack) {
    lab_pack_header header;
    memcpy(&header, pack->bytes, sizeof header);
    return header.layout;
}

/* Packs, opens, and compares every pixel, every label and the density. */
static void check_round_trip(const uint8_t *pixels, uint32_t count, uint32_t rows, uint32_t columns,
    const uint8_t *labels, uint32_t layout) {
    uint32_t width = rows * columns;
    lab_pack pack = pack_images(pixels, count, rows, columns, labels, 10);
    CHECK_EQUAL(layout_of(&pack), layout);
    lab_data *data;
    CHECK_EQUAL(lab_data_open(pack.bytes, pack.size, &data, NULL), LAB_OK);
    CHECK_EQUAL(lab_data_count(data), count);
    CHECK_EQUAL(lab_data_width(data), width);
    CHECK_EQUAL(lab_data_outputs(data), 10);
    float *inputs = malloc(width * sizeof(float));
    double nonzero = 0;
    for (uint32_t s = 0; s < count; s++) {
        lab_data_inputs(data, s, inputs);
        for (uint32_t i = 0; i < width; i++) {
            uint8_t pixel = pixels[s * width + i];
            CHECK_EQUAL(inputs[i], (float)pixel / 255.0f);
            nonzero += pixel != 0;
        }
        CHECK_EQUAL(lab_data_label(data, s), labels[s]);
    }
    CHECK_EQUAL(lab_data_density(data), nonzero / ((double)count * width));
    free(inputs);
    lab_data_destroy(data);
    lab_pack_release(&pack);
    CHECK(pack.bytes == NULL && pack.size == 0);
    lab_pack_release(&pack);
}

static void check_densities(void) {
    enum { COUNT = 37 }; /* odd, so that the labels are padded */
    static uint8_t pixels[COUNT * FIXTURE_WIDTH], labels[COUNT];
    double densities[] = {0, 0.02, 0.19, 0.35, 0.45, 0.8, 1};
    for (size_t i = 0; i < sizeof densities / sizeof densities[0]; i++) {
        fixture_draw(20 + i, densities[i], COUNT, pixels, labels);
        check_round_trip(pixels, COUNT, FIXTURE_SIDE, FIXTURE_SIDE, labels,
            densities[i] < 0.4 ? LAB_PACK_SPARSE : LAB_PACK_DENSE);
    }
}

/* Exactly 40% is still sparse; one pixel more is not. */
static void check_border_of_density(void) {
    uint8_t pixels[2 * 50] = {0}, labels[2] = {0, 9};
    memset(pixels, 7, 40);
    check_round_trip(pixels, 2, 5, 10, labels, LAB_PACK_SPARSE);
    pixels[99] = 7;
    check_round_trip(pixels, 2, 5, 10, labels, LAB_PACK_DENSE);
}

/* Distances around 255 and its multiples, which a byte cannot hold at once. */
static void check_gaps(void) {
    enum { ROWS = 32, COLUMNS = 128, WIDTH = ROWS * COLUMNS };
    static uint8_t pixels[WIDTH];
    uint32_t places[] = {0, 1, 254, 255, 256, 257, 509, 510, 511, 765, 766, 1020, WIDTH - 1};
    size_t count = sizeof places / sizeof places[0];
    uint8_t label = 3;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i; j < count; j++) {
            memset(pixels, 0, sizeof pixels);
            pixels[places[i]] = 1;
            pixels[places[j]] = 255;
            check_round_trip(pixels, 1, ROWS, COLUMNS, &label, LAB_PACK_SPARSE);
        }
    }
}

static void check_refused(const uint8_t *images, size_t images_size, const uint8_t *labels,
    size_t labels_size, lab_status expected, lab_fault right) {
    lab_pack pack = {NULL, 99};
    lab_fault fault = {-1, -1, -1};
    CHECK_EQUAL(
        lab_pack_create(images, images_size, labels, labels_size, 10, &pack, &fault), expected);
    CHECK_EQUAL(fault.where, right.where);
    CHECK_EQUAL(fault.found, right.found);
    CHECK_EQUAL(fault.expected, right.expected);
    CHECK(pack.bytes == NULL && pack.size == 99);
}

static void check_files_that_do_not_fit(void) {
    enum { COUNT = 6 };
    static uint8_t pixels[COUNT * FIXTURE_WIDTH], labels[COUNT];
    fixture_draw(30, 0.2, COUNT, pixels, labels);
    size_t size, label_size, fewer_size;
    uint8_t *images = fixture_images(pixels, COUNT, FIXTURE_SIDE, FIXTURE_SIDE, &size);
    uint8_t *fewer = fixture_labels(labels, COUNT - 1, &fewer_size);
    check_refused(images, size, fewer, fewer_size, LAB_COUNTS_DIFFER, (lab_fault){0, 5, 6});
    labels[4] = 10;
    uint8_t *wrong = fixture_labels(labels, COUNT, &label_size);
    check_refused(images, size, wrong, label_size, LAB_BAD_LABEL, (lab_fault){4, 10, 9});
    check_refused(
        wrong, label_size, wrong, label_size, LAB_BAD_MAGIC, (lab_fault){0, 0x801, 0x803});
    check_refused(images, size, images, size, LAB_BAD_MAGIC, (lab_fault){0, 0x803, 0x801});
    check_refused(images, size - 1, wrong, label_size, LAB_CUT,
        (lab_fault){0, (double)size - 1, (double)size});
    free(images);
    free(fewer);
    free(wrong);
}

int main(void) {
    check_densities();
    check_border_of_density();
    check_gaps();
    check_files_that_do_not_fit();
    return 0;
}
