/* run.c - which runs can be run, and when they are evaluated. */
#include <math.h>

#include "data.h"
#include "fault.h"
#include "trainer.h"

static const double most_epochs = 1e6;
static const double most_records = 1e5;

static int whole_between(double value, double least, double most) {
    return value >= least && value <= most && value == floor(value);
}

double lab_run_batch(const lab_run *run, double epochs) {
    double batch = run->batch;
    const lab_growth *growth = &run->growth;
    for (uint32_t i = 0; i < growth->count && growth->epochs[i] <= epochs; i++) {
        batch = growth->batches[i];
    }
    return batch;
}

double lab_run_iterations_per_epoch(const lab_run *run, double epochs) {
    return ceil(run->train_size / lab_run_batch(run, epochs));
}

double lab_run_iterations_until(const lab_run *run, double epochs) {
    const lab_growth *growth = &run->growth;
    double from = 0, iterations = 0;
    for (uint32_t i = 0; i < growth->count && growth->epochs[i] < epochs; i++) {
        iterations += (growth->epochs[i] - from) * lab_run_iterations_per_epoch(run, from);
        from = growth->epochs[i];
    }
    return iterations + (epochs - from) * lab_run_iterations_per_epoch(run, from);
}

double lab_run_iterations(const lab_run *run) {
    return lab_run_iterations_until(run, run->epochs);
}

double lab_run_record_due(const lab_run *run, double k) {
    double due = lab_run_iterations_until(run, k * run->evaluate);
    /* 0.1 * 3 is a little more than 0.3: a whole number must not become the next one. */
    return ceil(due - 1e-9 * (due + 1));
}

double lab_run_records(const lab_run *run) {
    double iterations = lab_run_iterations(run);
    double records = ceil(run->epochs / run->evaluate) + 1;
    return records < iterations ? records : iterations;
}

static lab_status check_growth(const lab_run *run, lab_fault *fault) {
    const lab_growth *growth = &run->growth;
    if (growth->count > LAB_MAX_STAGES) {
        return lab_fail(fault, LAB_BAD_GROWTH, 2.0 * LAB_MAX_STAGES, growth->count, LAB_MAX_STAGES);
    }
    for (uint32_t i = 0; i < growth->count; i++) {
        double least = i > 0 ? growth->epochs[i - 1] + 1 : 1;
        if (!whole_between(growth->epochs[i], least, most_epochs)) {
            return lab_fail(fault, LAB_BAD_GROWTH, 2.0 * i, growth->epochs[i], least);
        }
        if (!whole_between(growth->batches[i], 1, run->train_size)) {
            return lab_fail(
                fault, LAB_BAD_GROWTH, 2.0 * i + 1, growth->batches[i], run->train_size);
        }
    }
    return LAB_OK;
}

static lab_status check_schedule(const lab_run *run, lab_fault *fault) {
    lab_status status = lab_schedule_check(&run->schedule, fault);
    if (status != LAB_OK) return status;
    if (lab_schedule_plateau(&run->schedule) && run->validation_size == 0) {
        return lab_fail(fault, LAB_BAD_PLATEAU, 2, 0, 1);
    }
    return lab_schedule_fits(&run->schedule, lab_run_iterations(run), fault);
}

lab_status lab_run_check(const lab_run *run, const lab_data *training, lab_fault *fault) {
    double available = training->count;
    double wanted = (double)run->train_size + run->validation_size;
    if (run->train_size < 1) return lab_fail(fault, LAB_BAD_SIZE, 1, run->train_size, 1);
    if (run->validation_size >= available) {
        return lab_fail(fault, LAB_BAD_SIZE, 2, run->validation_size, available - 1);
    }
    if (wanted > available) {
        return lab_fail(fault, LAB_BAD_SIZE, 1, run->train_size, available - run->validation_size);
    }
    if (!whole_between(run->batch, 1, run->train_size)) {
        return lab_fail(fault, LAB_BAD_BATCH, 6, run->batch, run->train_size);
    }
    lab_status status = check_growth(run, fault);
    if (status != LAB_OK) return status;
    if (!whole_between(run->epochs, 1, most_epochs)) {
        return lab_fail(fault, LAB_BAD_EPOCHS, 7, run->epochs, most_epochs);
    }
    if (!(run->evaluate > 0) || !(lab_run_records(run) <= most_records)) {
        return lab_fail(fault, LAB_BAD_EVALUATE, 8, run->evaluate, run->epochs / most_records);
    }
    if (!whole_between(run->trace, 1, 4294967295.0)) {
        return lab_fail(fault, LAB_BAD_EVALUATE, 9, run->trace, 1);
    }
    status = lab_optimizer_check(&run->optimizer, fault);
    if (status == LAB_OK) status = check_schedule(run, fault);
    if (status != LAB_OK) return status;
    uint32_t layers = run->shape.layers;
    if (layers < 1 || layers > LAB_MAX_LAYERS) {
        return lab_fail(fault, LAB_BAD_SHAPE, 12, layers, LAB_MAX_LAYERS);
    }
    if (run->shape.units[0] != training->width) {
        return lab_fail(fault, LAB_BAD_SHAPE, 0, run->shape.units[0], training->width);
    }
    if (run->shape.units[layers] != training->outputs) {
        return lab_fail(fault, LAB_BAD_SHAPE, layers, run->shape.units[layers], training->outputs);
    }
    if (!training->labels && run->shape.loss == LAB_CROSS_ENTROPY) {
        return lab_fail(fault, LAB_BAD_SHAPE, 11, run->shape.loss, LAB_MEAN_SQUARED_ERROR);
    }
    return LAB_OK;
}
