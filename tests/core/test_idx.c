/* test_idx.c - an IDX file is read as it is, or refused for what is wrong with it. */
#include "check.h"
#include "fixture.h"

/* Parses a copy of exactly `size` bytes, so that a sanitizer sees any byte read beyond. */
static lab_status parse(
    const uint8_t *bytes, size_t size, uint32_t dimensions, lab_idx *idx, lab_fault *fault) {
    uint8_t *copy = malloc(size > 0 ? size : 1);
    if (size > 0) memcpy(copy, bytes, size);
    lab_status status = lab_idx_parse(copy, size, dimensions, idx, fault);
    free(copy);
    return status;
}

static void put(uint8_t *to, uint32_t value) {
    for (int i = 0; i < 4; i++) to[i] = (uint8_t)(value >> (24 - 8 * i));
}

static uint8_t *images_of(uint32_t count, uint32_t rows, uint32_t columns, size_t *size) {
    static uint8_t pixels[1000];
    for (size_t i = 0; i < sizeof pixels; i++) pixels[i] = (uint8_t)i;
    return fixture_images(pixels, count, rows, columns, size);
}

static void check_good(void) {
    size_t size;
    lab_idx idx;
    uint8_t *images = images_of(5, 3, 4, &size);
    CHECK_EQUAL(lab_idx_parse(images, size, 3, &idx, NULL), LAB_OK);
    CHECK_EQUAL(idx.count, 5);
    CHECK_EQUAL(idx.width, 12);
    CHECK(idx.items == images + 16);
    free(images);
    uint8_t *labels = fixture_labels((const uint8_t *)"\1\2\3", 3, &size);
    CHECK_EQUAL(lab_idx_parse(labels, size, 1, &idx, NULL), LAB_OK);
    CHECK_EQUAL(idx.count, 3);
    CHECK_EQUAL(idx.width, 1);
    CHECK_EQUAL(idx.items[2], 3);
    free(labels);
}

/* The result must be untouched when parsing fails. */
static void check_refused(const uint8_t *bytes, size_t size, uint32_t dimensions,
    lab_status expected, double found, double right) {
    lab_idx idx = {77, 77, NULL};
    lab_fault fault = {-1, -1, -1};
    CHECK_EQUAL(parse(bytes, size, dimensions, &idx, &fault), expected);
    CHECK_EQUAL(fault.found, found);
    CHECK_EQUAL(fault.expected, right);
    CHECK_EQUAL(idx.count, 77);
    CHECK_EQUAL(parse(bytes, size, dimensions, &idx, NULL), expected);
}

static void check_cut_and_trailing(void) {
    size_t size;
    uint8_t *images = images_of(5, 3, 4, &size);
    for (size_t cut = 0; cut < size; cut++) {
        /* Before the whole header is there, only the header is asked for. */
        check_refused(images, cut, 3, LAB_CUT, (double)cut, cut < 16 ? 16 : (double)size);
    }
    uint8_t longer[100] = {0};
    memcpy(longer, images, size);
    check_refused(longer, size + 1, 3, LAB_TRAILING, (double)size + 1, (double)size);
    check_refused(longer, size + 20, 3, LAB_TRAILING, (double)size + 20, (double)size);
    free(images);
}

static void check_magic(void) {
    size_t size;
    uint8_t *images = images_of(5, 3, 4, &size);
    check_refused(images, size, 1, LAB_BAD_MAGIC, 0x803, 0x801);
    put(images, 0x00000d03); /* floats */
    check_refused(images, size, 3, LAB_BAD_MAGIC, 0xd03, 0x803);
    put(images, 0x1f8b0800); /* the file is still compressed */
    check_refused(images, size, 3, LAB_BAD_MAGIC, 0x1f8b0800, 0x803);
    check_refused(images, 4, 3, LAB_BAD_MAGIC, 0x1f8b0800, 0x803);
    free(images);
}

static void set_sizes(uint8_t *images, uint32_t count, uint32_t rows, uint32_t columns) {
    put(images + 4, count);
    put(images + 8, rows);
    put(images + 12, columns);
}

/* Counts whose product wraps to the right one in 32 or 64 bits are told for what they are. */
static void check_lying_counts(void) {
    size_t size;
    uint8_t *images = images_of(4, 2, 2, &size);
    double header = 16;
    set_sizes(images, 5, 2, 2);
    check_refused(images, size, 3, LAB_CUT, (double)size, header + 20);
    set_sizes(images, 3, 2, 2);
    check_refused(images, size, 3, LAB_TRAILING, (double)size, header + 12);
    set_sizes(images, 0x40000004, 2, 2); /* times 4 is 16 and 2^32 */
    check_refused(images, size, 3, LAB_CUT, (double)size, header + 4294967312.0);
    set_sizes(images, 0x80000000, 0x80000000, 4); /* 2^64 */
    check_refused(images, size, 3, LAB_CUT, (double)size, header + 0x1p64);
    set_sizes(images, 0xffffffff, 0xffffffff, 0xffffffff);
    check_refused(images, size, 3, LAB_CUT, (double)size, 4294967295.0 * 4294967295.0 * 4294967295);
    free(images);
}

static void check_nothing_inside(void) {
    size_t size;
    uint32_t sizes[][3] = {{0, 28, 28}, {5, 0, 28}, {5, 28, 0}, {0xffffffff, 0, 0xffffffff}};
    for (size_t i = 0; i < 4; i++) {
        uint8_t *images = images_of(0, 0, 0, &size);
        set_sizes(images, sizes[i][0], sizes[i][1], sizes[i][2]);
        check_refused(images, size, 3, LAB_COUNTS_DIFFER, 0, 1);
        free(images);
    }
    uint8_t *labels = fixture_labels(NULL, 0, &size);
    check_refused(labels, size, 1, LAB_COUNTS_DIFFER, 0, 1);
    free(labels);
}

int main(void) {
    check_good();
    check_cut_and_trailing();
    check_magic();
    check_lying_counts();
    check_nothing_inside();
    return 0;
}
