/**
 * How a surface is seen: from which side, from how high, and in which order its parts are drawn, the far ones first. Pure.
 *
 * A place is given in shares of the surface's box, −1 … 1 each way; up is the height, −1 … 1, flattened to `tall`.
 */

/** @typedef {{ yaw: number, pitch: number }} View in degrees: turned by, and seen from above by */
/** @typedef {{ x: number, y: number, depth: number }} Seen −1 … 1 or a little more; depth grows away from the eye */

/** How tall the surface stands, in widths. */
const tall = 0.42;
/** How far away the eye is: what is far looks a little smaller. */
const eye = 5;

/** From below or from right above nothing can be told. */
export const pitchLimits = Object.freeze([8, 80]);

/** @param {View} view @returns {View} yaw 0 … 360, pitch within its limits */
export function tidyView({ yaw, pitch }) {
  const [low, high] = pitchLimits;
  return { yaw: ((yaw % 360) + 360) % 360, pitch: Math.min(high, Math.max(low, pitch)) };
}

/**
 * @param {View} view
 * @returns {(x: number, y: number, up: number) => Seen}
 */
export function projection({ yaw, pitch }) {
  const [turn, tilt] = [yaw, pitch].map((degrees) => (degrees * Math.PI) / 180);
  const [cosTurn, sinTurn] = [Math.cos(turn), Math.sin(turn)];
  const [cosTilt, sinTilt] = [Math.cos(tilt), Math.sin(tilt)];
  return (x, y, up) => {
    const across = x * cosTurn - y * sinTurn;
    const away = x * sinTurn + y * cosTurn;
    const high = up * tall;
    const depth = away * cosTilt - high * sinTilt;
    const scale = eye / (eye + depth);
    return { x: across * scale, y: (away * sinTilt + high * cosTilt) * scale, depth };
  };
}

/**
 * How bright a piece of ground is by its slope: light comes from the upper left, 0 … 1.
 * @param {number} alongX how much it rises along x @param {number} alongY
 */
export function brightness(alongX, alongY) {
  const [lx, ly, lz] = [-0.45, 0.35, 0.82];
  const length = Math.hypot(alongX, alongY, 1);
  return Math.max(0, (-alongX * lx - alongY * ly + lz) / length);
}
