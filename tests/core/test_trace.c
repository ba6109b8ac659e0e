/* test_trace.c - the stream of training losses: means over fixed intervals, in a ring that keeps
 * the newest. */
#include "trace.h"

#include "check.h"

static lab_trace trace;
static double points[2 * LAB_TRACE_CAPACITY];

static void check_means(void) {
    lab_trace_clear(&trace, 3);
    for (uint32_t i = 1; i <= 8; i++) lab_trace_add(&trace, i, i * 10);
    CHECK_EQUAL(lab_trace_take(&trace, points, 100), 2);
    CHECK_EQUAL(points[0], 3);
    CHECK_EQUAL(points[1], 20);
    CHECK_EQUAL(points[2], 6);
    CHECK_EQUAL(points[3], 50);
    lab_trace_flush(&trace, 8); /* the two that are left */
    lab_trace_flush(&trace, 8); /* and nothing more */
    CHECK_EQUAL(lab_trace_take(&trace, points, 100), 1);
    CHECK_EQUAL(points[0], 8);
    CHECK_EQUAL(points[1], 75);
    CHECK_EQUAL(lab_trace_take(&trace, points, 100), 0);
}

/* Taken in small pieces, over the ring's seam. */
static void check_order(void) {
    lab_trace_clear(&trace, 1);
    uint32_t added = 0, taken = 0;
    for (int round = 0; round < 40; round++) {
        for (int i = 0; i < 300; i++) added++, lab_trace_add(&trace, added, -(double)added);
        uint32_t count = lab_trace_take(&trace, points, 301);
        for (uint32_t i = 0; i < count; i++) {
            taken++;
            CHECK_EQUAL(points[2 * i], taken);
            CHECK_EQUAL(points[2 * i + 1], -(double)taken);
        }
    }
    CHECK_EQUAL(taken, added);
    CHECK_EQUAL(lab_trace_take(&trace, points, 0), 0);
}

static void check_full(void) {
    lab_trace_clear(&trace, 1);
    for (uint32_t i = 1; i < LAB_TRACE_CAPACITY; i++) lab_trace_add(&trace, i, 1);
    CHECK(!lab_trace_full(&trace));
    for (uint32_t i = 0; i < 11; i++) lab_trace_add(&trace, LAB_TRACE_CAPACITY + i, 1);
    CHECK(lab_trace_full(&trace));
    CHECK_EQUAL(lab_trace_take(&trace, points, LAB_TRACE_CAPACITY), LAB_TRACE_CAPACITY);
    CHECK_EQUAL(points[0], 11); /* the ten oldest are gone */
    CHECK_EQUAL(points[2 * LAB_TRACE_CAPACITY - 2], LAB_TRACE_CAPACITY + 10);
    CHECK(!lab_trace_full(&trace));
}

int main(void) {
    check_means();
    check_order();
    check_full();
    return 0;
}
