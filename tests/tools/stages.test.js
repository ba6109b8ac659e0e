/** How the test runner counts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { countOfCTest, countOfTap } from '../../tools/stages.js';

test('reads the closing lines of TAP', () => {
  const text = '# tests 9\n# pass 6\n# fail 2\n# cancelled 1\n# skipped 0\n';
  assert.deepEqual(countOfTap(text), { passed: 6, failed: 3 });
});

test('reads the closing line of CTest', () => {
  const text = '100% tests passed, 0 tests failed out of 12\n';
  assert.deepEqual(countOfCTest(text), { passed: 12, failed: 0 });
  assert.deepEqual(countOfCTest('67% tests passed, 1 tests failed out of 3'), {
    passed: 2,
    failed: 1,
  });
});
