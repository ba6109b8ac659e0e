import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileName } from '../../web/widgets/dom.js';
import { keep, recall } from '../../web/widgets/storage.js';
import { withUnit, words } from '../../web/widgets/words.js';

test('both languages have the same words, and none is empty', () => {
  const [en, zh] = [words('en'), words('zh')];
  assert.deepEqual(Object.keys(zh).sort(), Object.keys(en).sort());
  for (const [name, word] of Object.entries(zh)) {
    const other = /** @type {Record<string, unknown>} */ (en)[name];
    assert.equal(typeof word, typeof other, name);
    if (typeof word === 'string') assert.ok(word.trim() && String(other).trim(), name);
  }
});

test('a sentence about bad input names the value and what would be right', () => {
  for (const language of /** @type {const} */ (['en', 'zh'])) {
    const w = words(language);
    for (const name of /** @type {const} */ (['notNumber', 'notWhole', 'tooSmall', 'tooLarge'])) {
      const sentence = w[name]('−7', '1', '55000');
      for (const part of ['−7', '1', '55000'])
        assert.ok(sentence.includes(part), `${language} ${name}`);
    }
  }
});

test('units stand in the brackets of the language', () => {
  assert.equal(withUnit({ label: 'time', unit: 's' }, 'en'), 'time (s)');
  assert.equal(withUnit({ label: '时间', unit: '秒' }, 'zh'), '时间（秒）');
  assert.equal(withUnit({ label: 'epoch' }, 'en'), 'epoch');
});

test('a title becomes the name of a file', () => {
  assert.equal(fileName('Which rate, 0.2 or 0.8?', 'csv'), 'Which-rate-0.2-or-0.8.csv');
  assert.equal(fileName('四个学习率：训练损失', 'png'), '四个学习率-训练损失.png');
  assert.equal(fileName('../..', 'csv'), 'steplab.csv');
});

test('what storage refuses lasts as long as the page', () => {
  assert.equal(recall('none'), null);
  keep('a', { value: '0.5' });
  assert.deepEqual(recall('a'), { value: '0.5' });
  keep('a', null);
  assert.equal(recall('a'), null);
});
