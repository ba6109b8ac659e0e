/*
 * lab.h - the training core of Steplab, and its manual.
 *
 * Numbers in, numbers out: the core reads no file and no clock, prints nothing and keeps no global
 * state. It trains networks of dense layers by mini-batch gradient descent
 *
 *     w <- w - rate/m * sum over the batch of dJ/dw              (the chapter's equation 1)
 *
 * or by one of the optimizers that were made of it, and it does so reproducibly: one run gives the
 * same bits from every build of this code, because every sum has one order, elementary functions
 * and the generator are our own, and no compiler may contract a multiplication and an addition into
 * one (build with -ffp-contract=off).
 *
 * Conventions
 *   - A fallible function returns lab_status; its results come through its last parameters and are
 *     untouched when it fails. Misuse (a null pointer, an index out of range) is a bug and asserts.
 *   - Divergence is no failure. A loss that is infinite or not a number is a result: see
 *     lab_progress.
 *   - Objects come in create and destroy pairs. An object takes all its memory when it is created;
 *     training allocates nothing. Destroying a null pointer does nothing.
 *   - Objects may be used from one thread at a time; lab_data, once made, is read-only and may be
 *     shared by any number of trainers.
 *   - Shapes are written [rows x columns], row-major. Matrices of the core may be wider than their
 *     columns: `stride` is the distance between rows, in floats, and the padding is zero.
 */
#ifndef LAB_H
#define LAB_H

#include <stddef.h>
#include <stdint.h>

/* ---- Status ------------------------------------------------------------------------------- */

typedef enum lab_status {
    LAB_OK = 0,
    LAB_OUT_OF_MEMORY = 1,
    LAB_BAD_MAGIC = 2,     /* the first bytes are not those of this kind of file */
    LAB_CUT = 3,           /* fewer bytes than the header promises */
    LAB_COUNTS_DIFFER = 4, /* as many labels as images, or none at all */
    LAB_BAD_LABEL = 5,     /* a label at or above the number of classes */
    LAB_BAD_PACK = 6,      /* a pack whose inside contradicts itself */
    LAB_BAD_BATCH = 7,
    LAB_BAD_RATE = 8,
    LAB_BAD_EPOCHS = 9,
    LAB_BAD_SIZE = 10,
    LAB_BAD_SHAPE = 11,
    LAB_BAD_EVALUATE = 12,
    LAB_BAD_VERSION = 13,
    LAB_TRAILING = 14, /* more bytes than the header promises */
    /* Of a schedule; the fault's `where` is 32 times the segment and a lab_schedule_field. */
    LAB_BAD_POLICY = 15,
    LAB_BAD_GAMMA = 16,
    LAB_BAD_STEP = 17,
    LAB_BAD_POWER = 18,
    LAB_BAD_TOTAL = 19,
    LAB_BAD_MINIMUM = 20,
    LAB_BAD_MILESTONES = 21,
    LAB_BAD_CYCLE = 22,   /* what only the cyclic policies have */
    LAB_BAD_PLATEAU = 23, /* what only reduce-on-plateau has, or no validation set to look at */
    LAB_BAD_JOIN = 24,    /* a segment without a length, or one that starts after the run's end */
    /* Of a search for a learning rate; the fault's `where` is the segment, from 0. */
    LAB_BAD_DIRECTION = 25,   /* a segment's last rate lies below its first */
    LAB_BAD_OVERLAP = 26,     /* a segment starts at or below the end of the one before */
    LAB_BAD_SWEEP_STEP = 27,  /* a step that is not above 0 */
    LAB_BAD_SWEEP_RATES = 28, /* no rate, or more than LAB_SWEEP_RATES */
    LAB_BAD_SWEEP_ITERATIONS = 29,
    LAB_BAD_RAMP = 30,      /* an exponential ramp from 0 */
    LAB_BAD_SEARCH = 31,    /* rounds, k, growth or smoothing; `where` says which, in this order */
    LAB_BAD_OPTIMIZER = 32, /* the fault's `where` is a lab_optimizer_field */
    LAB_BAD_GROWTH = 33, /* `where` is twice the stage's number from 0, and 1 more for its batch */
    LAB_BAD_SEED = 34,
    /* Of the worked example, with room before them for other parts. */
    LAB_NO_POINTS = 40,
    LAB_BAD_POINT = 41, /* a coordinate or a slope that is not finite, or beyond LAB_EXAMPLE_MOST */
    LAB_NO_SLOPE = 42,  /* all points lie at x = 0: every line through the origin fits them alike */
    LAB_NO_GRADIENT = 43, /* the line lies where these points want it: no step moves it */
    /* Of landscapes and walks; the fault's `where` is the field. */
    LAB_BAD_LANDSCAPE = 44,
    LAB_BAD_WALK = 45,
    LAB_BAD_PLAN = 50 /* of a measurement; `where` says which field, as its create tells */
} lab_status;

/* One plain English sentence for a status; never null. */
const char *lab_status_text(lab_status status);

/* What exactly was wrong: which item (a byte's or an item's index, or a field's number), what was
 * found there and what would be right. Filled in only by a function that fails. */
typedef struct lab_fault {
    double where;
    double found;
    double expected;
} lab_fault;

/* ---- Generator ---------------------------------------------------------------------------- */

/* PCG32 (O'Neill, HMC-CS-2014-0905: PCG-XSH-RR 64/32), started through SplitMix64 so that near
 * seeds and streams give unrelated sequences. */
typedef struct lab_random {
    uint64_t state;
    uint64_t increment;
} lab_random;

lab_random lab_random_start(uint64_t seed, uint64_t stream);
uint32_t lab_random_next(lab_random *random);
/* Uniform over 0 ... bound-1 without bias (Lemire, arXiv 1805.10941); bound > 0. */
uint32_t lab_random_below(lab_random *random, uint32_t bound);
/* Uniform in [0, 1), a multiple of 2^-24. */
float lab_random_uniform(lab_random *random);
/* Normal, of mean 0 and deviation 1 (Box and Muller 1958, by lab_log and lab_cos). */
double lab_random_normal(lab_random *random);
/* Permutes values[0 ... count-1] in place (Fisher-Yates from the end). */
void lab_random_shuffle(lab_random *random, uint32_t *values, uint32_t count);

/* ---- Elementary functions ----------------------------------------------------------------- */

/* Our own, so that every engine gives the same bits; errors were measured against double precision
 * over every float of the range (test_elementary.c). NaN gives NaN. */

/* e^x within 1.5 ulp for |x| <= 87.3; beyond that x is taken as +-87.3. */
float lab_expf(float x);
/* 1 / (1 + e^-x) within 2.5 ulp for |x| <= 87.3. */
float lab_sigmoidf(float x);
/* tanh x within 3 ulp. */
float lab_tanhf(float x);
/* Natural logarithm within 1.5 ulp for positive normal x; -infinity at 0, NaN below. */
float lab_logf(float x);

/* The same in double precision, for learning rates: within 0.51 ulp where the result is a normal
 * number, that is the nearest double but for one in some hundred (test_elementary_double.c). NaN
 * gives NaN. */

double lab_exp(double x);
/* Natural logarithm; -infinity at 0, NaN below. */
double lab_log(double x);
/* x^y for x >= 0, NaN below, but for x^0 = 1 and 1^y = 1. */
double lab_pow(double x, double y);
/* For |x| <= 1e6; NaN beyond. */
double lab_cos(double x);

/* ---- SHA-256 ------------------------------------------------------------------------------ */

/* FIPS 180-4. A page on plain HTTP has no crypto.subtle, so the core brings its own. */
typedef struct lab_sha256 {
    uint32_t state[8];
    uint64_t length;
    uint8_t block[64];
} lab_sha256;

lab_sha256 lab_sha256_start(void);
void lab_sha256_update(lab_sha256 *hash, const void *bytes, size_t size);
void lab_sha256_finish(lab_sha256 *hash, uint8_t digest[32]);

/* ---- Data --------------------------------------------------------------------------------- */

/* The header of an IDX file (yann.lecun.com/exdb/mnist): magic 0, 0, type, dimensions, then one
 * big-endian size a dimension, then the items. Only unsigned bytes (type 8) are read. */
typedef struct lab_idx {
    uint32_t count;       /* items: the first dimension */
    uint32_t width;       /* bytes an item: the product of the others */
    const uint8_t *items; /* [count x width], inside the caller's bytes */
} lab_idx;

/* `dimensions` is 3 for images and 1 for labels. Fails with LAB_BAD_MAGIC, LAB_CUT, LAB_TRAILING.
 */
lab_status lab_idx_parse(
    const uint8_t *bytes, size_t size, uint32_t dimensions, lab_idx *idx, lab_fault *fault);

/* The pack: a labelled set of byte images in the compact form that training reads. Self-contained
 * little-endian bytes that may be stored and sent:
 *     u32 magic "SLP1", layout, count, width, classes, entries
 *     u8  labels[count], padded with zeros to a multiple of 4
 *     layout 0 (sparse): u32 starts[count + 1]; then pairs of u8 (delta, value), in which delta is
 *         the distance from the last pixel named (the first counts from pixel 0) and value is not
 *         0, but for (255, 0), which only moves on;
 *     layout 1 (dense):  u8 pixels[count x width].
 * Sparse is chosen where at most 40% of the pixels are not zero. */
typedef struct lab_pack {
    uint8_t *bytes; /* released by lab_pack_release */
    size_t size;
} lab_pack;

/* Images and labels are whole IDX files. Fails as lab_idx_parse does, and with LAB_COUNTS_DIFFER,
 * LAB_BAD_LABEL (at or above `classes`), LAB_OUT_OF_MEMORY. */
lab_status lab_pack_create(const uint8_t *images, size_t images_size, const uint8_t *labels,
    size_t labels_size, uint32_t classes, lab_pack *pack, lab_fault *fault);
void lab_pack_release(lab_pack *pack);

/* A set of samples: inputs in [0, 1] (or any floats), and a class or a target for each. */
typedef struct lab_data lab_data;

/* Reads a pack where it lies: `bytes` must be aligned to 4 and outlive the data. Every index inside
 * is checked, so that a damaged pack fails with LAB_BAD_PACK (or LAB_BAD_MAGIC, LAB_CUT,
 * LAB_TRAILING) and can do no harm later. */
lab_status lab_data_open(const uint8_t *bytes, size_t size, lab_data **data, lab_fault *fault);
/* Copies dense samples for regression: inputs [count x width], targets [count x outputs]. */
lab_status lab_data_create(const float *inputs, uint32_t count, uint32_t width,
    const float *targets, uint32_t outputs, lab_data **data);
void lab_data_destroy(lab_data *data);

uint32_t lab_data_count(const lab_data *data);
uint32_t lab_data_width(const lab_data *data);
/* Classes of a labelled set, or outputs of a regression. */
uint32_t lab_data_outputs(const lab_data *data);
/* The share of inputs that are not zero. */
double lab_data_density(const lab_data *data);
/* The inputs of sample `index`, [width], as the network sees them (bytes divided by 255). */
void lab_data_inputs(const lab_data *data, uint32_t index, float *inputs);
/* The class of sample `index`; only of a labelled set. */
uint32_t lab_data_label(const lab_data *data, uint32_t index);

/* ---- Network ------------------------------------------------------------------------------ */

typedef enum lab_activation {
    LAB_IDENTITY = 0,
    LAB_SIGMOID = 1,
    LAB_TANH = 2,
    LAB_RELU = 3,
    LAB_SOFTMAX = 4 /* last layer only */
} lab_activation;

typedef enum lab_loss {
    LAB_CROSS_ENTROPY = 0, /* mean of -ln p[class]; after softmax only */
    LAB_MEAN_SQUARED_ERROR =
        1 /* mean of half the squared distance: SSE/2m, as the chapter has it */
} lab_loss;

enum {
    LAB_MAX_LAYERS = 8,
    LAB_MAX_UNITS = 4096,
    LAB_CHUNK = 512 /* samples that are worked on at once; larger batches are accumulated */
};

/* Layer l maps units[l] values to units[l + 1] and applies activations[l]. */
typedef struct lab_shape {
    uint32_t layers;
    uint32_t units[LAB_MAX_LAYERS + 1];
    lab_activation activations[LAB_MAX_LAYERS];
    lab_loss loss;
} lab_shape;

/* Dense layers over one block of parameters. */
typedef struct lab_network lab_network;

/* Where a layer's parameters lie. Weights [inputs x outputs], rows `stride` floats apart, so that
 * row i is what input i gives to every output; biases [outputs]. */
typedef struct lab_layer_view {
    float *weights;
    float *biases;
    uint32_t inputs;
    uint32_t outputs;
    uint32_t stride;
} lab_layer_view;

/* Fails with LAB_BAD_SHAPE (fault: the number of the layer) or LAB_OUT_OF_MEMORY. Weights are 0. */
lab_status lab_network_create(const lab_shape *shape, lab_network **network, lab_fault *fault);
void lab_network_destroy(lab_network *network);
const lab_shape *lab_network_shape(const lab_network *network);
lab_layer_view lab_network_layer(const lab_network *network, uint32_t layer);
/* Xavier: weights uniform in +-sqrt(6 / (inputs + outputs)), layer by layer and row by row, biases
 * 0 (Glorot and Bengio 2010, equation 16). */
void lab_network_initialize(lab_network *network, uint64_t seed);
/* The same shape on both sides. */
void lab_network_copy(lab_network *to, const lab_network *from);

/* ---- Kernels ------------------------------------------------------------------------------ */

/* The arithmetic comes twice: the plain scalar code is the specification, the vector code is fast.
 * Both give the same bits. A build without vectors answers both names with the plain one. */
typedef enum lab_arithmetic { LAB_VECTOR = 0, LAB_PLAIN = 1 } lab_arithmetic;

/* ---- Batches ------------------------------------------------------------------------------ */

/* The room in which batches are worked on: inputs, activations, deltas and gradient of up to
 * LAB_CHUNK samples at once. */
typedef struct lab_workspace lab_workspace;

/* For batches of `data` through `network`; both outlive it. Fails with LAB_OUT_OF_MEMORY. */
lab_status lab_workspace_create(const lab_network *network, const lab_data *data,
    lab_arithmetic arithmetic, lab_workspace **workspace);
void lab_workspace_destroy(lab_workspace *workspace);

/* Sums over samples; divide by `samples` for means. */
typedef struct lab_score {
    double loss;
    double correct; /* samples whose largest output is their class (0 for a regression) */
    double samples;
} lab_score;

/* One step of plain SGD on the samples indices[0 ... count-1], count <= LAB_CHUNK:
 *     w += sum over samples, in order, of x * (-rate/count * delta)
 * every sum in the order of the samples. Returns the batch's score before the step. */
lab_score lab_sgd_step(lab_workspace *workspace, lab_network *network, const lab_data *data,
    const uint32_t *indices, uint32_t count, double rate);

/* The same step in pieces, for batches of any size: clear, add chunks of at most LAB_CHUNK samples,
 * then w += -rate/samples * gradient. */
void lab_gradient_clear(lab_workspace *workspace);
lab_score lab_gradient_add(lab_workspace *workspace, const lab_network *network,
    const lab_data *data, const uint32_t *indices, uint32_t count);
void lab_gradient_apply(
    lab_workspace *workspace, lab_network *network, uint32_t samples, double rate);
/* Where the gradient of layer `layer` has been summed, in the layout of lab_network_layer. */
lab_layer_view lab_gradient_layer(const lab_workspace *workspace, uint32_t layer);

/* Loss and correct answers of up to LAB_CHUNK samples; the network stays as it is. */
lab_score lab_evaluate(lab_workspace *workspace, const lab_network *network, const lab_data *data,
    const uint32_t *indices, uint32_t count);

/* The outputs of one sample: inputs [units[0]], outputs [units[layers]]. */
void lab_network_answer(
    const lab_network *network, lab_workspace *workspace, const float *inputs, float *outputs);

/* ---- Optimizers --------------------------------------------------------------------------- */

/* What is made of a batch's mean gradient g: with w the weights, eta the learning rate, t the step
 * counted from 1, and the names to the right fields of lab_optimizer. As PyTorch 1.13's torch.optim
 * has them, which is where their order of operations is from too. m and v are 0 at the start, one
 * number a weight, and what falls below 2^-120 in them becomes 0: machines are slow on numbers as
 * small as that. A weight that has no gradient in this batch is still moved by what m remembers. */
typedef enum lab_optimizer_kind {
    LAB_SGD = 0,      /* w -= eta g */
    LAB_MOMENTUM = 1, /* m = momentum m + g;  w -= eta m (Polyak 1964, with the rate outside) */
    LAB_NESTEROV = 2, /* m = momentum m + g;  w -= eta (g + momentum m)
                         (Sutskever et al. 2013, as Bengio et al., arXiv 1212.0901, rewrite it) */
    LAB_ADAGRAD = 3,  /* v += g^2;  w -= eta g / (sqrt(v) + epsilon) (Duchi et al. 2011) */
    LAB_RMSPROP = 4,  /* v = beta2 v + (1 - beta2) g^2;  w -= eta g / (sqrt(v) + epsilon)
                         (Tieleman and Hinton 2012, lecture 6.5) */
    /* m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2;
     * w -= eta / (1 - beta1^t) m / (sqrt(v / (1 - beta2^t)) + epsilon)
     * (Kingma and Ba, arXiv 1412.6980, algorithm 1) */
    LAB_ADAM = 5,
    LAB_ADAMW = 6 /* w *= 1 - eta decay, then as Adam (Loshchilov and Hutter, arXiv 1711.05101) */
} lab_optimizer_kind;

/* A kind reads only the fields in its formula, and all but LAB_SGD `decay`: for LAB_ADAMW as it
 * says there, for the others decay w is added to g first. */
typedef struct lab_optimizer {
    double kind;     /* lab_optimizer_kind */
    double momentum; /* 0 <= momentum < 1 */
    double beta1;    /* 0 <= beta1 < 1 */
    double beta2;    /* 0 <= beta2 < 1 */
    double epsilon;  /* 1e-12 ... 1 */
    double decay;    /* 0 ... 1 */
} lab_optimizer;

/* Names a field of lab_optimizer in a fault, by its place. */
typedef enum lab_optimizer_field {
    LAB_OPTIMIZER_KIND = 0,
    LAB_OPTIMIZER_MOMENTUM = 1,
    LAB_OPTIMIZER_BETA1 = 2,
    LAB_OPTIMIZER_BETA2 = 3,
    LAB_OPTIMIZER_EPSILON = 4,
    LAB_OPTIMIZER_DECAY = 5
} lab_optimizer_field;

enum { LAB_OPTIMIZER_FIELDS = 6 };

/* What an optimizer remembers from step to step: m and v, whichever its formula has. */
typedef struct lab_moments lab_moments;

/* Fails with LAB_BAD_OPTIMIZER, for the first field that is wrong; the fault's `expected` is its
 * least. */
lab_status lab_optimizer_check(const lab_optimizer *optimizer, lab_fault *fault);
/* For a network of the shape of `network`, by a checked optimizer. Fails with LAB_OUT_OF_MEMORY. */
lab_status lab_moments_create(
    const lab_optimizer *optimizer, const lab_network *network, lab_moments **moments);
void lab_moments_destroy(lab_moments *moments);
/* As new. */
void lab_moments_reset(lab_moments *moments);
/* One step by the gradient that lab_gradient_add has summed over `samples` samples. */
void lab_moments_apply(lab_moments *moments, const lab_workspace *workspace, lab_network *network,
    uint32_t samples, double rate);

/* ---- Schedules ---------------------------------------------------------------------------- */

/* The learning rate as a function of the iteration t, counted from 0 (the first step) within the
 * segment. All names to the right of a formula are fields of lab_segment. What is said of T
 * (`total`) or of the last milestone holds from there on: no rate leaves its range after its end.
 */
typedef enum lab_policy {
    /* Caffe's solver (sgd_solver.cpp, GetLearningRate), the chapter's 12.3.3. */
    LAB_FIXED = 0,     /* rate */
    LAB_STEP = 1,      /* rate gamma^floor(t / step): the chapter's equation 4 with its stairs */
    LAB_MULTISTEP = 2, /* rate gamma^(milestones that are <= t) */
    LAB_EXP = 3,       /* rate gamma^t                              (equation 5) */
    LAB_INV = 4,       /* rate (1 + gamma t)^-power                 (equation 6) */
    LAB_POLY = 5,      /* minimum + (rate - minimum) (1 - t/T)^power (equation 7; minimum is 0) */
    LAB_LOGISTIC = 6,  /* rate / (1 + e^(-gamma (t - step))): Caffe's "sigmoid", which Caffe calls a
                          decay though it rises, for Caffe takes no gamma below 0; here it may */
    /* Others. */
    LAB_DECAY = 7,  /* rate gamma^(t / step): equation 4 without stairs */
    LAB_LINEAR = 8, /* start + (rate - start) t/T: warm-up (Goyal et al., arXiv 1706.02677, 2.2) */
    /* minimum + (rate - minimum) (1 + cos(pi t/T))/2 (Loshchilov and Hutter, arXiv 1608.03983,
     * equation 5), and the same starting anew: the first period is `step` long, each later one
     * `multiplier` times the last. */
    LAB_COSINE = 9,
    LAB_RESTARTS = 10,
    /* Smith, arXiv 1506.01186: up from minimum to rate in `step` iterations, down in `fall`; as it
     * is, with half the height each cycle, or with gamma^t of it. */
    LAB_TRIANGULAR = 11,
    LAB_TRIANGULAR2 = 12,
    LAB_EXP_RANGE = 13,
    /* Smith and Topin, arXiv 1708.07120, as PyTorch's OneCycleLR counts it: from rate/divide up to
     * rate within the share `rise` of T, then down to rate/divide/final_divide at T - 1; with 3
     * phases down to rate/divide in as long, then on. `anneal` 0 is by cosines, 1 straight. */
    LAB_ONE_CYCLE = 14,
    LAB_INVERSE_SQRT = 15, /* rate / sqrt(1 + t/step): after a linear warm-up from 0 over `step`
                              iterations, Vaswani et al., arXiv 1706.03762, equation 3 */
    LAB_PIECEWISE = 16,    /* rates[milestones that are <= t] */
    /* rate, times gamma whenever the validation loss has not improved by the share `threshold`
     * for more than `patience` records, then left alone for `cooldown` records, and never below
     * `minimum` (PyTorch's ReduceLROnPlateau). A state, not a function: see lab_plateau. */
    LAB_PLATEAU = 17
} lab_policy;

enum { LAB_MAX_SEGMENTS = 8, LAB_MAX_MILESTONES = 16, LAB_SEGMENT_FIELDS = 20 };

/* One policy, for so many iterations. A policy reads only the fields in its formula. */
typedef struct lab_segment {
    double policy;       /* lab_policy */
    double iterations;   /* how long until the next segment starts; the last one has no end */
    double rate;         /* finite, >= 0 */
    double gamma;        /* > 0; of LAB_LOGISTIC not 0 */
    double step;         /* whole, >= 1; of LAB_LOGISTIC finite, >= 0 */
    double power;        /* > 0 */
    double total;        /* T: whole, >= 1 */
    double minimum;      /* 0 ... rate */
    double start;        /* finite, >= 0 */
    double multiplier;   /* whole, >= 1 */
    double fall;         /* whole, >= 1 */
    double rise;         /* 0 < rise < 1; at least one iteration on either side */
    double divide;       /* >= 1 */
    double final_divide; /* >= 1 */
    double phases;       /* 2 or 3 */
    double anneal;       /* 0 or 1 */
    double patience;     /* whole, >= 0 */
    double threshold;    /* 0 <= threshold < 1 */
    double cooldown;     /* whole, >= 0 */
    double count;        /* milestones: 1 ... LAB_MAX_MILESTONES */
    double milestones[LAB_MAX_MILESTONES]; /* whole, >= 1, rising */
    double rates[LAB_MAX_MILESTONES + 1];  /* one more than milestones; LAB_PIECEWISE only */
} lab_segment;

/* Names a field of lab_segment in a fault, by its place. */
typedef enum lab_schedule_field {
    LAB_FIELD_POLICY = 0,
    LAB_FIELD_ITERATIONS = 1,
    LAB_FIELD_RATE = 2,
    LAB_FIELD_GAMMA = 3,
    LAB_FIELD_STEP = 4,
    LAB_FIELD_POWER = 5,
    LAB_FIELD_TOTAL = 6,
    LAB_FIELD_MINIMUM = 7,
    LAB_FIELD_START = 8,
    LAB_FIELD_MULTIPLIER = 9,
    LAB_FIELD_FALL = 10,
    LAB_FIELD_RISE = 11,
    LAB_FIELD_DIVIDE = 12,
    LAB_FIELD_FINAL_DIVIDE = 13,
    LAB_FIELD_PHASES = 14,
    LAB_FIELD_ANNEAL = 15,
    LAB_FIELD_PATIENCE = 16,
    LAB_FIELD_THRESHOLD = 17,
    LAB_FIELD_COOLDOWN = 18,
    LAB_FIELD_MILESTONES = 19,
    LAB_FIELD_RATES = 20,
    LAB_FIELD_SEGMENTS = 21 /* how many there are */
} lab_schedule_field;

/* Policies joined end to end; each counts its own iterations from 0. A value: copy it. */
typedef struct lab_schedule {
    uint32_t count; /* 1 ... LAB_MAX_SEGMENTS */
    lab_segment segments[LAB_MAX_SEGMENTS];
} lab_schedule;

lab_schedule lab_schedule_fixed(double rate);
/* Reads the flat form: how many segments; for each its first LAB_SEGMENT_FIELDS fields in order,
 * then `count` milestones, then (LAB_PIECEWISE only) count + 1 rates. Checks what it reads. */
lab_status lab_schedule_read(
    const double *numbers, uint32_t length, lab_schedule *schedule, lab_fault *fault);
/* Fails with the LAB_BAD_... of the first field that is wrong. */
lab_status lab_schedule_check(const lab_schedule *schedule, lab_fault *fault);
/* Fails where the last segment would start after the end of a run so long (LAB_BAD_JOIN). */
lab_status lab_schedule_fits(const lab_schedule *schedule, double iterations, lab_fault *fault);
/* The rate of iteration t >= 0 of the whole schedule, within a few units of the last place of what
 * the formula gives in double precision, in the order of operations of its source. Of LAB_PLATEAU
 * the rate that it starts with. */
double lab_schedule_rate(const lab_schedule *schedule, double iteration);

/* What reduce-on-plateau remembers. */
typedef struct lab_plateau {
    double rate;
    double best;    /* lowest loss so far */
    double waited;  /* records without improvement */
    double cooling; /* records yet to be ignored */
} lab_plateau;

lab_plateau lab_plateau_start(const lab_segment *segment);
/* Looks at the loss of one more record. A reduction by less than 1e-8 is not made (PyTorch's eps).
 */
void lab_plateau_observe(lab_plateau *plateau, const lab_segment *segment, double loss);
/* The schedule's last segment, which alone may be LAB_PLATEAU, if it is; else null. */
const lab_segment *lab_schedule_plateau(const lab_schedule *schedule);
/* The iteration at which the last segment starts. */
double lab_schedule_last_start(const lab_schedule *schedule);

/* ---- A run -------------------------------------------------------------------------------- */

enum { LAB_MAX_STAGES = 16 };

/* A batch that grows instead of a rate that falls (Smith et al., arXiv 1711.00489): when epochs[i]
 * epochs are done, batches have batches[i] samples from there on. */
typedef struct lab_growth {
    uint32_t count;                 /* 0 ... LAB_MAX_STAGES */
    double epochs[LAB_MAX_STAGES];  /* whole, >= 1, rising; those after the run's end never come */
    double batches[LAB_MAX_STAGES]; /* 1 ... train_size, whole */
} lab_growth;

/* Everything that decides a result. The split, the weights and the order have a seed each, and
 * nothing else is random. */
typedef struct lab_run {
    lab_shape shape;
    uint32_t train_size;      /* training samples, from those left over by validation */
    uint32_t validation_size; /* set aside at random; 0 for none */
    uint32_t split_seed;
    uint32_t weights_seed;
    uint32_t order_seed;
    double batch; /* 1 ... train_size, whole; the last batch of an epoch may be smaller */
    lab_growth growth;
    double epochs;   /* 1 ... 1,000,000, whole */
    double evaluate; /* epochs between two evaluations, > 0 */
    double trace;    /* iterations a point of the loss trace, >= 1, whole; decides no result */
    lab_schedule schedule;
    lab_optimizer optimizer;
    lab_arithmetic arithmetic;
} lab_run;

/* What is recorded at an evaluation: after the first iteration at which k * evaluate epochs are
 * done, and at the last. */
typedef struct lab_record {
    double iteration;
    double epoch; /* fractional: samples seen / train_size */
    double samples;
    double rate;          /* of the iteration just done */
    double batch;         /* nominal, of that iteration */
    double training_loss; /* mean over all samples since the last record, each seen before its */
    double training_accuracy; /* own update */
    double validation_loss;   /* NaN where there is no validation set */
    double validation_accuracy;
    double divergence; /* lab_divergence so far */
} lab_record;

typedef enum lab_phase {
    LAB_TRAINING = 0,
    LAB_VALIDATION = 1,
    LAB_TEST = 2,
    LAB_FINISHED = 3
} lab_phase;

typedef enum lab_divergence {
    LAB_NOT_DIVERGED = 0,
    LAB_NOT_FINITE = 1, /* a batch's loss was infinite or not a number */
    /* The batches' average loss rose above twice that of the initial weights, and stayed there for
     * two epochs or to the end of the run. */
    LAB_GREW = 2
} lab_divergence;

typedef struct lab_progress {
    double iteration; /* iterations done */
    double epoch;
    double samples;
    double rate;        /* of the last iteration; before there is one, of the first */
    double batch;       /* likewise, nominal */
    double last_loss;   /* mean loss of the last batch, before its step; NaN before the first */
    double diverged_at; /* iteration at which it began, or -1 */
    double divergence;  /* lab_divergence */
    double iterations_per_epoch; /* of the epoch under way */
    double iterations;           /* of the whole run */
    double records;
    double phase; /* lab_phase of what comes next */
} lab_progress;

/* A run under way. It can be stopped between any two calls for as long as one likes. */
typedef struct lab_trainer lab_trainer;

/* `test` may be null: then nothing is tested at the end. Data outlive the trainer. Fails with the
 * LAB_BAD_... of the field that is wrong (the fault says what was found and the nearest that is
 * allowed) or LAB_OUT_OF_MEMORY. */
lab_status lab_trainer_create(const lab_run *run, const lab_data *training, const lab_data *test,
    lab_trainer **trainer, lab_fault *fault);
void lab_trainer_destroy(lab_trainer *trainer);
/* Back to the start: the same initial weights, the same order. */
void lab_trainer_reset(lab_trainer *trainer);

/* Works in chunks of at most LAB_CHUNK samples until about `samples` are done, or earlier when the
 * phase changes, an epoch ends or the trace is full. Returns the samples done; 0 when finished. A
 * run that diverges stops training there, is evaluated, and finishes. */
uint32_t lab_trainer_advance(lab_trainer *trainer, uint32_t samples);
/* Finishes the iteration under way, or does one. An evaluation that is due is done first. Returns
 * 1, or 0 when there is no iteration left. */
uint32_t lab_trainer_step(lab_trainer *trainer);

lab_progress lab_trainer_progress(const lab_trainer *trainer);
uint32_t lab_trainer_records(
    const lab_trainer *trainer, uint32_t from, lab_record *records, uint32_t capacity);
/* Moves out points of the loss trace: [iteration, mean batch loss of the `trace` iterations that
 * end there]. Returns how many. */
uint32_t lab_trainer_trace(lab_trainer *trainer, double *points, uint32_t capacity);
/* Of a finished run: validation loss and accuracy, test loss and accuracy; NaN where there is no
 * such set. */
void lab_trainer_final(const lab_trainer *trainer, double results[4]);
/* SHA-256 over the weights and the records so far: every number little-endian, weights as floats
 * without padding, records as doubles in the order of lab_record, every NaN as 7fc00000
 * (7ff8000000000000 for doubles). */
void lab_trainer_fingerprint(lab_trainer *trainer, uint8_t digest[32]);
lab_network *lab_trainer_network(lab_trainer *trainer);
/* The outputs for one sample, now. */
void lab_trainer_answer(lab_trainer *trainer, const float *inputs, float *outputs);

/* For replaying another program's run. Which samples validate and which train: [validation_size +
 * train_size] indices into the training data; only before the first iteration. */
void lab_trainer_set_samples(lab_trainer *trainer, const uint32_t *indices, uint32_t count);
/* The order of the epoch that comes next: [train_size] indices into the training data; only between
 * epochs. */
void lab_trainer_set_order(lab_trainer *trainer, const uint32_t *order, uint32_t count);
/* Loss and accuracy on the validation set as the weights stand. */
void lab_trainer_evaluate(lab_trainer *trainer, double results[2]);

/* ---- Sweeps: which learning rates a finder visits ----------------------------------------- */

enum {
    LAB_SWEEP_SEGMENTS = 32,
    LAB_SWEEP_RATES = 1000000,
    LAB_SWEEP_ITERATIONS = 1000000000 /* at most, of one rate */
};

typedef enum lab_sweep_kind {
    LAB_SWEEP_TABLE = 0,       /* segments one above the other, as in the chapter's table 12-3 */
    LAB_SWEEP_EXPONENTIAL = 1, /* a ramp first (last/first)^(i/(n-1)), in one segment */
    LAB_SWEEP_LINEAR = 2       /* a ramp first + i/(n-1) (last - first), in one segment */
} lab_sweep_kind;

/* first, first + step, ... as far as `last`. Decimal numbers stay decimal: rate i is the double
 * nearest to the exact sum, a quotient of whole numbers and not a sum that drifts. */
typedef struct lab_sweep_segment {
    double first;      /* >= 0; of an exponential ramp > 0 */
    double last;       /* >= first, and above it all of the segment before */
    double step;       /* > 0; of a ramp: n, how many rates */
    double iterations; /* steps with each rate */
} lab_sweep_segment;

/* A value: copy it. */
typedef struct lab_sweep {
    lab_sweep_kind kind;
    uint32_t count; /* segments: 1 ... LAB_SWEEP_SEGMENTS; 1 of a ramp */
    lab_sweep_segment segments[LAB_SWEEP_SEGMENTS];
} lab_sweep;

/* Fails with LAB_BAD_RATE, LAB_BAD_DIRECTION, LAB_BAD_OVERLAP, LAB_BAD_SWEEP_STEP,
 * LAB_BAD_SWEEP_RATES, LAB_BAD_SWEEP_ITERATIONS or LAB_BAD_RAMP; the fault's `where` is the
 * segment's number from 0. Only a checked sweep may be asked what follows. */
lab_status lab_sweep_check(const lab_sweep *sweep, lab_fault *fault);
uint32_t lab_sweep_count(const lab_sweep *sweep);
double lab_sweep_rate(const lab_sweep *sweep, uint32_t index);
double lab_sweep_iterations(const lab_sweep *sweep, uint32_t index);
/* Iterations with all rates together. */
double lab_sweep_total(const lab_sweep *sweep);

/* ---- The learning-rate finder ------------------------------------------------------------- */

/* Smith's range test (arXiv 1506.01186, section 3.3) in rounds, as the chapter's 12.3.2 has it: the
 * first sweeps the whole range, each next one the bracket that the last one found, more finely.
 *
 * Where the weights are carried from rate to rate, a falling loss is mostly time spent training:
 * the curve tells at which rate training breaks, and little about the rates below. Carried on
 * through three rounds the search climbs to the edge (on MNIST at batch 128 beyond 2, where some
 * runs collapse). Therefore, unless told otherwise, only round 1 carries, as the chapter does; from
 * round 2 on every rate starts from the same weights and sees the same batches, so that nothing but
 * the rate differs. */
typedef enum lab_carry {
    LAB_CARRY_FIRST = 0,  /* in round 1 */
    LAB_CARRY_ALWAYS = 1, /* in every round: the chapter's way */
    LAB_CARRY_NEVER = 2   /* every rate from the same start */
} lab_carry;

/* Which loss is looked at beside the batches', after the last step with a rate. */
typedef enum lab_measure {
    LAB_MEASURE_NOTHING = 0,
    LAB_MEASURE_VALIDATION = 1,
    LAB_MEASURE_TRAINING = 2 /* all training samples, as the chapter's own program did */
} lab_measure;

enum { LAB_ROUNDS = 6 };

/* Everything that decides what a search finds. */
typedef struct lab_search {
    lab_run run; /* data, network, seeds, batch, optimizer; its epochs, schedule and growth play no
                    part */
    lab_sweep sweep;               /* of round 1 */
    double rounds;                 /* 1 ... LAB_ROUNDS, whole */
    double rates;                  /* rates in a later round, at least: 2 ... 100, whole */
    double iterations[LAB_ROUNDS]; /* steps with each rate of a later round, [1] for round 2 */
    lab_carry carry;
    lab_measure measure;
    /* Weight of the past in the moving average of the batches' losses, 0 <= smoothing < 1; -1: so
     * that the average reaches as far back as a rate lasts, 1 - 1/iterations of the sweep's longest
     * (0.98, as in fastai and Lightning, where every rate has a single iteration). */
    double smoothing;
    double stop;    /* k > 1: stop where the loss is more than k times its lowest */
    double growth;  /* > 1: where round 1 has not turned at the end of its range, it goes on by this
                       factor a rate until it stops; 1: it does not */
    double ordered; /* 1: batches in the data's order, never shuffled; for replaying a program */
} lab_search;

/* What a sweep saw at one rate. */
typedef struct lab_point {
    double rate;
    double iteration; /* done in this round, this rate's included */
    double last;      /* loss of the rate's last batch, before its step */
    double mean;      /* mean loss of the rate's batches */
    double smoothed;  /* moving average, bias-corrected as in Adam (arXiv 1412.6980, section 3) */
    double measured;  /* loss on the measured set; NaN where none is asked for */
    double loss;      /* what is judged: measured where asked for, else smoothed */
    double noise;     /* standard error of `smoothed` by the luck of the batches; 0 if measured */
} lab_point;

typedef enum lab_stop {
    LAB_STOP_END = 0,       /* the sweep came to its end */
    LAB_STOP_GREW = 1,      /* the loss was more than k times its lowest */
    LAB_STOP_NOT_FINITE = 2 /* a batch's loss was infinite or not a number */
} lab_stop;

/* Why there is no answer. */
typedef enum lab_reason {
    LAB_ANSWERED = 0,
    LAB_TOO_FEW = 1,          /* fewer points than the rule can do with */
    LAB_ALL_EQUAL = 2,        /* all losses are equal */
    LAB_NEVER_FALLS = 3,      /* no rate has a lower loss than the one before it */
    LAB_DIVERGED_AT_ONCE = 4, /* already the first rate ended the sweep */
    LAB_NOT_DONE = 5          /* not yet swept, or an earlier round found nothing */
} lab_reason;

/* What a round found. Let the fall be the loss before the first step minus the lowest. `turned`
 * says whether the loss, beyond its lowest point, rose again by a tenth of the fall or more, and by
 * more than noise would (five standard errors: what the extremes of a hundred values lie apart by
 * luck alone). Where weights were carried, only then does the minimum lie inside the range; else
 * higher rates may find a lower one. Where every rate had the same start, and the same luck, it
 * lies inside if it is neither the first rate's nor the last's.
 *
 * The bracket reaches up to the first rate at which it had risen so, or to the last rate. Below it
 * reaches, where every rate had the same start, down to the last rate that was as far above the
 * lowest; where weights were carried, losses on that side tell of time rather than of rates, and so
 * the bracket reaches down by the factor by which it reaches up. An end at the minimum itself is
 * the mirror image of the other end; if both are, they are half and twice the minimum. */
typedef struct lab_round {
    double planned; /* rates of the sweep as it was planned; 0: not begun */
    double points;  /* rates done; more than planned where round 1 went on */
    double carried; /* 1 where weights were carried from rate to rate */
    double start;   /* loss before the first step */
    double reason;  /* lab_reason; the rest is NaN where there is no answer */
    double index;   /* of the lowest point */
    double rate;    /* and its rate */
    double loss;    /* and its loss */
    double turned;  /* 0 or 1 */
    double inside;  /* 0 or 1: whether a minimum lies inside the planned range */
    double low;     /* the bracket */
    double high;
    double stopped;    /* lab_stop */
    double stopped_at; /* the rate; NaN where it came to its end */
} lab_round;

/* What a search found. */
typedef struct lab_finding {
    double rate;    /* that of the lowest loss in the last round that has one; else NaN */
    double careful; /* half of that round's step below it, as 0.75 to the chapter's 0.8 */
    double reason;  /* lab_reason */
} lab_finding;

typedef struct lab_finder_progress {
    double round; /* under way, from 0; `rounds` when finished */
    double index; /* of the rate under way */
    double planned;
    double rate;
    double iterations; /* done in all */
    double samples;    /* seen in all */
    double last_loss;
    double share; /* done of all that is expected, 0 ... 1; an estimate that never falls */
    double finished;
} lab_finder_progress;

/* A search under way. It can be stopped between any two calls, by destroying it. */
typedef struct lab_finder lab_finder;

/* The network that rates are tried on is a copy: of `start`, or where that is null of one that is
 * initialized with the run's weights_seed. Data and `start` outlive the finder. Fails with the
 * LAB_BAD_... of the field that is wrong or LAB_OUT_OF_MEMORY. */
lab_status lab_finder_create(const lab_search *search, const lab_data *data,
    const lab_network *start, lab_finder **finder, lab_fault *fault);
void lab_finder_destroy(lab_finder *finder);
/* Works in chunks of at most LAB_CHUNK samples until about `samples` are done, or earlier when a
 * round ends. Returns the samples done; 0 when finished. Allocates nothing. */
uint32_t lab_finder_advance(lab_finder *finder, uint32_t samples);
lab_finder_progress lab_finder_look(const lab_finder *finder);
/* The points of a round from `from` on; returns how many. */
uint32_t lab_finder_points(
    const lab_finder *finder, uint32_t round, uint32_t from, lab_point *points, uint32_t capacity);
lab_round lab_finder_round(const lab_finder *finder, uint32_t round);
/* The sweep of a round that has begun. */
const lab_sweep *lab_finder_sweep(const lab_finder *finder, uint32_t round);
lab_finding lab_finder_finding(const lab_finder *finder);
/* The weights that every round starts from; to be changed only before the first advance. */
lab_network *lab_finder_start(lab_finder *finder);

/* ---- Rules: which rate a curve suggests --------------------------------------------------- */

/* Four rules of libraries, and ours, on one curve. The libraries' were worked out from their source
 * (fastai 2.7 callback/schedule.py; torch_lr_finder/lr_finder.py 0.2; Lightning 2
 * tuner/lr_finder.py) and agree with it index by index wherever they have an answer here. */
typedef enum lab_rule {
    /* The rate at which the loss falls most steeply by log rate: fastai's `steep`, the difference
     * to the next point over the difference of log rates. torch_lr_finder and Lightning take the
     * central difference over the index, which on their exponential ramps is by log rate too; with
     * their conventions, so does this. */
    LAB_RULE_STEEPEST = 0,
    /* A tenth of the rate with the lowest loss (fastai's `minimum`). */
    LAB_RULE_MINIMUM = 1,
    /* The rate about halfway down the longest valley: the longest decreasing subsequence of the
     * losses; a third and a sixth of its points from its beginning (fastai's `valley`). */
    LAB_RULE_VALLEY = 2,
    /* From the right end, two points 15 apart slide to the left as long as the loss's slopes at the
     * two differ by more than 0.005; the left one's rate then (fastai's `slide`, after Novetta). */
    LAB_RULE_SLIDE = 3,
    /* Ours: the longest slope. A slope is a stretch of the curve on which the loss never rises
     * above its lowest so far by more than a twentieth of the whole curve's fall; the longest is
     * the one that spans the most log rate. Its answer is the first rate on it at which nine tenths
     * of the slope's fall are done: little is left to gain above, and the bottom, where training
     * breaks, is still ahead. */
    LAB_RULE_SLOPE = 4
} lab_rule;

enum { LAB_RULES = 5 };

/* Whose points a library leaves out and whose differences it takes. */
typedef enum lab_convention {
    LAB_FASTAI = 0,          /* without the first tenth of the planned points and the last 5 */
    LAB_TORCH_LR_FINDER = 1, /* without the first 10 and the last 5 */
    LAB_LIGHTNING = 2        /* without the first 10 and the last 1 */
} lab_convention;

typedef struct lab_curve {
    const double *rates;  /* > 0 and rising */
    const double *losses; /* the curve ends before the first that is not finite */
    uint32_t count;
    uint32_t planned; /* points that the sweep would have had, had it not stopped */
} lab_curve;

typedef struct lab_answer {
    double rate;   /* NaN where there is none */
    double index;  /* of the point that the rule looked at */
    double reason; /* lab_reason */
} lab_answer;

/* `convention` matters to all rules but ours. `scratch` has room for as many doubles as the curve
 * has points. */
lab_answer lab_rule_apply(
    lab_rule rule, lab_convention convention, const lab_curve *curve, double *scratch);
/* The rule on the curve of round 1. */
lab_answer lab_finder_answer(lab_finder *finder, lab_rule rule, lab_convention convention);

/* ---- Measurements ------------------------------------------------------------------------- */

/* What is measured: a network and the samples that its loss is the mean over. A measurement copies
 * both when it is created, so that training may go on; it draws from a generator of its own, and
 * the run that it looks at has the same fingerprint with and without it. */
typedef struct lab_subject {
    const lab_network *network;
    const lab_data *data;    /* outlives the measurement */
    const uint32_t *indices; /* [count] into the data */
    uint32_t count;          /* at least 1 */
    lab_arithmetic arithmetic;
} lab_subject;

/* The network as it stands, and the samples that train it. Valid until the trainer's next call. */
lab_subject lab_trainer_subject(const lab_trainer *trainer);

enum {
    LAB_VARIANCE_SIZES = 16,
    LAB_VARIANCE_BATCH = 1000000, /* at most; batches are drawn with replacement */
    LAB_VARIANCE_DRAWS = 1000000
};

/* Which batches are drawn to measure how far a batch's mean gradient lies from G, the mean gradient
 * of all samples. Size k draws from a stream of its own: it sees the same batches whatever the
 * other sizes are. */
typedef struct lab_variance_plan {
    uint32_t count;                     /* sizes: 1 ... LAB_VARIANCE_SIZES */
    double batches[LAB_VARIANCE_SIZES]; /* 1 ... LAB_VARIANCE_BATCH, whole, rising */
    double draws[LAB_VARIANCE_SIZES];   /* 2 ... LAB_VARIANCE_DRAWS, whole */
    uint32_t seed;
} lab_variance_plan;

/* What the batches of one size gave. Every batch is drawn with replacement and goes through the
 * network as in training; g is its mean gradient. Because batches are independent and have the mean
 * G exactly, both means are unbiased, and their standard errors are those of a mean. */
typedef struct lab_variance_point {
    double batch;
    double draws;          /* done so far; without any, the rest is NaN */
    double variance;       /* mean of |g - G|^2: the trace of the covariance of g */
    double variance_error; /* its standard error; NaN below two draws */
    double square;         /* mean of |g|^2 */
    double square_error;
} lab_variance_point;

typedef struct lab_variance_progress {
    double loss;   /* of all samples; NaN until they have been seen */
    double square; /* |G|^2, exactly */
    double size;   /* under way, from 0; `count` when finished */
    double samples;
    double share; /* done of all that there is to do, 0 ... 1 */
    double finished;
} lab_variance_progress;

/* A line ln variance = ln factor + slope ln batch through the points, by least squares. Its
 * standard error comes from those of the points. */
typedef struct lab_power_law {
    double slope;
    double slope_error;
    double factor; /* the variance at a batch of 1, as the line has it */
} lab_power_law;

typedef struct lab_variance lab_variance;

/* Fails with LAB_BAD_PLAN (fault: 0 for `count`, else 1 + 2k for batches[k] and 2 + 2k for
 * draws[k]) or LAB_OUT_OF_MEMORY. */
lab_status lab_variance_create(const lab_variance_plan *plan, const lab_subject *subject,
    lab_variance **variance, lab_fault *fault);
void lab_variance_destroy(lab_variance *variance);
/* Works in chunks of at most LAB_CHUNK samples until the work of about `samples` is done. Returns
 * that work, of which a batch that is completed takes some, too; 0 when finished. */
uint32_t lab_variance_advance(lab_variance *variance, uint32_t samples);
lab_variance_progress lab_variance_look(const lab_variance *variance);
lab_variance_point lab_variance_at(const lab_variance *variance, uint32_t size);
/* Through the sizes that are done; NaN with fewer than two, or where a variance is 0. */
lab_power_law lab_variance_law(const lab_variance *variance);

/* The simple noise scale (McCandlish et al., arXiv 1812.06162, appendix A.1) from the mean squared
 * gradients of two batch sizes b < B, both estimates unbiased:
 *     |G|^2 = (B |g_B|^2 - b |g_b|^2) / (B - b),  tr Sigma = (|g_b|^2 - |g_B|^2) / (1/b - 1/B)
 * Their quotient is about the batch size beyond which more samples a step hardly save steps. */
typedef struct lab_noise {
    double trace;
    double square;
    double scale; /* trace / square; infinite where `square` is not above 0 */
    double low;  /* 95% interval of `scale` by Fieller's theorem; `high` is infinite where 0 lies */
    double high; /* within the luck of `square` */
} lab_noise;

lab_noise lab_noise_scale(const lab_variance_point *small, const lab_variance_point *big);

enum { LAB_CURVATURE_PRODUCTS = 128 };

typedef struct lab_curvature_plan {
    double samples;  /* how many of the subject's, drawn without replacement: 1 ... its count */
    double products; /* with the Hessian, at most: 1 ... LAB_CURVATURE_PRODUCTS */
    double
        tolerance; /* of both residuals, as a share of the largest curvature: 0 <= tolerance < 1 */
    uint32_t seed;
} lab_curvature_plan;

/* The curvature of the mean loss of those samples: the outermost eigenvalues of its Hessian H. The
 * products H v are exact (Pearlmutter's R-operator; ReLU counts as straight at its corner). They
 * are found by the method of Lanczos with every vector kept and made orthogonal to all before:
 * power iteration with a memory. After k products its two values are the best that any combination
 * of v, Hv, ... H^k v gives, so they approach the highest eigenvalue from below and the lowest from
 * above; some eigenvalue lies within the residual of each. */
typedef struct lab_curvature_state {
    double loss;     /* these three are NaN until the gradient is there */
    double gradient; /* |g| */
    double along;    /* g H g / |g|^2: the curvature along the gradient; NaN where that is 0 */
    double highest;  /* the sharpness; NaN before the first product */
    double highest_residual; /* |H v - highest v| of its unit vector */
    double lowest;
    double lowest_residual;
    double products; /* with Lanczos's vectors, so far */
    double samples;
    double share;     /* done of the most that there is to do, 0 ... 1 */
    double converged; /* 1: both residuals are within the tolerance */
    double finished;
} lab_curvature_state;

typedef struct lab_curvature lab_curvature;

/* Fails with LAB_BAD_PLAN (fault: the number of the field, from 0) or LAB_OUT_OF_MEMORY. Takes
 * about as many times the size of the network as there are products. */
lab_status lab_curvature_create(const lab_curvature_plan *plan, const lab_subject *subject,
    lab_curvature **curvature, lab_fault *fault);
void lab_curvature_destroy(lab_curvature *curvature);
/* As lab_variance_advance; ends early after each product. */
uint32_t lab_curvature_advance(lab_curvature *curvature, uint32_t samples);
lab_curvature_state lab_curvature_look(const lab_curvature *curvature);

/* ---- The worked example ------------------------------------------------------------------- */

/* A line z = slope * x through the origin and a few points (x, y): the textbook's figure 12-14,
 * with the numbers of its equations 8 and 9 and with those that the gradient gives. In double
 * precision; sums are compensated, so that points that are all used twice give the same numbers to
 * the bit. */
typedef struct lab_example {
    double loss;         /* sum of (slope * x - y)^2, divided by 2 count */
    double chapter_rate; /* (slope - target) / loss: the textbook takes the loss for the gradient */
    double gradient;     /* mean of x (slope * x - y) */
    double rate;         /* (slope - target) / gradient: one step from slope to target */
    double curvature;    /* mean of x^2, by which the gradient grows as the slope does */
    double best;         /* the slope at which the gradient is 0 */
} lab_example;

/* No coordinate, slope or target may be larger: beyond it squares would overflow. */
#define LAB_EXAMPLE_MOST 1e50

/* `points` is [count x 2]. Fails with LAB_NO_POINTS and LAB_BAD_POINT (fault: where in `points`, or
 * 2 count for the slope and 2 count + 1 for the target). With LAB_NO_SLOPE and LAB_NO_GRADIENT the
 * example is filled in all the same: what does not exist (best; the rates) is NaN. */
lab_status lab_example_measure(const double *points, uint32_t count, double slope, double target,
    lab_example *example, lab_fault *fault);

/* Where one step from `slope` leads, for many batches of the points. */
typedef struct lab_example_steps {
    uint32_t count;   /* slopes written */
    uint32_t all;     /* 1 if they are those of every batch there is, 0 if batches were drawn */
    double mean;      /* of the slopes written */
    double deviation; /* their standard deviation, divided by count and not by one less */
} lab_example_steps;

/* More points than this are not divided into batches. */
enum { LAB_EXAMPLE_POINTS = 64 };

/* One step at `rate` by each batch of `batch` points, drawn without putting back as in an epoch.
 * Where there are at most `capacity` such batches, all of them in lexicographic order; else
 * `capacity` random ones. Fails as lab_example_measure does, and with LAB_BAD_BATCH (0, or more
 * than there are points) and LAB_BAD_SIZE (more than LAB_EXAMPLE_POINTS points). */
lab_status lab_example_batches(const double *points, uint32_t count, double slope, double rate,
    uint32_t batch, uint64_t seed, double *slopes, uint32_t capacity, lab_example_steps *steps,
    lab_fault *fault);

/* ---- Landscapes --------------------------------------------------------------------------- */

/* Losses of two parameters w = (x, y), to walk about on. Double precision; pure functions. */
typedef enum lab_terrain {
    /* A line of height x and slope y through LAB_LANDSCAPE_SAMPLES points (u, v):
     *     J = 1/m * sum over samples of (x + y u - v)^2 / 2
     * so that a single sample, a mini-batch and the full batch are gradients of the same problem.
     */
    LAB_TERRAIN_BOWL = 0,
    /* (x^2 + steepness y^2) / 2: walls so many times as curved as the floor. */
    LAB_TERRAIN_VALLEY = 1,
    /* One sample in `steepness` has the rare feature, all others the frequent one:
     *     J = 1/m * sum over samples of (feature . w - target)^2 / 2, with m = steepness samples,
     * of which the first is the rare one. x goes with the frequent feature, y with the rare. The
     * rare target is 1; the frequent ones are half above and half below 1 by 1/2 in turn (of an odd
     * number of them the first is 1), so that no weight fits them all and 1 fits best. */
    LAB_TERRAIN_SPARSE = 2,
    /* x^2/2 - y^2/2 + y^4/4: a saddle at 0 between valleys at y = -1 and y = 1. */
    LAB_TERRAIN_SADDLE = 3,
    /* 1 + y^2/2 - sigmoid(4 (x + 2))/2 - exp(-(x - 5/2)^2 / 0.72)/2: a slope, a shelf that is all
     * but flat, and a hollow beyond it. */
    LAB_TERRAIN_PLATEAU = 4
} lab_terrain;

enum { LAB_LANDSCAPE_SAMPLES = 24, LAB_LANDSCAPE_STEEPNESS = 100 };

/* A value: copy it. */
typedef struct lab_landscape {
    lab_terrain terrain;
    double steepness;
    uint32_t count;                          /* samples; 0 where the loss is no sum over samples */
    double points[LAB_LANDSCAPE_SAMPLES][2]; /* u and v of a bowl's samples */
} lab_landscape;

/* `steepness` is a whole number from 2 to LAB_LANDSCAPE_STEEPNESS and means something to a valley
 * and to sparse features; `seed` draws a bowl's samples: u uniform in -1 ... 2, and
 * v = 1 + u/2 with normal noise of deviation 1/2. Fails with LAB_BAD_LANDSCAPE (fault: 0 the
 * terrain, 1 the steepness). */
lab_status lab_landscape_make(
    double terrain, double steepness, uint64_t seed, lab_landscape *landscape, lab_fault *fault);
/* The loss at a place, and its gradient there unless that is null. */
double lab_landscape_height(
    const lab_landscape *landscape, const double place[2], double gradient[2]);
/* The mean gradient of the samples indices[0 ... count-1], added up in this order. */
void lab_landscape_gradient(const lab_landscape *landscape, const uint32_t *indices, uint32_t count,
    const double place[2], double gradient[2]);
/* Where it is lowest; of a saddle's two bottoms, the one at y = 1. */
void lab_landscape_bottom(const lab_landscape *landscape, double place[2]);

/* How a walk turns gradients into steps. As the papers have it where PyTorch agrees, else as
 * PyTorch 1.13 does (torch/optim): t counts from 1, s, v and b start at 0. */
typedef enum lab_walk_method {
    LAB_WALK_SGD = 0, /* w -= rate g */
    /* Polyak 1964: b = momentum b + g; w -= rate b */
    LAB_WALK_MOMENTUM = 1,
    /* Nesterov 1983, as Sutskever et al. 2013: b = momentum b + g; w -= rate (g + momentum b) */
    LAB_WALK_NESTEROV = 2,
    /* Duchi, Hazan, Singer 2011: s += g^2; w -= rate g / (sqrt(s) + 1e-10) */
    LAB_WALK_ADAGRAD = 3,
    /* Tieleman, Hinton 2012: v = 0.99 v + 0.01 g^2; w -= rate g / (sqrt(v) + 1e-8) */
    LAB_WALK_RMSPROP = 4,
    /* Kingma, Ba 2015 (arXiv 1412.6980): m = 0.9 m + 0.1 g; v = 0.999 v + 0.001 g^2;
     * w -= rate m / (1 - 0.9^t) / (sqrt(v / (1 - 0.999^t)) + 1e-8) */
    LAB_WALK_ADAM = 5,
    /* Loshchilov, Hutter 2019 (arXiv 1711.05101): w -= rate * 0.01 w, then as Adam */
    LAB_WALK_ADAMW = 6
} lab_walk_method;

/* Everything that decides a walk. */
typedef struct lab_walk {
    double start[2];
    double method;   /* lab_walk_method */
    double rate;     /* > 0, finite */
    double momentum; /* 0 <= momentum < 1; means something to momentum and Nesterov only */
    /* Samples a step, drawn without putting back as in an epoch, the last batch of an epoch being
     * what is left; 0 for all of them in their own order, and where there are no samples. */
    double batch;
    double noise;  /* >= 0: the standard deviation of what is added to each part of a gradient */
    uint64_t seed; /* of the order of samples (stream 1) and of the noise (stream 2) */
} lab_walk;

/* After a step; the first of a walk is its start. */
typedef struct lab_walk_point {
    double place[2];
    double loss;      /* of all samples, there */
    double gradient;  /* length of the gradient of that */
    double samples;   /* gradients of single samples evaluated so far; steps where there are none */
    double stride[2]; /* what the step before multiplied its gradient by, parameter by parameter;
                         `rate` for the first three methods, and at the start */
} lab_walk_point;

/* Beyond this, a walk has diverged. */
#define LAB_WALK_FAR 1e6

/* Writes the start and up to `steps` places after it, fewer where the walk diverges: the last one
 * is then beyond LAB_WALK_FAR or not a number. `points` has room for steps + 1. Fails with
 * LAB_BAD_WALK; the fault's `where` counts the fields from 0, with start as 0 and 1. */
lab_status lab_walk_run(const lab_landscape *landscape, const lab_walk *walk, uint32_t steps,
    lab_walk_point *points, uint32_t *count, lab_fault *fault);

/* Robbins and Monro 1951, the chapter's equations 2 and 3: steps of size rate_k = c k^-a on
 * J = w^2/2 with a gradient that is w plus noise, which is even between two ends. */
typedef struct lab_decay {
    double c;      /* > 0, finite */
    double a;      /* 0 ... 4 */
    double start;  /* w before the first step */
    double noise;  /* >= 0: standard deviation of the noise in the gradient */
    uint32_t runs; /* 1 ... LAB_DECAY_RUNS, each with noise of its own */
    uint64_t seed; /* of run i: seed + i */
} lab_decay;

enum { LAB_DECAY_RUNS = 32 };

/* After step k; k = 0 is the start. */
typedef struct lab_decay_point {
    double k;
    double rate;    /* rate_k; c at the start */
    double sum;     /* of the rates 1 ... k */
    double squares; /* of their squares */
    double mean;    /* of |w| over the runs */
} lab_decay_point;

/* Takes steps 1 ... `steps` and writes points: after every step at first, then after each that lies
 * a hundredth of a decade or more beyond the last one written, and after the last; `places` are w
 * of the first run at these. Both have room for `capacity`, and what does not fit is left out.
 * Fails with LAB_BAD_WALK (fault: the field, from 0). */
lab_status lab_decay_run(const lab_decay *decay, uint32_t steps, lab_decay_point *points,
    double *places, uint32_t capacity, uint32_t *count, lab_fault *fault);

#endif
