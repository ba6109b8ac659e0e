/** What the sums of c k^−a and of its squares come to. Pure. */

/**
 * The sum of k^−s over all k from 1: Euler and Maclaurin after the first hundred terms; infinite for s ≤ 1.
 * @param {number} s
 */
export function zeta(s) {
  if (!(s > 1)) return Infinity;
  const n = 100;
  let sum = 0;
  for (let k = 1; k < n; k++) sum += k ** -s;
  const ends = n ** (1 - s) / (s - 1) + n ** -s / 2 + (s * n ** (-s - 1)) / 12;
  return sum + ends - (s * (s + 1) * (s + 2) * n ** (-s - 3)) / 720;
}

/** @param {number} c @param {number} a */
export function limitsOf(c, a) {
  return { sum: c * zeta(a), squares: c * c * zeta(2 * a) };
}
