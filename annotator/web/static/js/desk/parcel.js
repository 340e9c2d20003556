/** Unsent work as a file: out of this browser, and back into it under the same name. */

import { make, t } from '../lib/dom.js';

const SCHEMA = 'annotator/outbox/1';

/** @typedef {import('./desk.js').Desk} Desk */

/** @param {Desk} desk */
export function download(desk) {
  save(desk.article, desk.user, desk.outbox.ops);
}

/** Makes a file of what waits for an article. @param {string} article @param {string} user @param {any[]} ops */
export function save(article, user, ops) {
  const words = JSON.stringify({ schema: SCHEMA, article, user, ops }, null, 2);
  const url = URL.createObjectURL(new Blob([words], { type: 'application/json' }));
  make('a', { href: url, download: `unsent-${article}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** Takes a file back; what the server has meanwhile is never overwritten unseen. @param {Desk} desk */
export function bringBack(desk) {
  const input = make('input', { type: 'file', accept: '.json,application/json' });
  input.addEventListener('change', async () => desk.say(await unpack(desk, input.files[0])));
  input.click();
}

/** @param {Desk} desk @param {Blob} file @returns {Promise<string>} what came of it, in words */
export async function unpack(desk, file) {
  const parcel = await file.text().then(JSON.parse).catch(() => null);
  if (parcel?.schema !== SCHEMA || !Array.isArray(parcel.ops)) return t('This file holds no unsent work.');
  if (parcel.article !== desk.article) return t('This work belongs to another article.');
  if (parcel.user !== desk.user) return t('This work belongs to somebody else.');
  if (desk.readonly) return t('This layer is read only.');
  for (const { kind, id, path, method, base, body } of parcel.ops) {
    if (kind === 'annotation' || kind === 'relation') desk.layer.apply([{ kind, id, before: null, after: method === 'PUT' ? body : null }]);
    desk.verified = false;
    await desk.outbox.add({ kind, id, path, method, base, body });
  }
  return t('Brought back: {n}.', { n: parcel.ops.length });
}
