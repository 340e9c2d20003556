import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Draft, Search } from '../../../annotator/web/static/js/model/draft.js';

function storage() {
  const kept = new Map();
  return { kept, getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value), removeItem: (name) => kept.delete(name) };
}

test('each search of a draft is kept by itself, and nothing of them once all are over', () => {
  const place = storage();
  const draft = new Draft('names', place);
  const [one, other] = [new Search(draft, 'a/speaker'), new Search(draft, 'b/speaker')];
  one.words = 'Minis';
  other.words = 'Port';
  assert.deepEqual([new Search(draft, 'a/speaker').words, other.words], ['Minis', 'Port']);
  one.words = '';
  assert.deepEqual([one.words, other.words], ['', 'Port']);
  other.words = '';
  one.words = '';
  assert.equal(place.kept.size, 0);
});
