import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { Both, Local } from '../../../annotator/web/static/js/lib/database.js';
import { Outbox } from '../../../annotator/web/static/js/model/outbox.js';

let store;
let sent;
let answers;

beforeEach(() => {
  const kept = new Map();
  store = new Local({ getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) });
  sent = [];
  answers = [];
});

const ok = (etag) => ({ status: 200, etag, body: null, hash: null, wait: null });
const no = (status, body = {}) => ({ status, etag: null, body, hash: null, wait: null });

async function opened(user = 'u', renew = async () => true) {
  const send = async (op, base) => {
    sent.push({ id: op.id, method: op.method, base, body: structuredClone(op.body) });
    return answers.shift() ?? ok(sent.length);
  };
  const outbox = new Outbox({ storage: store, send, renew, user, article: 'a', wait: () => 1e6 });
  await outbox.open();
  return outbox;
}

const put = (id, body = {}, base = null) => ({ kind: 'annotation', id, path: `/x/${id}`, method: 'PUT', base, body });

test('nothing is saved before the outbox was read', () => {
  assert.equal(new Outbox({ storage: store, send: null, renew: null, user: 'u', article: 'a' }).state, 'opening');
});

test('a change is kept before it is sent, and forgotten once acknowledged', async () => {
  const outbox = await opened();
  outbox.allowed = false;
  await outbox.add(put('1'));
  assert.deepEqual([(await store.all()).length, outbox.state, sent.length], [1, 'kept', 0]);
  outbox.allowed = true;
  await outbox.wake();
  assert.deepEqual([(await store.all()).length, outbox.state, sent.length], [0, 'saved', 1]);
});

test('changes go in order, each with the version of the one before', async () => {
  const outbox = await opened();
  answers = [ok(1), ok(1), ok(2)];
  await Promise.all([outbox.add(put('1', { n: 1 })), outbox.add(put('2')), outbox.add(put('1', { n: 2 }))]);
  assert.deepEqual(sent.map(({ id, base }) => [id, base]), [['1', null], ['2', null], ['1', 1]]);
});

test('typing in a row is one op', async () => {
  const outbox = await opened();
  outbox.allowed = false;
  await outbox.add(put('1', { n: 1 }));
  await outbox.add(put('1', { n: 2 }));
  assert.deepEqual((await store.all()).map(({ body }) => body.n), [2]);
});

test('a dead network keeps the work, a later try sends it', async () => {
  const outbox = await opened();
  answers = [no(0), ok(1)];
  await outbox.add(put('1'));
  assert.equal(outbox.state, 'kept');
  await outbox.wake();
  assert.equal(outbox.state, 'saved');
});

test('what was left is read by the next visit of the same person only', async () => {
  const first = await opened();
  answers = [no(503)];
  await first.add(put('1'));
  assert.equal((await opened('someone else')).ops.length, 0);
  assert.equal((await opened()).ops.length, 1);
});

test('a refused change is parked, the others go on', async () => {
  const outbox = await opened();
  answers = [no(422, { detail: 'too long' }), ok(1)];
  await Promise.all([outbox.add(put('1')), outbox.add(put('2'))]);
  assert.deepEqual([outbox.state, outbox.parked[0].id, outbox.parked[0].parked.detail], ['attention', '1', 'too long']);
  assert.equal(sent.length, 2);
});

test('correcting a parked change sends it again', async () => {
  const outbox = await opened();
  answers = [no(422), ok(1)];
  await outbox.add(put('1', { n: 1 }));
  await outbox.add(put('1', { n: 2 }));
  assert.deepEqual([outbox.state, sent.at(-1).body.n], ['saved', 2]);
});

test('a conflict keeps both until somebody chooses mine', async () => {
  const outbox = await opened();
  answers = [no(412, { current: { version: 7 } })];
  await outbox.add(put('1', { n: 1 }, 3));
  assert.equal(outbox.parked[0].parked.current.version, 7);
  await outbox.add(put('1', { n: 2 }, 3));
  assert.equal(sent.length, 1);
  await outbox.keepMine('1', 7);
  assert.deepEqual([sent.at(-1).base, sent.at(-1).body.n, outbox.state], [7, 2, 'saved']);
});

test('a conflict can be ended by letting go of mine', async () => {
  const outbox = await opened();
  answers = [no(412, { current: { version: 7 } })];
  await outbox.add(put('1'));
  await outbox.drop('1');
  assert.deepEqual([outbox.state, (await store.all()).length], ['saved', 0]);
});

test('a stale token is renewed once and the change sent again', async () => {
  let renewed = 0;
  const outbox = await opened('u', async () => { renewed += 1; return true; });
  answers = [no(403, { code: 'csrf' }), ok(1)];
  await outbox.add(put('1'));
  assert.deepEqual([renewed, outbox.state], [1, 'saved']);
});

test('an ended login waits, and says so', async () => {
  const outbox = await opened();
  answers = [no(401)];
  await outbox.add(put('1'));
  assert.deepEqual([outbox.state, outbox.reason], ['kept', 'login']);
});

test('deleting what the server never had is done', async () => {
  const outbox = await opened();
  answers = [no(404)];
  await outbox.add({ ...put('1', null), method: 'DELETE' });
  assert.equal(outbox.state, 'saved');
});

test('a change made while its elder is on the way is not lost', async () => {
  const outbox = await opened();
  let release;
  outbox.send = (op) => { sent.push(structuredClone(op.body)); return new Promise((resolve) => { release = () => resolve(ok(sent.length)); }); };
  const first = outbox.add(put('1', { n: 1 }));
  await new Promise((resolve) => { setTimeout(resolve, 5); });
  outbox.add(put('1', { n: 2 }));
  release();
  await new Promise((resolve) => { setTimeout(resolve, 5); });
  release();
  await first;
  await outbox.chain;
  assert.deepEqual(sent, [{ n: 1 }, { n: 2 }]);
  assert.equal(outbox.state, 'saved');
});

test('a conflict can be ended by a version made of both', async () => {
  const outbox = await opened();
  answers = [no(412, { current: { version: 7 } })];
  await outbox.add(put('1', { n: 'mine' }, 1));
  await outbox.keepMine('1', 7, { n: 'both' });
  assert.deepEqual([sent.at(-1).base, sent.at(-1).body, outbox.state], [7, { n: 'both' }, 'saved']);
});

test('what cannot be kept is never called saved', async () => {
  const outbox = await opened();
  store.put = async () => { throw new Error('full'); };
  await assert.rejects(outbox.add(put('1')));
  assert.deepEqual([outbox.state, outbox.ops.length, sent.length], ['attention', 1, 0]);
});

test('a change is kept at once, however long its elder is on the way', async () => {
  const outbox = await opened();
  outbox.send = () => new Promise(() => {});
  outbox.add(put('1'));
  outbox.add(put('2'));
  await new Promise((resolve) => { setTimeout(resolve, 5); });
  assert.deepEqual((await store.all()).map(({ id }) => id), ['1', '2']);
});

test('what is let go of while it is being kept does not come back', async () => {
  const outbox = await opened();
  outbox.allowed = false;
  const kept = outbox.add(put('1'));
  await outbox.drop('1');
  await kept;
  assert.deepEqual(await store.all(), []);
});

test('while the storage is closed nothing is sent or called saved, then all goes in order', async () => {
  await store.put({ ...put('old'), op: 'o', user: 'u', article: 'a' });
  const database = store;
  let isOpen = false;
  const kept = new Map();
  const beside = new Local({ getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) });
  store = new Both(async () => { if (!isOpen) throw new Error('closed'); return database; }, beside);
  const outbox = await opened();
  assert.equal(outbox.state, 'attention');
  await outbox.add(put('new'));
  assert.deepEqual([outbox.state, sent.length, (await beside.all()).length], ['attention', 0, 1]);
  isOpen = true;
  await outbox.wake();
  assert.deepEqual([sent.map(({ id }) => id), outbox.state, await store.all()], [['old', 'new'], 'saved', []]);
});

test('a person may send the new without what a closed storage holds', async () => {
  const database = { all: async () => { throw new Error('closed'); } };
  store = new Both(() => database.all(), store);
  const outbox = await opened();
  await outbox.add(put('new'));
  await outbox.goOn();
  assert.deepEqual([sent.map(({ id }) => id), outbox.state], [['new'], 'saved']);
});

test('a change that is being kept when its elder is acknowledged is kept once', async () => {
  const outbox = await opened();
  const pause = (milliseconds = 2) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });
  const write = store.put.bind(store);
  store.put = async (op) => { const copy = structuredClone(op); await pause(10); return write(copy); };
  let sends = 0;
  let release;
  outbox.send = () => { sends += 1; return sends > 1 ? ok(sends) : new Promise((resolve) => { release = () => resolve(ok(1)); }); };
  const elder = outbox.add(put('1', { n: 1 }));
  while (!release) await pause();
  const younger = outbox.add(put('1', { n: 2 }));
  await pause();
  release();
  await Promise.all([elder, younger]);
  while (outbox.ops.length) await pause();
  await pause(30);
  assert.deepEqual([outbox.state, sends, await store.all()], ['saved', 2, []]);
});
