import assert from 'node:assert/strict';
import { test } from 'node:test';

import { holds } from '../../../annotator/web/static/js/model/conditions.js';
import { holes } from '../../../annotator/web/static/js/model/holes.js';
import { bindings, isTaken, meant } from '../../../annotator/web/static/js/model/keymap.js';
import { Layer } from '../../../annotator/web/static/js/model/layer.js';
import { sourceProblems } from '../../../annotator/web/static/js/model/sources.js';
import { line, says, shorten } from '../../../annotator/web/static/js/model/summary.js';
import { scheme } from '../scheme.js';

const annotation = (tag, attributes = {}) => ({
  id: '1', tag, attributes, sources: [], note: null, confidence: null,
  anchor: { kind: 'span', segments: [{ start: 0, end: 5, exact: 'Words' }] },
});
const press = (key, more = {}) => ({ key, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...more });

test('a card says the claim, the missing text, or the technique', () => {
  assert.equal(says(annotation('claim', { normalized: 'It rained.' }), scheme), 'It rained.');
  assert.equal(says(annotation('omission', { missing_text: 'The answer.' }), scheme), 'The answer.');
  assert.equal(says(annotation('framing', { technique: ['st3_doubt'], bias_form: 'lexical' }), scheme), 'Doubt');
  assert.equal(line(annotation('claim'), scheme), '“Words”');
});

test('long words are cut between code points', () => {
  assert.equal(shorten('💩💩💩💩', 3), '💩💩…');
  assert.equal(shorten('មិនបាន', 5), 'មិន…');
  assert.equal(shorten('ab 👨‍👩‍👧', 4), 'ab…');
});

test('conditions of the scheme: equal, one of, given and none of, unless linked', () => {
  const framing = annotation('framing', { in_quote: true, aim: 'indirect_ally' });
  assert.equal(holds({ when: { in_quote: true } }, framing, []), true);
  assert.equal(holds({ only_when: { aim: ['direct'] } }, framing, []), false);
  assert.equal(holds({ when: { verdict: { not: ['not_checked'] } } }, framing, []), false);
  assert.equal(holds({ unless_relation: 'rebuts' }, framing, [{ type: 'rebuts', from: '1' }]), false);
});

test('a hole names the annotation and the field', () => {
  const layer = new Layer();
  layer.load({ annotations: [annotation('claim')], relations: [] });
  const [hole] = holes({ errors: [{ pointer: '/annotations/1/attributes/voice', detail: 'Voice is not given.' }] }, layer, scheme);
  assert.deepEqual(hole, { id: '1', tag: 'claim', field: 'voice', about: '“Words”', detail: 'Voice is not given.' });
});

test('a hole in the layer itself has no card', () => {
  assert.equal(holes({ detail: 'Nothing was read.' }, new Layer(), scheme)[0].id, null);
});

test('letters tag, with Shift they retag, with Ctrl they are the browser’s', () => {
  const table = bindings(scheme.tags);
  assert.deepEqual([meant(press('c'), table).call, meant(press('c'), table).value], ['tag', 'claim']);
  assert.deepEqual(meant(press('C', { shiftKey: true }), table), { call: 'retag', value: 'claim' });
  assert.equal(meant(press('c', { ctrlKey: true }), table), null);
  assert.equal(meant(press('q'), table), null);
});

test('a letter can be changed, and one that is taken is known', () => {
  const table = bindings(scheme.tags, { 'tag claim': 'q' });
  assert.equal(meant(press('q'), table).value, 'claim');
  assert.equal(meant(press('c'), table), null);
  assert.equal(isTaken(table, 'note', 'q'), true);
});

test('Alt and a bracket move a boundary by a character', () => {
  const table = bindings(scheme.tags);
  assert.equal(meant(press('[', { altKey: true, code: 'BracketLeft' }), table).value, 'start -1');
  assert.equal(meant(press('}', { altKey: true, shiftKey: true, code: 'BracketRight' }), table).value, 'end -1');
});

const source = { title: 'T', publisher: 'P', url: 'https://a.example', accessed: '2026-01-01', published: null, tier: 'primary', genre: 'news' };

test('a whole source has no problem', () => {
  assert.deepEqual(sourceProblems(source), []);
});

for (const [field, value] of [['title', null], ['publisher', null], ['url', 'javascript:alert(1)'], ['accessed', null], ['published', 'May'], ['tier', null], ['genre', null]]) {
  test(`a source with ${field} ${value} is refused at that field`, () => {
    assert.deepEqual(sourceProblems({ ...source, [field]: value }).map((problem) => problem.field), [field]);
  });
}

test('a document may do without an address', () => {
  assert.deepEqual(sourceProblems({ ...source, url: null, accessed: null, genre: 'document' }), []);
  assert.equal(sourceProblems({ ...source, url: null, accessed: null })[0].field, 'url');
});
