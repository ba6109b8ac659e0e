/*
 * elementary.h - e^x, the sigmoid and tanh, written once for one float or a vector of them.
 *
 * Include with LAB_F the float type of a shape, LAB_NAME(stem) a name in it, among them at_most and
 * at_least(x, limit), and LAB_CHOOSE(condition, a, b), LAB_BITS(f) to and LAB_FLOAT(u) from
 * uint32_t for it. The same operations in the same order give the same bits in every shape. A
 * comparison with NaN is false, so NaN passes every choice.
 */

/* e^x in two steps. Cody and Waite: x = n ln 2 + r with |r| <= ln 2 / 2, ln 2 in two parts of which
 * the first times n is exact. Adding and taking away 1.5 * 2^23 rounds to a whole number and leaves
 * it in the low bits, from where it becomes 2^n. */
static inline LAB_F LAB_NAME(exp_reduce)(LAB_F x, LAB_F *scale) {
    x = LAB_NAME(at_least)(LAB_NAME(at_most)(x, 87.3f), -87.3f);
    LAB_F shifted = x * 1.44269504f + 12582912.0f;
    LAB_F n = shifted - 12582912.0f;
    *scale = LAB_FLOAT((LAB_BITS(shifted) - 0x4b400000u + 127u) << 23);
    return (x - n * 0.693359375f) + n * 2.12194440e-4f;
}

/* e^r 2^n, by the polynomial of Cephes' expf (Moshier). */
static inline LAB_F LAB_NAME(exp_scaled)(LAB_F r, LAB_F scale) {
    LAB_F p = r * 1.9875691500e-4f + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r + 1.0f;
    return p * scale;
}

static inline LAB_F LAB_NAME(exp)(LAB_F x) {
    LAB_F scale;
    LAB_F r = LAB_NAME(exp_reduce)(x, &scale);
    return LAB_NAME(exp_scaled)(r, scale);
}

static inline LAB_F LAB_NAME(sigmoid)(LAB_F x) {
    return 1.0f / (1.0f + LAB_NAME(exp)(-x));
}

/* Cephes' tanhf: a polynomial near 0, where 1 - 2/(e^2x + 1) would cancel. `power` is e^2|x|. */
static inline LAB_F LAB_NAME(tanh_from)(LAB_F x, LAB_F power) {
    LAB_F square = x * x;
    LAB_F p = square * -5.70498872745e-3f + 2.06390887954e-2f;
    p = p * square - 5.37397155531e-2f;
    p = p * square + 1.33314422036e-1f;
    p = p * square - 3.33332819422e-1f;
    LAB_F near = p * square * x + x;
    LAB_F size = LAB_CHOOSE(x < 0.0f, -x, x);
    LAB_F far = 1.0f - 2.0f / (power + 1.0f);
    far = LAB_CHOOSE(x < 0.0f, -far, far);
    return LAB_CHOOSE(size < 0.625f, near, far);
}

static inline LAB_F LAB_NAME(tanh)(LAB_F x) {
    LAB_F size = LAB_CHOOSE(x < 0.0f, -x, x);
    return LAB_NAME(tanh_from)(x, LAB_NAME(exp)(size + size));
}
