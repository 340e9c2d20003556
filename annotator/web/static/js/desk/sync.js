/** The layer and the server: reads it once, sends what changes, and says whether both are the same. */

import { ask, refreshToken } from '../lib/api.js';
import { openStorage } from '../lib/database.js';
import { one } from '../lib/dom.js';
import { Draft } from '../model/draft.js';
import { layerHash } from '../model/hash.js';
import { Outbox } from '../model/outbox.js';
import { mountTabs } from './tabs.js';

/** Takes the layer that came with the page, then what earlier visits have kept, and sends it.
 *  @param {import('./desk.js').Desk} desk @returns {Promise<void>} */
export async function startSync(desk) {
  const { user, article } = desk;
  const outbox = new Outbox({ storage: openStorage(), send, renew: () => refreshToken(user), user, article });
  desk.outbox = outbox;
  desk.refetch = () => fetchLayer(desk);
  desk.on('committed', ({ changes }) => changes.forEach((change) => keep(desk, change)));
  outbox.addEventListener('acknowledged', (event) => acknowledge(desk, event.detail));
  outbox.addEventListener('state', () => desk.tell('saving'));
  outbox.addEventListener('read', (event) => overlay(desk, event.detail.ops));
  outbox.addEventListener('parked', (event) => desk.tell('parked', event.detail));
  desk.told = new Draft(`told:${user}:${article}`, sessionStorage);
  const isOld = takeSent(desk);
  await mountTabs(desk);
  await outbox.open().catch((error) => desk.tell('unkept', { error }));
  for (const name of ['online', 'focus']) addEventListener(name, () => outbox.wake());
  addEventListener('pageshow', ({ persisted }) => { if (persisted) fetchLayer(desk); });
  addEventListener('beforeunload', (event) => { settleTyping(); if (outbox.ops.length) event.preventDefault(); });
  document.addEventListener('visibilitychange', settleTyping);
  if (await isOld) await fetchLayer(desk);
  else desk.verified ||= !outbox.ops.length;
  await outbox.pump();
}

/** The layer stands in the page, so that it is painted with the text. A page that was asked for while the one before it
 *  was still saving may be older than what that one was told. @returns {Promise<boolean>} whether this one is */
async function takeSent(desk) {
  const sent = one('[data-layer]');
  const { hash } = desk.told.read();
  desk.verified = !hash;
  desk.layer.load(JSON.parse(sent.content.textContent));
  sent.remove();
  return Boolean(hash) && hash !== await layerHash(desk.layer.live());
}

/** Keeps something that is no part of the layer, such as an entity, in the same order as the rest.
 *  @param {import('./desk.js').Desk} desk @param {string} kind @param {string} id @param {string} path @param {any} body */
export function keepNoun(desk, kind, id, path, body) {
  return desk.outbox.add({ kind, id, path, method: 'PUT', base: null, body });
}

/** Takes the layer as the server has it now, unless it is somebody else's. @param {import('./desk.js').Desk} desk @returns {Promise<boolean>} */
export async function fetchLayer(desk) {
  const { status, body } = await ask('GET', `/articles/${desk.article}/layers/mine`);
  if (status !== 200) {
    desk.tell('unread', { status });
    return false;
  }
  desk.stranger = body.layer !== desk.layer.name;
  if (desk.stranger) {
    desk.tell('saving');
    return false;
  }
  desk.verified = true;
  desk.told.forget();
  desk.layer.load(body);
  overlay(desk, desk.outbox.ops);
  desk.tell('refetched');
  desk.tell('saving');
  return true;
}

/** What is still being typed becomes a change at once. */
export function settleTyping() {
  document.activeElement?.dispatchEvent(new Event('focusout', { bubbles: true }));
}

function send(op, base) {
  return ask(op.method, op.path, { body: op.method === 'PUT' ? op.body : undefined, version: base, seconds: op.seconds });
}

function keep(desk, { kind, id, after }) {
  desk.verified = false;
  const path = `/articles/${desk.article}/${kind}s/${id}`;
  const base = desk.layer.versions.get(id) ?? null;
  desk.outbox.add({ kind, id, path, method: after ? 'PUT' : 'DELETE', base, body: after, seconds: desk.takeSeconds() })
    .catch((error) => desk.tell('unkept', { error }));
}

/** What an earlier visit could not send is shown as part of the layer. */
function overlay(desk, ops) {
  const changes = ops.filter(({ kind }) => kind === 'annotation' || kind === 'relation')
    .map(({ kind, id, body, method }) => ({ kind, id, before: null, after: method === 'PUT' ? body : null }));
  if (changes.length) desk.layer.apply(changes);
}

async function acknowledge(desk, { op, answer }) {
  if (op.kind === 'annotation' || op.kind === 'relation') desk.layer.acknowledge(op.id, answer.etag ?? answer.body?.version);
  if (answer.hash) {
    desk.serverHash = answer.hash;
    desk.told.keep({ hash: answer.hash });
  }
  if (desk.outbox.ops.length) return;
  const mine = await layerHash(desk.layer.live());
  if (desk.outbox.ops.length) return;
  if (!desk.serverHash || desk.serverHash === mine) desk.verified = true;
  else await fetchLayer(desk);
  desk.tell('saving');
}
