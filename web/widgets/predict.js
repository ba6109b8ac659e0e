/**
 * <lab-predict>: asks what will happen before it happens, keeps the answer, and shows it beside what came out.
 *
 *   <lab-predict id="rate-ahead">
 *     <p>Which rate has the lowest loss after one epoch?</p>
 *     <ul><li data-value="0.2">0.2</li> <li data-value="0.8">0.8</li></ul>
 *   </lab-predict>
 *   <lab-predict id="loss-curve" question="How will the loss fall at 0.5?" for="loss" rate="0.5"></lab-predict>
 *
 * The first is a choice; the second is drawn on the chart with that id (both may be asked at once). What stands inside is
 * what a page without scripts shows.
 * Attributes: id (under which the answer is kept), question (instead of the <p>), for, rate (the rate whose curve is drawn:
 * its colour), optional (a "skip" is offered).
 * Properties: choices [{ value, label }] (instead of the children), answer -> { value, points } | null,
 * outcome = { value?, text } | null: what came out. It then stands beside the prediction.
 * Events: 'predict' on the chart bubbles from there; here 'answered' { value, points } and 'skipped'.
 */
import { h, shadow } from './dom.js';
import { predictCss } from './predict_style.js';
import { keep, recall } from './storage.js';
import { tokenCss } from './theme.js';
import { words } from './words.js';

/** @typedef {{ value: string, label: string }} Choice */
/** @typedef {{ x: number, y: number }} Point */
/** @typedef {{ value: string | null, points: Point[] }} Answer */
/** @typedef {{ value?: string, text: string }} Outcome */
/** @typedef {HTMLElement & { mode: 'read' | 'draw', prediction: Point[], setPrediction(points: Point[] | null, look?: { rate?: number }): void }} Drawable */

export class LabPredict extends HTMLElement {
  static tag = 'lab-predict';

  /** @type {Choice[] | null} */
  #choices = null;
  /** @type {Answer | null} */
  #answer = null;
  #skipped = false;
  /** @type {Outcome | null} */
  #outcome = null;
  #fault = h('p', { class: 'fault', role: 'alert' });
  #box = h('div', { class: 'box' });

  constructor() {
    super();
    shadow(this, [tokenCss(), predictCss], [this.#box]);
  }

  connectedCallback() {
    this.#answer = asAnswer(recall(this.#key));
    // The chart may be defined only after this.
    queueMicrotask(() => this.#show());
  }

  get #key() {
    return `prediction:${this.id}`;
  }

  /** @returns {Choice[]} */
  get choices() {
    if (this.#choices) return this.#choices;
    return [...this.querySelectorAll('[data-value]')].map((item) => ({
      value: item.getAttribute('data-value') ?? '',
      label: (item.textContent ?? '').trim(),
    }));
  }

  /** @param {Choice[] | null} choices */
  set choices(choices) {
    this.#choices = choices;
    this.#show();
  }

  /** What was predicted, or null. */
  get answer() {
    return this.#answer;
  }

  get outcome() {
    return this.#outcome;
  }

  /** @param {Outcome | null} outcome */
  set outcome(outcome) {
    this.#outcome = outcome;
    this.#show();
  }

  /** @returns {Drawable | null} the chart that is drawn on */
  get chart() {
    const id = this.getAttribute('for');
    const root = /** @type {Document | ShadowRoot} */ (this.getRootNode());
    const chart = id ? root.getElementById(id) : null;
    return chart && 'setPrediction' in chart ? /** @type {Drawable} */ (chart) : null;
  }

  #show() {
    if (!this.isConnected) return;
    const asking = !this.#answer && !this.#skipped;
    this.#box.replaceChildren(...(asking ? this.#asking() : this.#asked()));
    this.#box.toggleAttribute('data-asking', asking);
    const { chart } = this;
    if (!chart) return;
    const rate = this.getAttribute('rate');
    chart.mode = asking ? 'draw' : 'read';
    const look = rate === null ? {} : { rate: Number(rate) };
    if (this.#answer) chart.setPrediction(this.#answer.points, look);
  }

  #asking() {
    const w = words();
    const { choices } = this;
    const legend = h('legend', {}, h('span', { class: 'kicker' }, w.predict), this.#question());
    const labels = choices.map(({ value, label }) =>
      h('label', {}, h('input', { type: 'radio', name: 'choice', value }), h('span', {}, label)),
    );
    const list = h('div', { class: 'choices' }, ...labels);
    const draw = this.chart ? [h('p', { class: 'draw' }, w.drawOn)] : [];
    const fields = h('fieldset', {}, legend, ...(choices.length > 0 ? [list] : []), ...draw);
    const buttons = [button('keep', w.keep, () => this.#keep())];
    if (this.hasAttribute('optional')) buttons.push(button('quiet', w.skip, () => this.#skip()));
    this.#fault.textContent = '';
    return [fields, h('div', { class: 'buttons' }, ...buttons), this.#fault];
  }

  #asked() {
    const w = words();
    const title = h(
      'p',
      { class: 'title' },
      h('span', { class: 'kicker' }, w.predict),
      this.#question(),
    );
    const said = this.#answer
      ? this.#saidParts(this.#answer)
      : [h('p', { class: 'said' }, w.notAsked)];
    const outcome = this.#outcome ? this.#outcomeParts(this.#outcome) : [];
    const change = this.#outcome ? [] : [button('quiet', w.change, () => this.#change())];
    const facts = h('div', { class: 'facts', role: 'status' }, ...said, ...outcome);
    return [title, facts, ...change];
  }

  /** @param {Answer} answer */
  #saidParts(answer) {
    const w = words();
    const parts = [];
    if (answer.value !== null) parts.push(fact('said', w.youSaid, this.#labelOf(answer.value)));
    if (answer.points.length > 0) parts.push(h('p', { class: 'drew' }, w.youDrew));
    return parts;
  }

  /** @param {Outcome} outcome */
  #outcomeParts({ value, text }) {
    const w = words();
    const parts = value === undefined ? [] : [fact('was', w.itWas, this.#labelOf(value))];
    const said = this.#answer?.value ?? null;
    const judged = value !== undefined && said !== null;
    const verdict = judged ? [h('strong', {}, said === value ? w.match : w.differ), ' '] : [];
    return [...parts, h('p', { class: 'text' }, ...verdict, text)];
  }

  /** @param {string} value */
  #labelOf(value) {
    return this.choices.find((choice) => choice.value === value)?.label ?? value;
  }

  #question() {
    const inside = this.querySelector('p')?.textContent ?? '';
    return h('span', { class: 'question' }, this.getAttribute('question') ?? inside);
  }

  #keep() {
    const w = words();
    const chosen = this.#box.querySelector('input:checked');
    const value = chosen instanceof HTMLInputElement ? chosen.value : null;
    const points = this.chart?.prediction ?? [];
    if (this.choices.length > 0 && value === null) this.#fault.textContent = w.chooseFirst;
    else if (this.chart && points.length < 2) this.#fault.textContent = w.drawFirst;
    else this.#settle({ value, points });
  }

  /** @param {Answer} answer */
  #settle(answer) {
    this.#holdRoom();
    this.#answer = answer;
    keep(this.#key, answer);
    this.#show();
    this.#focus();
    this.dispatchEvent(new CustomEvent('answered', { bubbles: true, detail: answer }));
  }

  /** What stands below must not jump when the question gives way to the answer. */
  #holdRoom() {
    this.#box.style.minHeight = `${this.#box.offsetHeight}px`;
  }

  #skip() {
    this.#holdRoom();
    this.#skipped = true;
    this.#show();
    this.#focus();
    this.dispatchEvent(new CustomEvent('skipped', { bubbles: true }));
  }

  #change() {
    this.#skipped = false;
    this.#answer = null;
    keep(this.#key, null);
    this.#show();
    this.#box.querySelector('input')?.focus();
  }

  /** The button that was pressed is gone: the focus goes to what came in its place. */
  #focus() {
    this.#box.querySelector('button')?.focus();
  }
}

/** @param {string} kind @param {string} text @param {() => void} act */
function button(kind, text, act) {
  const made = h('button', { type: 'button', class: kind }, text);
  made.addEventListener('click', act);
  return made;
}

/** @param {string} kind @param {string} name @param {string} value */
function fact(kind, name, value) {
  return h('p', { class: kind }, h('span', { class: 'name' }, name), ' ', h('b', {}, value));
}

/** @param {unknown} kept @returns {Answer | null} */
function asAnswer(kept) {
  if (typeof kept !== 'object' || kept === null) return null;
  const { value = null, points = [] } = /** @type {Partial<Answer>} */ (kept);
  const good =
    Array.isArray(points) && points.every((p) => Number.isFinite(p?.x) && Number.isFinite(p?.y));
  return good && (value === null || typeof value === 'string') ? { value, points } : null;
}
