import assert from 'node:assert/strict';
import { test } from 'node:test';

import { layOut } from '../../../annotator/web/static/js/model/layout.js';

const box = (top, open = 60) => ({ top, open, folded: 20 });
const overlaps = (spots, boxes) => spots.some((spot, at) => {
  const next = spots[at + 1];
  return next && spot.y + (spot.folded ? boxes[at].folded : boxes[at].open) > next.y;
});

test('cards with room stand at their places, open', () => {
  assert.deepEqual(layOut([box(0), box(300)], -1), [{ y: 0, folded: false }, { y: 300, folded: false }]);
});

test('a card gives way a little rather than fold', () => {
  assert.deepEqual(layOut([box(0), box(30)], -1).map(({ folded }) => folded), [false, false]);
});

test('many cards at one place fold, and none lies on another', () => {
  const boxes = Array.from({ length: 12 }, () => box(100));
  const spots = layOut(boxes, -1);
  assert.ok(spots.filter(({ folded }) => folded).length >= 10);
  assert.equal(overlaps(spots, boxes), false);
});

test('the active card stands exactly at its place and is open', () => {
  const boxes = [box(300), box(310), box(320, 400), box(330), box(340)];
  const spots = layOut(boxes, 2);
  assert.deepEqual(spots[2], { y: 320, folded: false });
  assert.equal(overlaps(spots, boxes), false);
});

test('no card is pushed above the list', () => {
  const spots = layOut([box(0), box(0), box(0), box(5, 300)], 3);
  assert.ok(spots.every(({ y }) => y >= 0));
});

test('a thousand cards are laid out in a few milliseconds', () => {
  const boxes = Array.from({ length: 1000 }, (_, at) => box(at * 7));
  const start = performance.now();
  layOut(boxes, 500);
  assert.ok(performance.now() - start < 50);
});
