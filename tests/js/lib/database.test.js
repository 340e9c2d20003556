import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { Both, Local } from '../../../annotator/web/static/js/lib/database.js';

let database;
let beside;
let isOpen;
let both;

beforeEach(() => {
  [database, beside] = [plain(), plain()];
  isOpen = true;
  both = visit();
});

function plain() {
  const kept = new Map();
  return new Local({ getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) });
}

const visit = () => new Both(async () => { if (!isOpen) throw new Error('closed'); return database; }, beside);
const names = async (store) => (await store.all()).map(({ op, body }) => op + (body ?? ''));

test('while the database is closed, changes are kept beside it and what it holds is not known', async () => {
  isOpen = false;
  await both.all();
  await both.put({ op: 'new' });
  assert.deepEqual([both.unread, await names(both), await names(database)], [true, ['new'], []]);
});

test('once it opens, what was kept beside it goes behind what it held', async () => {
  await database.put({ op: 'old' });
  isOpen = false;
  await both.all();
  await both.put({ op: 'new' });
  isOpen = true;
  assert.deepEqual([await names(both), both.unread, await names(beside)], [['old', 'new'], false, []]);
});

test('the next visit takes over what a closed database left beside', async () => {
  isOpen = false;
  await both.all();
  await both.put({ op: 'left' });
  isOpen = true;
  assert.deepEqual([await names(visit()), await names(database)], [['left'], ['left']]);
});

test('what both hold is kept once, in its place, as it was last', async () => {
  await database.put({ op: 'first' });
  await database.put({ op: 'second' });
  await beside.put({ op: 'first', body: ' again' });
  assert.deepEqual(await names(both), ['first again', 'second']);
});

test('a connection that the browser closes loses nothing', async () => {
  await both.all();
  await both.put({ op: 'before' });
  const { put } = database;
  database.put = async () => { throw Object.assign(new Error(), { name: 'InvalidStateError' }); };
  await both.put({ op: 'after' });
  assert.equal(both.unread, true);
  database.put = put;
  assert.deepEqual(await names(both), ['before', 'after']);
});

test('a full database is told, not hidden', async () => {
  await both.all();
  database.put = async () => { throw Object.assign(new Error(), { name: 'QuotaExceededError' }); };
  await assert.rejects(both.put({ op: 'too much' }), { name: 'QuotaExceededError' });
});
