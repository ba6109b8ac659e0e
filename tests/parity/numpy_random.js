/**
 * NumPy's old generator (numpy.random.seed and its kin), as far as the chapter's program used it:
 * MT19937 (Matsumoto and Nishimura 1998) and what NumPy draws from it.
 */

const size = 624;
const middle = 397;

export class NumpyRandom {
  /** @param {number} seed a whole number below 2^32 */
  constructor(seed) {
    this.state = new Uint32Array(size);
    this.next = size;
    this.seed(seed);
  }

  /**
   * Starts again, by init_genrand.
   * @param {number} seed
   */
  seed(seed) {
    const { state } = this;
    state[0] = seed;
    for (let i = 1; i < size; i++) {
      state[i] = Math.imul(1812433253, state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
    this.next = size;
  }

  /** 32 random bits. */
  bits() {
    if (this.next === size) this.twist();
    let y = this.state[this.next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  twist() {
    const { state } = this;
    for (let i = 0; i < size; i++) {
      const y = (state[i] & 0x80000000) | (state[(i + 1) % size] & 0x7fffffff);
      state[i] = state[(i + middle) % size] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.next = 0;
  }

  /** random_sample: uniform in [0, 1) with 53 bits. */
  sample() {
    const high = this.bits() >>> 5;
    const low = this.bits() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /**
   * uniform(low, high, count).
   * @param {number} low
   * @param {number} high
   * @param {number} count
   */
  uniform(low, high, count) {
    return Float64Array.from({ length: count }, () => low + (high - low) * this.sample());
  }

  /**
   * A whole number from 0 to `most`, that included: draws are cut to the fewest bits that hold
   * `most`, and those above it are thrown away.
   * @param {number} most
   */
  upTo(most) {
    if (most === 0) return 0;
    const mask = 0xffffffff >>> Math.clz32(most);
    for (;;) {
      const value = (this.bits() & mask) >>> 0;
      if (value <= most) return value;
    }
  }

  /**
   * randint(0, bound).
   * @param {number} bound
   */
  below(bound) {
    return this.upTo(bound - 1);
  }

  /**
   * permutation(count): Fisher-Yates from the end.
   * @param {number} count
   */
  permutation(count) {
    const values = Uint32Array.from({ length: count }, (_, i) => i);
    for (let i = count - 1; i > 0; i--) {
      const j = this.upTo(i);
      [values[i], values[j]] = [values[j], values[i]];
    }
    return values;
  }
}
