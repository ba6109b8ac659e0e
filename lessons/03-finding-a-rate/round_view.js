/** One round of a search on the page: its curve, the bracket that it hands on, and a sentence on what it found. */
import { h } from '../../web/widgets/dom.js';
import { formatNumber } from '../../web/widgets/numbers.js';
import { SweepChart } from '../../web/widgets/sweep_chart.js';
import { field } from './search_figure.js';
import { lessonWords } from './words.js';

/** @typedef {import('../../web/lab/search_records.js').Round} Round */
/** @typedef {import('../../web/lab/search_records.js').SearchPoint} SearchPoint */
/** @typedef {import('../../web/lab/search.js').Segment} Segment */
/** @typedef {import('../../web/widgets/rate_axis.js').LabRateAxis} LabRateAxis */

/** The scale on which a bracket is dragged. */
const scale = { min: 0.01, max: 10 };

export class RoundView {
  /** @type {SearchPoint[]} */
  #points = [];
  /** The last rate that was planned. */
  #end = Infinity;

  /**
   * @param {string} id of the figure
   * @param {number} number from 0
   * @param {{ hands: boolean, changed: (bracket: [number, number]) => void }} options whether there is a round after it
   */
  constructor(id, number, { hands, changed }) {
    const w = lessonWords();
    this.number = number;
    this.changed = changed;
    this.hands = hands;
    this.chart = new SweepChart(`${id}-${number + 1}`);
    this.said = h('p', { class: 'round-said' }, w.roundWaits[number]);
    this.axis = /** @type {LabRateAxis} */ (
      h(/** @type {any} */ ('lab-rate-axis'), {
        label: w.bracket,
        names: `${w.bracketLow}|${w.bracketHigh}`,
        ...scale,
      })
    );
    this.low = field(w.from, { kind: 'rate', ...scale, value: scale.min, label: w.bracketLow });
    this.high = field(w.to, { kind: 'rate', ...scale, value: scale.max, label: w.bracketHigh });
    this.hand = h(
      'div',
      { class: 'round-bracket', hidden: true },
      h(
        'div',
        { class: 'race-settings' },
        h('b', {}, w.bracket),
        this.low.element,
        this.high.element,
      ),
      this.axis,
    );
    this.element = h(
      'section',
      { class: 'round' },
      h('h4', {}, w.round(number + 1)),
      this.chart.element,
      this.said,
      ...(hands ? [this.hand] : []),
    );
    this.axis.addEventListener('input', () => this.#take(this.axis.values));
    for (const { number: handle } of [this.low, this.high])
      handle.addEventListener('input', () =>
        this.#take([this.low.number.value, this.high.number.value]),
      );
  }

  /** Back to nothing. @param {readonly Segment[] | null} segments what is planned, where it is known */
  show(segments) {
    this.#points = [];
    this.#end = segments ? segments[segments.length - 1].last : Infinity;
    this.hand.hidden = true;
    this.said.textContent = lessonWords().roundWaits[this.number];
    this.#configure(segments ? [segments[0].first, Math.max(this.#end, 1)] : [0.4, 2], [0, 2.5]);
  }

  /** @param {[number, number]} rates @param {[number, number]} losses */
  #configure(rates, losses) {
    const w = lessonWords();
    this.chart.show({
      title: w.round(this.number + 1),
      lines: [
        { id: 'loss', label: w.loss, unlabelled: true, marker: 'circle' },
        {
          id: 'beyond',
          label: w.beyond,
          unlabelled: this.number > 0,
          dash: [5, 3],
          marker: 'circle',
        },
      ],
      marks: ['lowest'],
      scale: this.number === 0 ? 'log' : 'rate',
      rates,
      losses,
      limit: this.number === 0 ? [0, 3] : undefined,
    });
  }

  /** @param {SearchPoint[]} points */
  add(points) {
    const before = this.#points[this.#points.length - 1];
    this.#points.push(...points);
    const within = points.filter(({ rate }) => rate <= this.#end * (1 + 1e-9));
    const beyond = points.slice(within.length);
    this.chart.add('loss', within);
    if (beyond.length === 0) return;
    const joint = within[within.length - 1] ?? before;
    this.chart.add(
      'beyond',
      joint && joint.rate <= this.#end * (1 + 1e-9) ? [joint, ...beyond] : beyond,
    );
  }

  /** @param {Round} round */
  finish(round) {
    const w = lessonWords();
    const rates = this.#points.map(({ rate }) => rate);
    const losses = this.#points.map(({ loss }) => loss).filter(Number.isFinite);
    if (this.number > 0) this.#redraw(rates, losses);
    if (!round.minimum || !round.bracket) {
      this.said.textContent = w.roundNothing;
      return;
    }
    const { rate, loss } = round.minimum;
    this.chart.mark('lowest', {
      rate,
      loss,
      label: this.number === 0 ? formatNumber(rate) : w.lowest,
    });
    this.said.textContent = this.#sentence(round, rate, loss);
    if (this.hands) this.#offer(round.bracket);
  }

  /** A later round's range is known once it is done. @param {number[]} rates @param {number[]} losses */
  #redraw(rates, losses) {
    const points = this.#points;
    const room = (Math.max(...losses) - Math.min(...losses)) * 0.06 || 0.05;
    const floor = Math.max(0, Math.floor((Math.min(...losses) - room) * 20) / 20);
    const ceiling = Math.min(3, Math.ceil((Math.max(...losses) + room) * 20) / 20);
    this.#configure([rates[0], rates[rates.length - 1]], [floor, ceiling]);
    this.chart.add('loss', points);
  }

  /** @param {Round} round @param {number} rate @param {number} loss */
  #sentence(round, rate, loss) {
    const w = lessonWords();
    const parts = [w.roundLowest(loss.toFixed(3), formatNumber(rate))];
    if (this.number === 0 && !round.inside) parts.push(w.notInside);
    if (this.number === 0 && round.points > round.planned)
      parts.push(w.wentOn(String(round.points - round.planned)));
    if (round.stopped === 'grew' && round.stoppedAt !== null)
      parts.push(w.stopGrew(formatNumber(round.stoppedAt)));
    if (round.stopped === 'not-finite' && round.stoppedAt !== null)
      parts.push(w.stopNaN(formatNumber(round.stoppedAt)));
    return parts.join(w.space);
  }

  /** @param {[number, number]} bracket */
  #offer(bracket) {
    this.axis.values = bracket;
    this.#showBracket(bracket);
    this.hand.hidden = false;
  }

  /** @param {[number, number]} bracket */
  #showBracket(bracket) {
    this.chart.bracket(bracket);
    const [low, high] = bracket.map((rate) => Number(rate.toPrecision(3)));
    if (this.low.number.value !== low) this.low.number.value = low;
    if (this.high.number.value !== high) this.high.number.value = high;
  }

  /** @param {number[]} ends */
  #take([low, high]) {
    if (!(low * 1.01 < high)) return;
    /** @type {[number, number]} */
    const bracket = [low, high];
    this.axis.values = bracket;
    this.#showBracket(bracket);
    this.changed(bracket);
  }
}
