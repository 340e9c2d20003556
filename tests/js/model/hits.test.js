import assert from 'node:assert/strict';
import { test } from 'node:test';

import { at, cycle, inOrder, placeAmong } from '../../../annotator/web/static/js/model/hits.js';

const one = (id, ...segments) => ({ id, anchor: { kind: 'span', segments: segments.map(([start, end]) => ({ start, end })) } });
const nested = [one('quote', [0, 100]), one('claim', [10, 40]), one('word', [12, 15]), one('far', [200, 210]), one('point', [50, 50])];

test('the smallest is found first', () => {
  assert.deepEqual(at(nested, 13), ['word', 'claim', 'quote']);
});

test('a point is felt one character to each side', () => {
  assert.deepEqual(at(nested, 51), ['point', 'quote']);
  assert.deepEqual(at(nested, 53), ['quote']);
});

test('a gap between segments is not part of it', () => {
  assert.deepEqual(at([one('broken', [0, 5], [20, 30])], 12), []);
});

test('choosing again goes round', () => {
  const ids = ['word', 'claim', 'quote'];
  assert.deepEqual([cycle(ids, null), cycle(ids, 'word'), cycle(ids, 'quote'), cycle([], 'x')], ['word', 'claim', 'word', null]);
});

test('the order is that of the text, the longer first, the whole article before all', () => {
  const whole = { id: 'whole', anchor: { kind: 'article', segments: [] } };
  assert.deepEqual(inOrder([...nested, whole]).map(({ id }) => id), ['whole', 'quote', 'claim', 'word', 'point', 'far']);
});

test('one put among others stands where sorting would have it', () => {
  const ordered = inOrder(nested);
  for (const [place, annotation] of ordered.entries()) {
    assert.equal(placeAmong(ordered.toSpliced(place, 1), annotation), place);
    assert.equal(placeAmong(ordered, annotation), place + 1);
  }
});
