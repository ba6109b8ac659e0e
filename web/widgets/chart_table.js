/**
 * The numbers behind a chart: a thinned table for people, all points as CSV. Pure.
 */

/** @typedef {import('./chart_model.js').ChartModel} ChartModel */

/** Rows of a table at most: more than this nobody reads. */
const rowsAtMost = 41;

/**
 * Rows at even distances along the longest line, and every other line's value at its nearest point.
 * @param {ChartModel} model
 * @returns {{ rows: { x: number, ys: (number | null)[] }[], all: number }} `all` is the length of the longest line
 */
export function tableOf(model) {
  const series = [...model.series.values()];
  const column = model.chosenX;
  const longest = series.filter((s) => s.x(column)).sort((a, b) => b.length - a.length)[0];
  if (!longest || longest.length === 0) return { rows: [], all: 0 };
  const count = Math.min(rowsAtMost, longest.length);
  const rows = Array.from({ length: count }, (_, k) => {
    const index = count === 1 ? 0 : Math.round((k * (longest.length - 1)) / (count - 1));
    return longest.xAt(column, index);
  });
  const reach =
    rows.length > 1 ? (rows[rows.length - 1] - rows[0]) / (rows.length - 1) / 2 : Infinity;
  return {
    all: longest.length,
    rows: rows.map((x) => ({
      x,
      ys: series.map((s) => {
        const i = s.nearest(column, x);
        return i < 0 || Math.abs(s.xAt(column, i) - x) > reach * 1.001 ? null : s.strong.data[i];
      }),
    })),
  };
}

/** Names of all x columns of the chart, the chosen axis's first. @param {ChartModel} model */
export function columnsOf(model) {
  const names = new Set([model.base]);
  for (const series of model.series.values()) {
    for (const name of [...series.columns.keys(), ...Object.keys(series.options.derived ?? {})])
      names.add(name);
  }
  return [...names];
}

/**
 * All points, one a line: series, x columns, value, smoothed value. RFC 4180 with CRLF; a byte order mark where a program
 * like Excel would otherwise misread the letters.
 * @param {ChartModel} model
 */
export function csvOf(model) {
  const columns = columnsOf(model);
  const series = [...model.series.values()];
  const smooth = series.some((s) => s.options.smooth);
  const lines = [
    [
      'series',
      ...columns,
      model.config.y.label,
      ...(smooth ? [`${model.config.y.label} (smoothed)`] : []),
    ]
      .map(quote)
      .join(','),
  ];
  for (const s of series) {
    const xs = columns.map((name) => s.x(name));
    for (let i = 0; i < s.length; i++) {
      const cells = xs.map((x) => (x ? number(x.values[i] * x.factor) : ''));
      const values = [
        number(s.y.data[i]),
        ...(smooth ? [s.options.smooth ? number(s.smoothed.data[i]) : ''] : []),
      ];
      lines.push([quote(s.options.label), ...cells, ...values].join(','));
    }
  }
  const text = `${lines.join('\r\n')}\r\n`;
  // eslint-disable-next-line no-control-regex
  return /[^\x00-\x7f]/.test(text) ? `\ufeff${text}` : text;
}

/** @param {number} value */
function number(value) {
  return Number.isFinite(value) ? String(Number(value.toPrecision(9))) : String(value);
}

/** @param {string} text */
function quote(text) {
  const safe = /^[=+\-@\t]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
