/** The view of a surface: what is far, what is high, what the light falls on. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { brightness, projection, tidyView } from '../../web/widgets/surface_view.js';

test('a view stays within its limits', () => {
  assert.deepEqual(tidyView({ yaw: 370, pitch: 100 }), { yaw: 10, pitch: 80 });
  assert.deepEqual(tidyView({ yaw: -30, pitch: -5 }), { yaw: 330, pitch: 8 });
});

test('what lies behind is further away and drawn higher; what is higher is drawn higher', () => {
  const see = projection({ yaw: 0, pitch: 30 });
  assert.ok(see(0, 1, 0).depth > see(0, -1, 0).depth);
  assert.ok(see(0, 1, 0).y > see(0, -1, 0).y);
  assert.ok(see(0, 0, 1).y > see(0, 0, -1).y);
  assert.ok(Math.abs(see(0, 0, 0).x) < 1e-12);
});

test('a half turn puts the back to the front', () => {
  const [front, back] = [0, 180].map((yaw) => projection({ yaw, pitch: 30 })(0.5, 1, 0));
  assert.ok(front.depth > 0 && back.depth < 0);
  assert.ok(front.x > 0 && back.x < 0);
});

test('ground that faces the light is brighter', () => {
  assert.ok(brightness(1, 0) > brightness(0, 0));
  assert.ok(brightness(0, 0) > brightness(-2, 0));
  assert.ok(brightness(-50, 0) >= 0);
});
