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
    };
    size_t known = sizeof texts / sizeof texts[0];
    return (size_t)status < known ? texts[status] : "The status is not known.";
}
