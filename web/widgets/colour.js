/**
 * Colour means the learning rate: one scale over the logarithm of the rate, cool for small and warm for large, the same
 * in every figure. Lightness rises all the way, so the order survives any colour blindness and a print in grey.
 *
 *   rateColour(0.5, 'light')       -> '#c83760'    a line on paper, at least 3:1
 *   divergingColours('dark')       -> Uint32Array  the scale of weights (never a rate): ochre, paper, teal
 *
 * Pure: no DOM. The theme of a page is told by theme.js.
 */

/** @typedef {'light' | 'dark'} Theme */

/**
 * The stops: rate, its place on the scale, and its colour in each theme as CIE lightness, chroma and hue. The steps between
 * the rates that the lessons race are even: a plain logarithm would squeeze 0.1 to 1.5 into a quarter of the colours. The
 * colours were searched for under three conditions, kept by colour.test.js: neighbours stand apart and lightness rises for
 * every kind of colour blindness, and every one has 3:1 on its paper (L* at most 60.5 in light, at least 46.5 in dark).
 * @type {ReadonlyArray<{rate: number, place: number, light: number[], dark: number[]}>}
 */
const stops = [
  { rate: 0.001, place: 0, light: [27.5, 37, 202], dark: [46.5, 42, 215] },
  { rate: 0.01, place: 0.11, light: [30.2, 48, 258], dark: [50, 48, 248] },
  { rate: 0.1, place: 0.24, light: [31.7, 60, 297], dark: [52.2, 71, 279] },
  { rate: 0.2, place: 0.36, light: [38.9, 89, 325], dark: [57.5, 79, 303] },
  { rate: 0.3, place: 0.47, light: [44.8, 67, 349], dark: [62.9, 63, 325] },
  { rate: 0.5, place: 0.58, light: [46.8, 60, 370], dark: [67.7, 80, 357] },
  { rate: 0.8, place: 0.69, light: [50.5, 70, 389], dark: [70.2, 64, 407] },
  { rate: 1.5, place: 0.8, light: [53.4, 90, 407], dark: [80.6, 66, 436] },
  { rate: 3, place: 0.9, light: [57.7, 60, 425], dark: [87.3, 87, 452] },
  { rate: 10, place: 1, light: [60.5, 69, 446], dark: [90.2, 63, 464] },
];

/** The smallest and the largest rate that have a colour of their own; beyond them the ends hold. */
export const rateLimits = Object.freeze([0.001, 10]);

/** The rate that is usual for plain gradient descent. */
export const usualRate = 0.5;

/**
 * Where other rates are usual, as with Adam, colours go by how much higher or lower a rate is than those.
 * @param {number} rate @param {number} usual
 * @returns {number} the rate of the same colour
 */
export function usualShare(rate, usual) {
  return usual === usualRate ? rate : (rate / usual) * usualRate;
}

/**
 * Where a rate lies between two stops: the index of the upper one and the fraction of the way, by log rate.
 * @param {number} rate
 * @returns {[upper: number, fraction: number]}
 */
function locate(rate) {
  if (!(rate > rateLimits[0])) return [1, 0];
  const upper = stops.findIndex((stop) => stop.rate >= rate);
  if (upper < 0) return [stops.length - 1, 1];
  const from = stops[upper - 1].rate;
  return [upper, Math.log(rate / from) / Math.log(stops[upper].rate / from)];
}

/**
 * The place of a rate on the scale, 0 … 1.
 * @param {number} rate
 * @returns {number}
 */
export function ratePlace(rate) {
  const [upper, fraction] = locate(rate);
  return mix(stops[upper - 1].place, stops[upper].place, fraction);
}

/**
 * The colour of a learning rate as '#rrggbb'.
 * @param {number} rate
 * @param {Theme} [theme]
 * @returns {string}
 */
export function rateColour(rate, theme = 'light') {
  return hex(fit(...lchOf(rate, theme)));
}

/**
 * The colour of a rate for text: as its line, but moved towards ink where text needs more, at least 4.5:1 on paper.
 * @param {number} rate
 * @param {Theme} [theme]
 */
export function rateInk(rate, theme = 'light') {
  const [l, chroma, hue] = lchOf(rate, theme);
  return hex(fit(theme === 'light' ? Math.min(l, 42) : Math.max(l, 64), chroma, hue));
}

/**
 * 511 colours (RGBA bytes in memory order) for values -1 … 1: ochre, paper, teal. Entry 255 is zero.
 * @param {Theme} theme
 * @returns {Uint32Array}
 */
export function divergingColours(theme) {
  const zero = theme === 'light' ? 97 : 13;
  const end = theme === 'light' ? 38 : 82;
  const bytes = new Uint8ClampedArray(511 * 4);
  for (let i = 0; i < 511; i++) {
    const value = (i - 255) / 255;
    const size = Math.abs(value);
    const rgb = fit(mix(zero, end, size), 56 * size, value < 0 ? 62 : 205);
    bytes.set([...rgb.map((c) => Math.round(c * 255)), 255], i * 4);
  }
  return new Uint32Array(bytes.buffer);
}

/**
 * Relative luminance (WCAG) of '#rrggbb'.
 * @param {string} colour
 */
export function luminance(colour) {
  const [r, g, b] = linearRgb(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * Contrast of two colours, 1 … 21 (WCAG).
 * @param {string} one
 * @param {string} other
 */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/**
 * @param {string} colour '#rrggbb'
 * @returns {number[]} linear red, green, blue, 0 … 1
 */
export function linearRgb(colour) {
  return [1, 3, 5].map((at) => {
    const c = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
}

/** @param {number} rate @param {Theme} theme @returns {[l: number, chroma: number, hue: number]} */
function lchOf(rate, theme) {
  const [upper, f] = locate(rate);
  const [from, to] = [stops[upper - 1][theme], stops[upper][theme]];
  return [mix(from[0], to[0], f), mix(from[1], to[1], f), mix(from[2], to[2], f)];
}

/** @param {number} a @param {number} b @param {number} f */
function mix(a, b, f) {
  return a + (b - a) * f;
}

/**
 * sRGB of an LCh colour, with as much of its chroma as the gamut holds.
 * @param {number} l @param {number} chroma @param {number} hue in degrees
 */
function fit(l, chroma, hue) {
  if (inside(lchToRgb(l, chroma, hue))) return lchToRgb(l, chroma, hue);
  let low = 0;
  let high = chroma;
  for (let i = 0; i < 12; i++) {
    const middle = (low + high) / 2;
    if (inside(lchToRgb(l, middle, hue))) low = middle;
    else high = middle;
  }
  return lchToRgb(l, low, hue);
}

/** @param {number[]} rgb */
function inside(rgb) {
  return rgb.every((c) => c >= -0.0005 && c <= 1.0005);
}

/**
 * CIE LCh (D65) to sRGB, 0 … 1 where the colour can be shown.
 * @param {number} l @param {number} chroma @param {number} hue
 */
function lchToRgb(l, chroma, hue) {
  const angle = (hue * Math.PI) / 180;
  const fy = (l + 16) / 116;
  const cube = (/** @type {number} */ t) =>
    t > 6 / 29 ? t ** 3 : 3 * (6 / 29) ** 2 * (t - 4 / 29);
  const x = 0.95047 * cube(fy + (chroma * Math.cos(angle)) / 500);
  const y = cube(fy);
  const z = 1.08883 * cube(fy - (chroma * Math.sin(angle)) / 200);
  return [
    3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
    -0.969266 * x + 1.8760108 * y + 0.041556 * z,
    0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
  ].map((c) => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055));
}

/** @param {number[]} rgb */
function hex(rgb) {
  return `#${rgb
    .map((c) =>
      Math.round(Math.min(1, Math.max(0, c)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
