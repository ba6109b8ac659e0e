/* pack.h - the layout of a pack, for those who write and read one. */
#ifndef LAB_PACK_H
#define LAB_PACK_H

#include "lab.h"

enum { LAB_PACK_MAGIC = 0x31504c53, LAB_PACK_SPARSE = 0, LAB_PACK_DENSE = 1 };

typedef struct lab_pack_header {
    uint32_t magic;
    uint32_t layout;
    uint32_t count;
    uint32_t width;
    uint32_t classes;
    uint32_t entries; /* pairs of a sparse pack; pixels that are not zero of a dense one */
} lab_pack_header;

static inline size_t lab_pack_labels_size(uint32_t count) {
    return ((size_t)count + 3) & ~(size_t)3;
}

#endif
