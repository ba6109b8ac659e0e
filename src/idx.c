/* idx.c - the header of an IDX file. */
#include <assert.h>

#include "fault.h"

static uint32_t read_big_endian(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

lab_status lab_idx_parse(
    const uint8_t *bytes, size_t size, uint32_t dimensions, lab_idx *idx, lab_fault *fault) {
    assert(dimensions >= 1 && dimensions <= 3);
    size_t header = 4 + 4 * (size_t)dimensions;
    uint32_t magic = 0x0800u | dimensions;
    if (size < 4) return lab_fail(fault, LAB_CUT, 0, (double)size, (double)header);
    uint32_t found = read_big_endian(bytes);
    if (found != magic) return lab_fail(fault, LAB_BAD_MAGIC, 0, found, magic);
    if (size < header) return lab_fail(fault, LAB_CUT, 0, (double)size, (double)header);

    /* Sizes are multiplied as doubles: exact as long as they fit any file, and never wrapping. */
    uint32_t count = read_big_endian(bytes + 4);
    double width = 1;
    for (uint32_t i = 1; i < dimensions; i++) width *= read_big_endian(bytes + 4 + 4 * (size_t)i);
    double expected = (double)header + count * width;
    if ((double)size < expected) return lab_fail(fault, LAB_CUT, 0, (double)size, expected);
    if ((double)size > expected) return lab_fail(fault, LAB_TRAILING, 0, (double)size, expected);
    if (count == 0 || width < 1) return lab_fail(fault, LAB_COUNTS_DIFFER, 0, 0, 1);
    *idx = (lab_idx){count, (uint32_t)width, bytes + header};
    return LAB_OK;
}
