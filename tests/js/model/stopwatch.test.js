import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Draft } from '../../../annotator/web/static/js/model/draft.js';
import { takeIn } from '../../../annotator/web/static/js/model/queue.js';
import { PAUSE, Stopwatch } from '../../../annotator/web/static/js/model/stopwatch.js';

test('movements close together are work, a long silence counts a minute at most', () => {
  const watch = new Stopwatch(0);
  watch.move(10_000);
  watch.move(10_000 + PAUSE * 5);
  assert.equal(watch.take(10_000 + PAUSE * 5), 70);
});

test('a hidden page does not count', () => {
  const watch = new Stopwatch(0);
  watch.hide(5_000);
  watch.move(90_000);
  watch.show(100_000);
  assert.equal(watch.take(103_000), 8);
});

test('what was taken is not taken again, and the rest of a second waits', () => {
  const watch = new Stopwatch(0, 500);
  assert.equal(watch.take(1_700), 2);
  assert.equal(watch.take(1_700), 0);
  assert.equal(watch.take(2_500), 1);
});

test('a clock set back counts nothing', () => {
  const watch = new Stopwatch(10_000);
  watch.move(4_000);
  assert.equal(watch.take(4_000), 0);
});

test('changes that become one op add their seconds up', () => {
  const ops = [];
  const outbox = { user: 'u', article: 'a', flying: null };
  takeIn(ops, { id: '1', method: 'PUT', body: 1, seconds: 3 }, outbox);
  takeIn(ops, { id: '1', method: 'PUT', body: 2, seconds: 4 }, outbox);
  assert.deepEqual(ops.map(({ body, seconds }) => [body, seconds]), [[2, 7]]);
});

test('a draft survives until it is sent', () => {
  const kept = new Map();
  const storage = { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value), removeItem: (name) => kept.delete(name) };
  new Draft('d', storage).keep({ text: 'Hm.' });
  assert.deepEqual(new Draft('d', storage).read(), { text: 'Hm.' });
  new Draft('d', storage).forget();
  assert.deepEqual(new Draft('d', storage).read(), {});
});
