/* Landscapes: heights and bottoms by closed forms, gradients by differences, samples that add up.
 */
#include "check.h"
#include "lab.h"

static lab_landscape make(lab_terrain terrain, double steepness) {
    lab_landscape landscape;
    CHECK_EQUAL(lab_landscape_make(terrain, steepness, 5, &landscape, NULL), LAB_OK);
    return landscape;
}

static double height(const lab_landscape *landscape, double x, double y) {
    return lab_landscape_height(landscape, (double[2]){x, y}, NULL);
}

static void check_heights(void) {
    lab_landscape valley = make(LAB_TERRAIN_VALLEY, 20), sparse = make(LAB_TERRAIN_SPARSE, 10);
    lab_landscape saddle = make(LAB_TERRAIN_SADDLE, 2), plateau = make(LAB_TERRAIN_PLATEAU, 2);
    CHECK_EQUAL(height(&valley, 3, 2), (9 + 20 * 4) / 2.0);
    /* Nine frequent samples miss by 2, 1.5 and 2.5, the rare one by 5. */
    CHECK_NEAR(height(&sparse, 3, -4), (4 + 4 * 2.25 + 4 * 6.25 + 25) / 20, 1e-15);
    lab_landscape even = make(LAB_TERRAIN_SPARSE, 5);
    CHECK_NEAR(height(&even, 1, 1), 4 * 0.25 / 10, 1e-15);
    CHECK_EQUAL(height(&saddle, 0, 0), 0);
    CHECK_EQUAL(height(&saddle, 0, 1), -0.25);
    CHECK_EQUAL(height(&saddle, 2, -1), 1.75);
    CHECK_NEAR(height(&plateau, 2.5, 0), 1 - 0.5 / (1 + exp(-18)) - 0.5, 1e-15);
    CHECK_NEAR(height(&plateau, 0, 1), 1.5 - 0.5 / (1 + exp(-8)) - 0.5 * exp(-6.25 / 0.72), 1e-15);
}

/* Central differences; cubes are what is left of them. */
static void check_gradients(void) {
    for (int terrain = LAB_TERRAIN_BOWL; terrain <= LAB_TERRAIN_PLATEAU; terrain++) {
        lab_landscape landscape = make((lab_terrain)terrain, 20);
        lab_random random = lab_random_start(1, 0);
        for (int i = 0; i < 200; i++) {
            double x = 8 * (double)lab_random_uniform(&random) - 4;
            double y = 4 * (double)lab_random_uniform(&random) - 2;
            const double h = 1e-5;
            double gradient[2];
            lab_landscape_height(&landscape, (double[2]){x, y}, gradient);
            double by_x = (height(&landscape, x + h, y) - height(&landscape, x - h, y)) / (2 * h);
            double by_y = (height(&landscape, x, y + h) - height(&landscape, x, y - h)) / (2 * h);
            CHECK_NEAR(gradient[0], by_x, 1e-7);
            CHECK_NEAR(gradient[1], by_y, 1e-7);
        }
    }
}

static void check_bottoms(void) {
    for (int terrain = LAB_TERRAIN_BOWL; terrain <= LAB_TERRAIN_PLATEAU; terrain++) {
        lab_landscape landscape = make((lab_terrain)terrain, 10);
        double bottom[2], gradient[2];
        lab_landscape_bottom(&landscape, bottom);
        double lowest = lab_landscape_height(&landscape, bottom, gradient);
        /* The shelf's far end is not quite level with the hollow. */
        double slack = terrain == LAB_TERRAIN_PLATEAU ? 1e-6 : 1e-12;
        CHECK_NEAR(gradient[0], 0, slack);
        CHECK_NEAR(gradient[1], 0, slack);
        for (int x = -8; x <= 8; x++) {
            for (int y = -8; y <= 8; y++)
                CHECK(height(&landscape, x / 2.0, y / 4.0) >= lowest - slack);
        }
    }
}

/* The mean over single samples, and over halves, is the gradient of all. */
static void check_samples(void) {
    lab_landscape landscapes[] = {make(LAB_TERRAIN_BOWL, 2), make(LAB_TERRAIN_SPARSE, 20)};
    for (int l = 0; l < 2; l++) {
        const lab_landscape *landscape = &landscapes[l];
        const double place[2] = {0.3, -2};
        double whole[2], mean[2] = {0, 0}, one[2];
        lab_landscape_height(landscape, place, whole);
        for (uint32_t i = 0; i < landscape->count; i++) {
            lab_landscape_gradient(landscape, &i, 1, place, one);
            mean[0] += one[0] / landscape->count;
            mean[1] += one[1] / landscape->count;
        }
        CHECK_NEAR(mean[0], whole[0], 1e-14);
        CHECK_NEAR(mean[1], whole[1], 1e-14);
    }
    lab_landscape same = make(LAB_TERRAIN_BOWL, 2);
    CHECK(memcmp(&same, &landscapes[0], sizeof same) == 0);
    double deviation = 0;
    for (uint32_t i = 0; i < same.count; i++) {
        double u = same.points[i][0], away = same.points[i][1] - 1 - u / 2;
        CHECK(u >= -1 && u < 2);
        deviation += away * away / same.count;
    }
    CHECK(deviation > 0.1 && deviation < 0.5); /* 1/4 but for luck */
}

static void check_refusals(void) {
    lab_landscape landscape;
    lab_fault fault;
    const double bad[][3] = {{-1, 2, 0}, {5, 2, 0}, {0.5, 2, 0}, {NAN, 2, 0}, {1, 1, 1},
        {1, 101, 1}, {1, 2.5, 1}, {1, NAN, 1}};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        CHECK_EQUAL(
            lab_landscape_make(bad[i][0], bad[i][1], 1, &landscape, &fault), LAB_BAD_LANDSCAPE);
        CHECK_EQUAL(fault.where, bad[i][2]);
    }
    CHECK(strlen(lab_status_text(LAB_BAD_LANDSCAPE)) > 10);
    CHECK(strlen(lab_status_text(LAB_BAD_WALK)) > 10);
}

int main(void) {
    check_heights();
    check_gradients();
    check_bottoms();
    check_samples();
    check_refusals();
    return 0;
}
