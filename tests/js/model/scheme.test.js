import assert from 'node:assert/strict';
import { test } from 'node:test';

import { create, link } from '../../../annotator/web/static/js/model/acts.js';
import { Layer } from '../../../annotator/web/static/js/model/layer.js';
import { canRelate, legalLinks, readScheme } from '../../../annotator/web/static/js/model/scheme.js';
import { scheme } from '../scheme.js';

function layerOf(...tags) {
  const layer = new Layer();
  tags.forEach((tag, at) => {
    const anchor = { kind: 'span', segments: [{ start: at, end: at + 1, exact: 'x' }] };
    layer.apply(create(tag, anchor, String(at)).changes);
  });
  return layer;
}

const kinds = (layer, id) => legalLinks(scheme, layer, id).map(({ type, to }) => `${type} ${to}`);

test('the scheme says which ends a link may have', () => {
  assert.equal(canRelate(scheme, 'rebuts', 'rebuttal', 'claim'), true);
  assert.equal(canRelate(scheme, 'rebuts', 'claim', 'rebuttal'), false);
  assert.equal(canRelate(scheme, 'duplicates', 'claim', 'framing'), false);
  assert.equal(canRelate(scheme, 'unheard_of', 'claim', 'claim'), false);
});

test('offers come in the order of the scheme, never to itself', () => {
  assert.deepEqual(kinds(layerOf('rebuttal', 'claim'), '0'), ['rebuts 1', 'part_of 1']);
});

test('a link that is there is not offered again, nor its mirror', () => {
  const layer = layerOf('claim', 'claim');
  layer.apply(link('duplicates', '0', '1', 'r').changes);
  assert.deepEqual(kinds(layer, '1'), ['supports 0', 'part_of 0']);
});

test('a link that would close a circle is not offered', () => {
  const layer = layerOf('claim', 'claim', 'claim');
  layer.apply([...link('part_of', '0', '1', 'a').changes, ...link('part_of', '1', '2', 'b').changes]);
  assert.equal(kinds(layer, '2').includes('part_of 0'), false);
  assert.equal(kinds(layer, '0').includes('part_of 2'), true);
});

test('pairs from the page keep their order', () => {
  const sent = { tags: [['b', {}], ['a', {}]], relations: [['z', {}]], terms: {} };
  assert.deepEqual(Object.keys(readScheme(sent).tags), ['b', 'a']);
});
