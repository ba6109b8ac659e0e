import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Sketch } from '../../web/widgets/chart_draw.js';
import { fromX, fromY, toX, toY } from '../../web/widgets/chart_lines.js';
import { ChartModel } from '../../web/widgets/chart_model.js';
import { Series } from '../../web/widgets/chart_series.js';
import { columnsOf, csvOf, tableOf } from '../../web/widgets/chart_table.js';

const derived = { epoch: { of: 'iteration', factor: 0.1 } };

test('a line takes points in several columns', () => {
  const series = new Series({ id: 'a', label: 'a', derived }, 'iteration');
  series.append({ iteration: [1, 2], seconds: 1 }, [2, 1]);
  series.append({ iteration: [3, 4], seconds: 3 }, [NaN, 0.5]);
  assert.deepEqual([...(series.x('seconds')?.values ?? [])], [0.5, 1, 2, 3]);
  assert.equal(series.xAt('epoch', 3), 0.4);
  assert.deepEqual(series.xExtent('epoch'), [0.1, 0.4]);
  assert.deepEqual(series.yExtent(false), [0.5, 2]);
  assert.equal(series.x('samples'), null);
  assert.equal(series.nearest('epoch', 0.21), 1);
  assert.equal(series.lastFinite(), 3);
});

test('a column that comes late or not at all is no trouble', () => {
  const series = new Series({ id: 'a', label: 'a' }, 'iteration');
  series.append([1], [1]);
  series.append({ iteration: [2], seconds: [5] }, [2]);
  assert.deepEqual([...(series.x('seconds')?.values ?? [])], [0, 5]);
  series.append([3], [3]);
  assert.equal(series.x('seconds'), null);
});

test('a broken value does not reach ranges, and a log range passes over what is not positive', () => {
  const series = new Series(
    { id: 'a', label: 'a', points: { x: [1, 2, 3, 4], y: [Infinity, 0, 0.01, NaN] } },
    'x',
  );
  assert.deepEqual(series.yExtent(false), [0, 0.01]);
  assert.deepEqual(series.yExtent(true), [0.01, 0.01]);
  assert.equal(series.lastFinite(), 2);
});

test('smoothing starts true and shows no value that was not there', () => {
  const series = new Series({ id: 'a', label: 'a', smooth: 20 }, 'x');
  const spiked = Array.from({ length: 400 }, (_, i) => (i > 20 && i < 90 ? 15 : 0.4));
  series.append(
    spiked.map((_, i) => i),
    spiked,
  );
  assert.ok(Math.abs(series.smoothed.data[0] - 0.4) < 1e-12);
  for (const value of series.smoothed.view()) assert.ok(value >= 0.4 - 1e-9 && value <= 15);
  assert.ok(Math.abs(series.smoothed.data[399] - 0.4) < 1e-6);
});

test('smoothing takes most of the noise', () => {
  const series = new Series({ id: 'a', label: 'a', smooth: 40 }, 'x');
  const noisy = Array.from(
    { length: 2000 },
    (_, i) => 1 + ((Math.sin(i * 12.9898) * 43758.5453) % 1) / 2,
  );
  series.append(
    noisy.map((_, i) => i),
    noisy,
  );
  assert.ok(
    series.smoothed
      .view()
      .slice(200)
      .every((y) => Math.abs(y - 1) < 0.25),
  );
});

test('clearing keeps the look', () => {
  const series = new Series({ id: 'a', label: 'a', smooth: 5, points: { x: [1], y: [1] } }, 'x');
  series.clear();
  assert.equal(series.length, 0);
  assert.equal(series.options.label, 'a');
  series.append([7], [3]);
  assert.equal(series.smoothed.data[0], 3);
});

test('columns of pixels stay up to date while points come', () => {
  const series = new Series({ id: 'a', label: 'a' }, 'x');
  for (let i = 0; i < 5000; i += 50) {
    const xs = Array.from({ length: 50 }, (_, k) => i + k);
    series.append(
      xs,
      xs.map((x) => x % 7),
    );
    series.binned('raw', 'x', 100, [0, 5000], false);
  }
  assert.equal(
    series.binned('raw', 'x', 100, [0, 5000], false).count.reduce((a, b) => a + b),
    5000,
  );
  assert.equal(
    series.binned('raw', 'x', 100, [0, 2500], false).count.reduce((a, b) => a + b),
    2501,
  );
});

function model() {
  const made = new ChartModel();
  made.configure({
    title: 'Loss, "four" rates',
    y: { label: 'loss', min: 0, max: 2.5, limit: [0, 5] },
    x: [
      { name: 'iteration', label: 'iteration', max: 100 },
      { name: 'epoch', label: 'epoch', max: 10 },
      { name: 'seconds', label: 'time', unit: 's' },
    ],
  });
  made.setSeries([
    { id: 'a', label: '0.5', rate: 0.5, smooth: 3, derived },
    { id: 'b', label: 'x, y', derived },
  ]);
  made.get('a').append(
    Array.from({ length: 100 }, (_, i) => i + 1),
    Array.from({ length: 100 }, (_, i) => 2 - i / 100),
  );
  made.get('b').append([10, 20], [1, NaN]);
  return made;
}

test('ranges follow axes, data and limits', () => {
  const chart = model();
  assert.deepEqual(chart.xRange(), [0, 100]);
  assert.deepEqual(chart.yRange(), [0, 2.5]);
  chart.get('b').append([30], [1e12]);
  assert.deepEqual(chart.yRange(), [0, 5]);
  chart.yLog = true;
  assert.deepEqual(chart.yRange(), [1, 10]);
  chart.config.y.logMin = 0.01;
  assert.deepEqual(chart.yRange(), [0.01, 10]);
  chart.chosenX = 'epoch';
  assert.deepEqual(chart.xRange(), [0, 10]);
  chart.chosenX = 'seconds';
  assert.deepEqual(chart.xRange(), [0, 1]);
});

test('an unknown line is named', () => {
  assert.throws(() => model().get('zz'), /zz/);
});

test('a prediction moves to another x axis where both have an end', () => {
  const chart = model();
  chart.prediction = { points: [{ x: 50, y: 1 }], x: 'iteration', label: '' };
  chart.chosenX = 'epoch';
  assert.deepEqual(chart.predictionOn(chart.chosenX), [{ x: 5, y: 1 }]);
  chart.chosenX = 'seconds';
  assert.equal(chart.predictionOn(chart.chosenX), null);
});

test('the table thins the longest line and leaves out what is not near', () => {
  const { rows, all } = tableOf(model());
  assert.equal(all, 100);
  assert.equal(rows.length, 41);
  assert.deepEqual([rows[0].x, rows[40].x], [1, 100]);
  assert.equal(rows[4].ys[1], 1);
  assert.equal(rows[20].ys[1], null);
  assert.deepEqual(tableOf(new ChartModel()), { rows: [], all: 0 });
});

test('the CSV has every point, quoted where it must be', () => {
  const chart = model();
  assert.deepEqual(columnsOf(chart), ['iteration', 'epoch']);
  const lines = csvOf(chart).split('\r\n');
  assert.equal(lines[0], 'series,iteration,epoch,loss,loss (smoothed)');
  assert.equal(lines[1], '0.5,1,0.1,2,2');
  assert.equal(lines[101], '"x, y",10,1,1,');
  assert.equal(lines[102], '"x, y",20,2,NaN,');
  assert.equal(lines.length, 104);
  chart.config.y.label = '损失';
  assert.ok(csvOf(chart).startsWith('\ufeff'));
  chart.get('b').options.label = '=1+1';
  assert.ok(csvOf(chart).includes("\r\n'=1+1,"));
});

test('places on the canvas and back', () => {
  const plane = {
    left: 40,
    top: 10,
    width: 200,
    height: 100,
    unit: 1,
    x: /** @type {[number, number]} */ ([0.001, 10]),
    y: /** @type {[number, number]} */ ([0, 2]),
    xLog: true,
    yLog: false,
  };
  for (const x of [0.001, 0.02, 1, 10])
    assert.ok(Math.abs(fromX(plane, toX(plane, x)) / x - 1) < 1e-9);
  for (const y of [0, 0.5, 2]) assert.ok(Math.abs(fromY(plane, toY(plane, y)) - y) < 1e-9);
  assert.equal(toX(plane, 0.1), 140);
  assert.ok(toY({ ...plane, yLog: true, y: [0.1, 10] }, 0) > 110);
});

test('a sketch is painted over and moved by keys', () => {
  const sketch = new Sketch();
  assert.ok(sketch.empty);
  sketch.stroke([0, 1], [0.5, 0]);
  assert.equal(sketch.curve().length, 21);
  assert.deepEqual(sketch.curve()[10], [0.25, 0.5]);
  sketch.stroke([0.25, 2], [0.25, 2]);
  assert.deepEqual(sketch.curve()[10], [0.25, 1]);
  sketch.key(1, 0);
  assert.equal(sketch.at, 11);
  const keyed = new Sketch();
  keyed.key(1, 0);
  keyed.key(0, -0.1);
  assert.deepEqual(keyed.curve(), [[1 / 40, 0.4]]);
});
