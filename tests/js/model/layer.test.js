import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inOrder } from '../../../annotator/web/static/js/model/hits.js';
import { Layer } from '../../../annotator/web/static/js/model/layer.js';

const words = (start, end) => ({ tag: 'claim', anchor: { kind: 'span', segments: [{ start, end }] } });
const change = (id, after) => ({ kind: 'annotation', id, before: null, after });

function layerOf(...stretches) {
  const layer = new Layer();
  layer.load({ annotations: stretches.map(([start, end], place) => ({ id: `n${place}`, ...words(start, end) })), relations: [] });
  return layer;
}

test('the order stays that of the text whatever is made, moved and withdrawn', () => {
  const layer = layerOf([10, 20], [0, 5], [30, 40]);
  layer.ordered();
  layer.apply([change('new', words(12, 14)), change('n1', words(50, 60)), change('n2', null)]);
  assert.deepEqual(layer.ordered(), inOrder(layer.annotations.values()));
  assert.deepEqual(layer.ordered().map(({ id }) => id), ['n0', 'new', 'n1']);
});

test('a change tells which cards it touches, a link both its ends', () => {
  const layer = layerOf([0, 1], [2, 3]);
  const told = [];
  layer.addEventListener('changed', (event) => told.push(event.detail.ids));
  layer.apply([{ kind: 'relation', id: 'r', before: null, after: { type: 'rebuts', from: 'n0', to: 'n1' } }]);
  assert.deepEqual(told, [['n0', 'n1']]);
});

test('what the hash is made of stands in order of ids, whatever came and went', () => {
  const layer = layerOf([10, 20], [0, 5], [30, 40]);
  layer.live();
  layer.apply([change('a', words(12, 14)), change('n9', words(50, 60)), change('n1', null)]);
  layer.acknowledge('a', 3);
  assert.deepEqual(layer.live(), [['a', 3], ['n0', 1], ['n2', 1], ['n9', 0]].map(([id, version]) => ({ id, version })));
});
