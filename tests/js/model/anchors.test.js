import assert from 'node:assert/strict';
import { test } from 'node:test';

import { extent, joined, reduced, pointOf, spanOf, wholeArticle, withEdge } from '../../../annotator/web/static/js/model/anchors.js';
import { indexOf, place } from '../texts.js';

const TEXT = 'Menu | Sport\n\nThe ministry said “no” 💩 today.';
const MENU = [{ start: 0, end: 12 }];
const index = indexOf('Menu | Sport', '\n\n', 'The ministry said “no” 💩 today.');

test('white space at the ends is left out, the quote is the text', () => {
  const [start, end] = place(TEXT, ' ministry said ');
  const anchor = spanOf(index, start, end, []);
  assert.deepEqual(anchor, { kind: 'span', segments: [{ start: start + 1, end: end - 1, exact: 'ministry said' }] });
});

test('only white space is no anchor', () => {
  assert.equal(spanOf(index, 12, 14, []), null);
});

test('a stretch that begins in boilerplate is cut there', () => {
  assert.equal(spanOf(index, 5, 26, MENU).segments[0].exact, 'The ministry');
});

test('a stretch inside boilerplate is refused', () => {
  assert.equal(spanOf(index, 2, 9, MENU), null);
});

test('boilerplate in the middle leaves two segments', () => {
  const found = spanOf(index, 14, 31, [{ start: 18, end: 26 }]);
  assert.deepEqual(found.segments.map(({ exact }) => exact), ['The', 'said']);
});

test('a wide character counts once', () => {
  const [start, end] = place(TEXT, '💩 today');
  assert.deepEqual(spanOf(index, start, end, []).segments, [{ start, end, exact: '💩 today' }]);
});

test('a point may stand at the edge of boilerplate, not inside', () => {
  assert.equal(pointOf(index, 12, MENU).segments[0].start, 12);
  assert.equal(pointOf(index, 5, MENU), null);
});

test('an edge moves, and is refused where nothing would be left', () => {
  const anchor = spanOf(index, 18, 26, []);
  assert.equal(withEdge(index, anchor, 'end', 31, []).segments[0].exact, 'ministry said');
  assert.equal(withEdge(index, anchor, 'end', 18, []), null);
  assert.equal(withEdge(index, anchor, 'start', 3, MENU), null);
});

test('a further part is a segment of its own, a touching one joins', () => {
  const anchor = spanOf(index, 18, 26, []);
  const apart = joined(index, anchor, spanOf(index, 33, 35, []));
  assert.deepEqual(apart.segments.map(({ exact }) => exact), ['ministry', 'no']);
  assert.equal(joined(index, anchor, spanOf(index, 20, 31, [])).segments.length, 1);
});

test('the whole article has no extent', () => {
  assert.equal(extent(wholeArticle()), null);
});

test('a stretch is taken out of the middle, and never all of it', () => {
  const anchor = spanOf(index, 18, 31, []);
  const less = reduced(index, anchor, spanOf(index, 20, 22, []));
  assert.deepEqual(less.segments.map(({ start, end }) => [start, end]), [[18, 20], [22, 31]]);
  assert.equal(reduced(index, anchor, spanOf(index, 18, 31, [])), null);
});

test('an inner edge moves too, but not into another segment', () => {
  const anchor = reduced(index, spanOf(index, 18, 31, []), spanOf(index, 20, 22, []));
  assert.equal(withEdge(index, anchor, 'end', 21, [], 0).segments[0].end, 21);
  assert.equal(withEdge(index, anchor, 'end', 22, [], 0), null);
});
