import assert from 'node:assert/strict';
import { test } from 'node:test';

import { create, edit, link, remove, retag, setAttribute, unlink } from '../../../annotator/web/static/js/model/acts.js';
import { History } from '../../../annotator/web/static/js/model/history.js';
import { Layer, content } from '../../../annotator/web/static/js/model/layer.js';
import { scheme } from '../scheme.js';

const anchor = { kind: 'span', segments: [{ start: 0, end: 3, exact: 'The' }] };

function desk() {
  const [layer, history] = [new Layer(), new History()];
  const run = (act) => { history.push(act); layer.apply(act.changes); };
  const back = () => layer.apply(history.undo().changes);
  const again = () => layer.apply(history.redo().changes);
  return { layer, history, run, back, again, state: () => JSON.stringify([[...layer.annotations.values()].map((a) => [a.id, content('annotation', a)]), [...layer.relations.values()]]) };
}

test('making, undone, is nothing; redone, is the same', () => {
  const { layer, run, back, again } = desk();
  run(create('claim', anchor, '1'));
  back();
  assert.equal(layer.annotations.size, 0);
  again();
  assert.equal(layer.annotations.get('1').tag, 'claim');
});

test('deleting takes the links along, and undo brings both back', () => {
  const { layer, run, back, state } = desk();
  run(create('claim', anchor, '1'));
  run(create('rebuttal', anchor, '2'));
  run(link('rebuts', '2', '1', 'r'));
  const before = state();
  run(remove(layer, '1'));
  assert.deepEqual([layer.annotations.size, layer.relations.size], [1, 0]);
  back();
  assert.deepEqual(JSON.parse(state())[1], JSON.parse(before)[1]);
  assert.equal(layer.annotations.size, 2);
});

test('the links go before what they link, and come back after it', () => {
  const { layer, history, run } = desk();
  run(create('claim', anchor, '1'));
  run(create('rebuttal', anchor, '2'));
  run(link('rebuts', '2', '1', 'r'));
  run(remove(layer, '1'));
  assert.deepEqual(history.done.at(-1).changes.map(({ kind }) => kind), ['relation', 'annotation']);
  assert.deepEqual(history.undo().changes.map(({ kind }) => kind), ['annotation', 'relation']);
});

test('typing in a row is one act', () => {
  const { layer, history, run, back } = desk();
  run(create('claim', anchor, '1'));
  for (const words of ['a', 'ab', 'abc']) run(setAttribute(layer, '1', 'normalized', words));
  assert.equal(history.done.length, 2);
  back();
  assert.deepEqual(layer.annotations.get('1').attributes, {});
});

test('after a pause the same field is an act of its own', () => {
  const { layer, history, run } = desk();
  run(create('claim', anchor, '1'));
  run(setAttribute(layer, '1', 'normalized', 'a'));
  history.seal();
  run(setAttribute(layer, '1', 'normalized', 'ab'));
  assert.equal(history.done.length, 3);
});

test('a change that changes nothing is no act', () => {
  const { layer, run } = desk();
  run(create('claim', anchor, '1'));
  assert.equal(edit(layer, '1', { note: null }), null);
});

test('a new act ends what could be done again', () => {
  const { layer, history, run, back } = desk();
  run(create('claim', anchor, '1'));
  back();
  run(create('claim', anchor, '2'));
  assert.equal(history.redo(), null);
  assert.deepEqual([...layer.annotations.keys()], ['2']);
});

test('another tag keeps what both mean alike and loses what it may not have', () => {
  const { layer, run } = desk();
  run(create('rebuttal', anchor, '1'));
  run(create('claim', anchor, '2'));
  run(link('rebuts', '1', '2', 'r'));
  run(edit(layer, '1', { attributes: { voice: 'direct_quote', strategy: ['deny'] } }));
  run(retag(layer, scheme, '1', 'claim'));
  assert.deepEqual([layer.annotations.get('1').tag, layer.annotations.get('1').attributes], ['claim', { voice: 'direct_quote' }]);
  assert.equal(layer.relations.size, 0);
});

test('a point cannot become a claim', () => {
  const { layer, run } = desk();
  run(create('omission', { kind: 'point', segments: [{ start: 1, end: 1, exact: '' }] }, '1'));
  assert.equal(retag(layer, scheme, '1', 'claim'), null);
});

test('any row of acts, undone to the start, leaves an empty layer; redone, the same layer', () => {
  const { layer, history, run, back, again, state } = desk();
  run(create('claim', anchor, '1'));
  run(create('claim', anchor, '2'));
  run(link('supports', '1', '2', 'r'));
  run(edit(layer, '2', { note: 'n' }));
  run(unlink(layer, 'r'));
  run(remove(layer, '1'));
  const [end, steps] = [state(), history.done.length];
  for (let step = 0; step < steps; step += 1) back();
  assert.deepEqual([layer.annotations.size, layer.relations.size], [0, 0]);
  for (let step = 0; step < steps; step += 1) again();
  assert.equal(state(), end);
});
