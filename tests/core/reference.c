/* reference.c - loss and gradient, plainly and in double precision. */
#include "reference.h"

#include "check.h"
#include "data.h"

uint32_t reference_count(const lab_shape *shape) {
    uint32_t count = 0;
    for (uint32_t l = 0; l < shape->layers; l++) {
        count += (shape->units[l] + 1) * shape->units[l + 1];
    }
    CHECK(count <= REFERENCE_PARAMETERS);
    return count;
}

void reference_read(const lab_network *network, double *parameters) {
    for (uint32_t l = 0; l < lab_network_shape(network)->layers; l++) {
        lab_layer_view view = lab_network_layer(network, l);
        for (uint32_t i = 0; i <= view.inputs; i++) {
            const float *row =
                i < view.inputs ? view.weights + (size_t)i * view.stride : view.biases;
            for (uint32_t j = 0; j < view.outputs; j++) *parameters++ = (double)row[j];
        }
    }
}

static double activation(lab_activation f, double z) {
    if (f == LAB_SIGMOID) return 1 / (1 + exp(-z));
    if (f == LAB_TANH) return tanh(z);
    if (f == LAB_RELU) return z > 0 ? z : 0;
    return z;
}

static double derivative(lab_activation f, double a) {
    if (f == LAB_SIGMOID) return a * (1 - a);
    if (f == LAB_TANH) return 1 - a * a;
    if (f == LAB_RELU) return a > 0;
    return 1;
}

static void softmax(double *z, uint32_t count) {
    double sum = 0;
    for (uint32_t j = 0; j < count; j++) sum += z[j] = exp(z[j]);
    for (uint32_t j = 0; j < count; j++) z[j] /= sum;
}

typedef struct pass {
    double a[LAB_MAX_LAYERS + 1][REFERENCE_UNITS]; /* inputs, then every layer's outputs */
    double d[LAB_MAX_LAYERS + 1][REFERENCE_UNITS]; /* dJ/dz likewise */
} pass;

static void forward(const lab_shape *shape, const double *next, pass *p) {
    for (uint32_t l = 0; l < shape->layers; l++) {
        uint32_t inputs = shape->units[l], outputs = shape->units[l + 1];
        double *z = p->a[l + 1];
        for (uint32_t j = 0; j < outputs; j++) {
            z[j] = next[inputs * outputs + j];
            for (uint32_t i = 0; i < inputs; i++) z[j] += p->a[l][i] * next[i * outputs + j];
        }
        if (shape->activations[l] == LAB_SOFTMAX) softmax(z, outputs);
        for (uint32_t j = 0; j < outputs; j++) z[j] = activation(shape->activations[l], z[j]);
        next += (inputs + 1) * outputs;
    }
}

/* The loss, and dJ/dz of the last layer. */
static double judge(const lab_shape *shape, const double *target, pass *p) {
    uint32_t last = shape->layers, outputs = shape->units[last];
    const double *a = p->a[last];
    double *d = p->d[last], loss = 0, sum = 0;
    for (uint32_t j = 0; j < outputs; j++) {
        d[j] = a[j] - target[j];
        sum += d[j] * a[j];
        if (shape->loss == LAB_MEAN_SQUARED_ERROR) loss += d[j] * d[j] / 2;
        else loss -= target[j] * log(a[j]);
    }
    if (shape->loss == LAB_CROSS_ENTROPY) return loss;
    for (uint32_t j = 0; j < outputs; j++) {
        if (shape->activations[last - 1] == LAB_SOFTMAX) d[j] = a[j] * (d[j] - sum);
        else d[j] *= derivative(shape->activations[last - 1], a[j]);
    }
    return loss;
}

static void backward(const lab_shape *shape, const double *parameters, pass *p, double *gradient) {
    uint32_t at = reference_count(shape);
    for (uint32_t l = shape->layers; l-- > 0;) {
        uint32_t inputs = shape->units[l], outputs = shape->units[l + 1];
        at -= (inputs + 1) * outputs;
        for (uint32_t i = 0; i <= inputs; i++) {
            double sum = 0, x = i < inputs ? p->a[l][i] : 1;
            for (uint32_t j = 0; j < outputs; j++) {
                gradient[at + i * outputs + j] += x * p->d[l + 1][j];
                sum += parameters[at + i * outputs + j] * p->d[l + 1][j];
            }
            if (l > 0 && i < inputs) p->d[l][i] = sum * derivative(shape->activations[l - 1], x);
        }
    }
}

double reference_gradient(
    const lab_shape *shape, const lab_data *data, const double *parameters, double *gradient) {
    double loss = 0;
    for (uint32_t s = 0; s < lab_data_count(data); s++) {
        pass p;
        float inputs[REFERENCE_UNITS];
        double target[REFERENCE_UNITS] = {0};
        lab_data_inputs(data, s, inputs);
        for (uint32_t i = 0; i < shape->units[0]; i++) p.a[0][i] = (double)inputs[i];
        for (uint32_t j = 0; j < data->outputs; j++) {
            target[j] = data->labels ? lab_data_label(data, s) == j
                                     : (double)data->targets[s * data->outputs + j];
        }
        forward(shape, parameters, &p);
        loss += judge(shape, target, &p);
        backward(shape, parameters, &p, gradient);
    }
    return loss;
}
