import assert from 'node:assert/strict';
import { test } from 'node:test';

import { merged, parts } from '../../../annotator/web/static/js/model/merge.js';

const anchor = { kind: 'span', segments: [{ start: 0, end: 4, exact: 'soon' }] };
const mine = { tag: 'claim', anchor, attributes: { normalized: 'Mine.', voice: 'author_voice' }, sources: [], note: null, confidence: 2 };
const theirs = { ...mine, attributes: { voice: 'direct_quote', modality: 'asserted' }, note: 'theirs', version: 4, origin: 'human' };

test('only what differs is a part', () => {
  assert.deepEqual(parts(mine, theirs).map(({ name }) => name), ['note', 'normalized', 'voice', 'modality']);
  assert.deepEqual(parts(mine, { ...mine, version: 9 }), []);
});

test('with one of them withdrawn there are no parts', () => {
  assert.deepEqual([parts(mine, null), parts(null, theirs)], [[], []]);
});

test('what is made of both has the parts that were taken, and mine else', () => {
  const found = parts(mine, theirs);
  const taken = new Set(found.filter(({ name }) => ['note', 'normalized', 'modality'].includes(name)));
  const made = merged(mine, found, taken);
  assert.deepEqual([made.note, made.attributes], ['theirs', { voice: 'author_voice', modality: 'asserted' }]);
  assert.equal(mine.attributes.normalized, 'Mine.');
});
