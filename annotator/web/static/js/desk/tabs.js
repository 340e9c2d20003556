/** One tab writes an article; the others follow it until it is closed, or the person moves the work. */

import { make, t } from '../lib/dom.js';
import { lower, raise } from './alerts.js';

/** A page that is being left may hold on for a moment. */
const PATIENCE = 800;

/** @typedef {import('./desk.js').Desk} Desk */

/** @param {Desk} desk @returns {Promise<void>} settled once it is known which tab writes */
export function mountTabs(desk) {
  if (!navigator.locks || desk.readonly) return Promise.resolve();
  desk.lock = `annotator ${desk.user} ${desk.article}`;
  speak(desk, new BroadcastChannel(desk.lock));
  return new Promise((known) => {
    const now = async (/** @type {Lock | null} */ lock) => {
      if (!lock) return soon(desk, known);
      known();
      return hold(desk);
    };
    navigator.locks.request(desk.lock, { ifAvailable: true }, now).catch(() => follow(desk));
  });
}

/** Waits for a page that is being left, and takes what that one has saved last. */
function soon(desk, known) {
  const late = async () => { await desk.refetch(); known(); return hold(desk); };
  navigator.locks.request(desk.lock, { signal: AbortSignal.timeout(PATIENCE) }, late)
    .catch(() => { follow(desk); known(); });
}

/** Holds the lock for as long as the page lives, or until another tab takes it. */
function hold(desk) {
  desk.readonly = false;
  desk.followed = null;
  desk.outbox.allowed = true;
  lower('tabs');
  desk.tell('saving');
  return new Promise(() => {});
}

function follow(desk) {
  desk.readonly = true;
  desk.outbox.allowed = false;
  desk.activate(null);
  raise('tabs', 'warn', t('This article is open in another tab, which does the saving. This one follows it.'),
    make('button', { type: 'button', class: 'button small', click: () => take(desk, { steal: true }) }, t('Work here instead')));
  take(desk, {});
}

/** Takes the work over with what the other tab has kept and the server has. */
function take(desk, how) {
  navigator.locks.request(desk.lock, how, async () => {
    await desk.outbox.open();
    await desk.refetch();
    const held = hold(desk);
    desk.outbox.wake();
    return held;
  }).catch(() => follow(desk));
}

/** The tab that writes tells the others what it does and how that is kept. */
function speak(desk, channel) {
  const tell = (/** @type {any} */ message) => { if (!desk.readonly) channel.postMessage(message); };
  desk.on('committed', ({ changes }) => tell({ changes }));
  desk.on('refetched', () => tell({ refetch: true }));
  desk.on('saving', () => tell({ standing: desk.standing }));
  channel.addEventListener('message', ({ data }) => { if (desk.readonly) hear(desk, data); });
}

function hear(desk, { changes, refetch, standing }) {
  if (changes) desk.layer.apply(changes);
  if (refetch) desk.refetch();
  if (!standing) return;
  desk.followed = standing;
  desk.tell('saving');
}
