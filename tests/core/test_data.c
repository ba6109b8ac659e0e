/* test_data.c - a pack is opened as it is, or refused; a damaged one that is not refused does no
 * harm. Packs lie in memory of exactly their size, so that a sanitizer sees one byte too far. */
#include "data.h"

#include "check.h"
#include "fixture.h"
#include "pack.h"

enum { COUNT = 5 };

/* Reads all there is to read, and trains and evaluates on it. */
static void use(const lab_data *data) {
    float inputs[LAB_MAX_UNITS];
    uint32_t width = lab_data_width(data), count = lab_data_count(data);
    for (uint32_t s = 0; s < count; s++) {
        lab_data_inputs(data, s, inputs);
        for (uint32_t i = 0; i < width; i++) CHECK(inputs[i] >= 0 && inputs[i] <= 1);
        CHECK(lab_data_label(data, s) < lab_data_outputs(data));
    }
    CHECK(lab_data_density(data) >= 0 && lab_data_density(data) <= 1);
    if (lab_data_outputs(data) > LAB_MAX_UNITS) return;
    lab_shape shape = {.layers = 1,
        .units = {width, lab_data_outputs(data)},
        .activations = {LAB_SOFTMAX},
        .loss = LAB_CROSS_ENTROPY};
    lab_network *network;
    lab_workspace *workspace;
    uint32_t indices[2] = {0, count - 1};
    CHECK_EQUAL(lab_network_create(&shape, &network, NULL), LAB_OK);
    CHECK_EQUAL(lab_workspace_create(network, data, LAB_VECTOR, &workspace), LAB_OK);
    CHECK(isfinite(lab_sgd_step(workspace, network, data, indices, 2, 0.1).loss));
    lab_workspace_destroy(workspace);
    lab_network_destroy(network);
}

/* Opens an exact copy and uses it if it opens. */
static lab_status try_pack(const uint8_t *bytes, size_t size) {
    uint8_t *copy = malloc(size > 0 ? size : 1);
    if (size > 0) memcpy(copy, bytes, size);
    lab_data *data = NULL;
    lab_fault fault;
    lab_status status = lab_data_open(copy, size, &data, &fault);
    if (status == LAB_OK) use(data);
    else CHECK(data == NULL);
    lab_data_destroy(data);
    free(copy);
    return status;
}

static void check_every_cut(const lab_pack *pack) {
    CHECK_EQUAL(try_pack(pack->bytes, pack->size), LAB_OK);
    for (size_t cut = 0; cut < pack->size; cut++) {
        CHECK_EQUAL(try_pack(pack->bytes, cut), LAB_CUT);
    }
    uint8_t *longer = calloc(1, pack->size + 2);
    memcpy(longer, pack->bytes, pack->size);
    CHECK_EQUAL(try_pack(longer, pack->size + 2), LAB_TRAILING);
    free(longer);
}

/* Every byte set to every value; most are refused, none does harm. */
static void check_every_damage(const lab_pack *pack) {
    uint32_t refused = 0;
    for (size_t at = 0; at < pack->size; at++) {
        uint8_t right = pack->bytes[at];
        static const uint8_t flips[] = {1, 2, 3, 4, 8, 16, 32, 64, 128, 255};
        for (size_t i = 0; i < sizeof flips; i++) {
            pack->bytes[at] = right ^ flips[i];
            refused += try_pack(pack->bytes, pack->size) != LAB_OK;
        }
        pack->bytes[at] = 0;
        try_pack(pack->bytes, pack->size);
        pack->bytes[at] = right;
    }
    CHECK(refused > 0);
}

static void check_packs(void) {
    for (uint32_t layout = LAB_PACK_SPARSE; layout <= LAB_PACK_DENSE; layout++) {
        fixture_set set = fixture_open(40, 0.2, COUNT, layout);
        check_every_cut(&set.pack);
        check_every_damage(&set.pack);
        fixture_close(&set);
    }
}

/* A sparse pack of one sample with the given pairs. */
static lab_status try_pairs(const uint8_t *pairs, uint32_t count, uint32_t width) {
    uint32_t starts[2] = {0, count};
    lab_pack_header header = {LAB_PACK_MAGIC, LAB_PACK_SPARSE, 1, width, 10, count};
    size_t size = sizeof header + 4 + sizeof starts + 2 * (size_t)count;
    uint8_t *bytes = calloc(1, size);
    memcpy(bytes, &header, sizeof header);
    memcpy(bytes + sizeof header + 4, starts, sizeof starts);
    if (count > 0) memcpy(bytes + sizeof header + 4 + sizeof starts, pairs, 2 * (size_t)count);
    lab_status status = try_pack(bytes, size);
    free(bytes);
    return status;
}

/* What the format forbids inside a sample. */
static void check_pairs(void) {
    CHECK_EQUAL(try_pairs((uint8_t[]){0, 9, 1, 9}, 2, 4), LAB_OK);
    CHECK_EQUAL(try_pairs((uint8_t[]){3, 9}, 1, 4), LAB_OK);
    CHECK_EQUAL(try_pairs((uint8_t[]){4, 9}, 1, 4), LAB_BAD_PACK);
    CHECK_EQUAL(try_pairs((uint8_t[]){255, 0, 44, 9}, 2, 300), LAB_OK);
    CHECK_EQUAL(try_pairs((uint8_t[]){255, 0, 45, 9}, 2, 300), LAB_BAD_PACK);
    /* The same pixel twice: then a sample could hold more entries than pixels, without end. */
    CHECK_EQUAL(try_pairs((uint8_t[]){2, 9, 0, 9}, 2, 4), LAB_BAD_PACK);
    /* A pixel that is zero. */
    CHECK_EQUAL(try_pairs((uint8_t[]){2, 0}, 1, 4), LAB_BAD_PACK);
}

/* Pairs are walked four at a time: what is forbidden is found at every place of samples of every
 * length. */
static void check_every_place(void) {
    for (uint32_t count = 1; count <= 9; count++) {
        for (uint32_t at = 0; at < count; at++) {
            uint8_t pairs[18];
            for (uint32_t k = 0; k < count; k++) pairs[2 * k] = 2, pairs[2 * k + 1] = 255;
            CHECK_EQUAL(try_pairs(pairs, count, 2 * count + 1), LAB_OK);
            CHECK_EQUAL(try_pairs(pairs, count, 2 * count), LAB_BAD_PACK);
            pairs[2 * at] = 0;
            CHECK_EQUAL(try_pairs(pairs, count, 2 * count + 1), at == 0 ? LAB_OK : LAB_BAD_PACK);
            pairs[2 * at + 1] = 0;
            CHECK_EQUAL(try_pairs(pairs, count, 2 * count + 1), LAB_BAD_PACK);
            pairs[2 * at] = 254;
            CHECK_EQUAL(try_pairs(pairs, count, 2 * count + 255), LAB_BAD_PACK);
            pairs[2 * at] = 255;
            CHECK_EQUAL(try_pairs(pairs, count, 2 * count + 255), LAB_OK);
        }
    }
}

/* So many moves that the pixel's number wraps around in 32 bits and ends inside the image. */
static void check_wrapping_moves(void) {
    uint32_t moves = 16843009; /* times 255 is 2^32 - 1 */
    uint8_t *pairs = calloc(moves + 1, 2);
    for (size_t i = 0; i < moves; i++) pairs[2 * i] = 255, pairs[2 * i + 1] = 9;
    pairs[2 * (size_t)moves] = 2;
    pairs[2 * (size_t)moves + 1] = 9;
    CHECK_EQUAL(try_pairs(pairs, moves + 1, 784), LAB_BAD_PACK);
    free(pairs);
}

static void check_floats(void) {
    float inputs[6] = {0, -1.5f, 2, 0, 0, 1e30f}, targets[2] = {7, -7};
    lab_data *data = NULL;
    CHECK_EQUAL(lab_data_create(inputs, 2, 3, targets, 1, &data), LAB_OK);
    CHECK_EQUAL(lab_data_count(data), 2);
    CHECK_EQUAL(lab_data_width(data), 3);
    CHECK_EQUAL(lab_data_outputs(data), 1);
    CHECK_EQUAL(lab_data_density(data), 0.5);
    inputs[1] = 9; /* they were copied */
    float found[3];
    lab_data_inputs(data, 0, found);
    CHECK_EQUAL(found[1], -1.5);
    lab_data_inputs(data, 1, found);
    CHECK_EQUAL(found[2], 1e30f);
    lab_data_destroy(data);
    data = NULL;
    CHECK_EQUAL(lab_data_create(inputs, 0, 3, targets, 1, &data), LAB_BAD_SIZE);
    CHECK_EQUAL(lab_data_create(inputs, 1, 0, targets, 1, &data), LAB_BAD_SIZE);
    CHECK_EQUAL(lab_data_create(inputs, 1, 4097, targets, 1, &data), LAB_BAD_SIZE);
    CHECK_EQUAL(lab_data_create(inputs, 1, 3, targets, 0, &data), LAB_BAD_SIZE);
    CHECK(data == NULL);
    lab_data_destroy(NULL);
}

int main(void) {
    check_packs();
    check_pairs();
    check_every_place();
    check_wrapping_moves();
    check_floats();
    return 0;
}
