/* status.c - a sentence for each status. */
#include "lab.h"

const char *lab_status_text(lab_status status) {
    static const char *const texts[] = {
        [LAB_OK] = "Nothing is wrong.",
        [LAB_OUT_OF_MEMORY] = "There is not enough memory.",
        [LAB_BAD_MAGIC] = "The file does not start as a file of this kind does.",
        [LAB_CUT] = "The file is shorter than its header says.",
        [LAB_COUNTS_DIFFER] = "There are not as many labels as images.",
        [LAB_BAD_LABEL] = "A label is not one of the classes.",
        [LAB_BAD_PACK] = "The packed data is damaged.",
        [LAB_BAD_BATCH] =
            "The batch size must be a whole number from 1 to the training set's size.",
        [LAB_BAD_RATE] = "The learning rate must be a finite number that is not negative.",
        [LAB_BAD_EPOCHS] = "The number of epochs must be a whole number from 1 to 1,000,000.",
        [LAB_BAD_SIZE] = "The data has fewer samples than the run asks for.",
        [LAB_BAD_SHAPE] = "The network's shape is not one that can be built for this data.",
        [LAB_BAD_EVALUATE] =
            "The interval between evaluations must be a positive number of epochs.",
        [LAB_BAD_VERSION] = "The run's description has a layout that this core does not know.",
        [LAB_TRAILING] = "The file is longer than its header says.",
        [LAB_BAD_POLICY] = "There is no such learning rate policy.",
        [LAB_BAD_GAMMA] = "Gamma must be a finite number above 0, and below 1 on a plateau.",
        [LAB_BAD_STEP] = "The step must be a whole number of iterations, at least 1.",
        [LAB_BAD_POWER] = "The power must be a finite number above 0.",
        [LAB_BAD_TOTAL] = "The total must be a whole number of iterations, at least 1.",
        [LAB_BAD_MINIMUM] = "The minimum must be from 0 to the learning rate.",
        [LAB_BAD_MILESTONES] = "Milestones must be 1 to 16 whole numbers that rise, above 0.",
        [LAB_BAD_CYCLE] = "A cycle's shape is not one that can be followed.",
        [LAB_BAD_PLATEAU] =
            "Reduce-on-plateau's patience, cooldown or threshold is wrong, or nothing validates.",
        [LAB_BAD_JOIN] = "A joined schedule's part has no length, or the run ends before the last.",
        [LAB_BAD_DIRECTION] = "The rates of a segment must rise.",
        [LAB_BAD_OVERLAP] = "A segment must start above the end of the one before it.",
        [LAB_BAD_SWEEP_STEP] = "The step of a segment must be a finite number above 0.",
        [LAB_BAD_SWEEP_RATES] = "A sweep must have from 1 to 1,000,000 rates.",
        [LAB_BAD_SWEEP_ITERATIONS] = "A rate must be tried for a whole number of iterations.",
        [LAB_BAD_RAMP] = "An exponential ramp must start above 0.",
        [LAB_BAD_SEARCH] = "The search for a rate is described with a number out of its range.",
        [LAB_BAD_OPTIMIZER] = "There is no such optimizer, or one of its numbers is out of range.",
        [LAB_BAD_GROWTH] =
            "A batch must grow at whole epochs that rise, to at most the training set.",
        [LAB_BAD_SEED] = "A seed must be a whole number from 0 to 4,294,967,295.",
        [LAB_NO_POINTS] = "There is no point.",
        [LAB_BAD_POINT] = "A coordinate is not a finite number of a usable size.",
        [LAB_NO_SLOPE] = "All points lie at x = 0, so there is no slope to learn.",
        [LAB_NO_GRADIENT] = "The gradient is 0: no step moves this line.",
        [LAB_BAD_LANDSCAPE] = "There is no such landscape.",
        [LAB_BAD_WALK] = "A walk is described with a number out of its range.",
        [LAB_BAD_PLAN] = "The measurement is described with a number out of its range.",
    };
    size_t known = sizeof texts / sizeof texts[0];
    const char *text = (size_t)status < known ? texts[status] : NULL;
    return text ? text : "The status is not known.";
}
