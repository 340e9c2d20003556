import assert from 'node:assert/strict';
import { test } from 'node:test';

import { answersOf } from '../../../annotator/web/static/js/model/acts.js';
import { Layer } from '../../../annotator/web/static/js/model/layer.js';
import { Recent } from '../../../annotator/web/static/js/model/recent.js';
import { isUnlinked, lacks } from '../../../annotator/web/static/js/aids/unfinished.js';

const scheme = {
  tags: {
    claim: { label: 'Claim', attributes: { voice: 'id voice', normalized: 'text ' }, needs: { voice: {} }, proof: 0 },
    rebuttal: { label: 'Rebuttal', attributes: {}, needs: { target: { unless_relation: 'rebuts' } }, proof: 1 },
  },
};
const one = (id, tag, more = {}) => ({ id, tag, anchor: { kind: 'article', segments: [] }, attributes: {}, sources: [], ...more });
const layer = (annotations, relations = []) => {
  const made = new Layer();
  made.load({ annotations, relations });
  return made;
};

test('what the scheme needs and nobody gave is lacking', () => {
  const claim = one('1', 'claim');
  assert.deepEqual(lacks(claim, layer([claim]), scheme), ['voice']);
  assert.deepEqual(lacks({ ...claim, attributes: { voice: 'quote' } }, layer([claim]), scheme), []);
});

test('a link spares what it stands for, a source is asked apart', () => {
  const rebuttal = one('2', 'rebuttal');
  const linked = layer([rebuttal, one('1', 'claim')], [{ id: '3', type: 'rebuts', from: '2', to: '1' }]);
  assert.deepEqual(lacks(rebuttal, layer([rebuttal]), scheme), ['target', 'sources']);
  assert.deepEqual(lacks(rebuttal, linked, scheme), ['sources']);
  assert.deepEqual([isUnlinked(rebuttal, layer([rebuttal]), scheme), isUnlinked(rebuttal, linked, scheme)], [true, false]);
});

test('same as last gives choices, never words, and overwrites nothing', () => {
  const last = one('1', 'claim', { attributes: { voice: 'quote', normalized: 'It rained.' } });
  const act = answersOf(layer([last, one('2', 'claim')]), scheme, '2', last);
  assert.deepEqual(act.changes[0].after.attributes, { voice: 'quote' });
  const own = one('2', 'claim', { attributes: { voice: 'own' } });
  assert.equal(answersOf(layer([last, own]), scheme, '2', last), null);
});

test('what was used lately comes first, and survives', () => {
  const kept = new Map();
  const storage = { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value) };
  new Recent('r', storage).use('source', 'b');
  const again = new Recent('r', storage);
  again.use('source', 'c');
  assert.deepEqual(again.first('source', [{ id: 'a' }, { id: 'b' }, { id: 'c' }]).map(({ id }) => id), ['c', 'b', 'a']);
});
