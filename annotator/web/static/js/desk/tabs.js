/** One tab writes an article; another reads along until the first is closed, or the person moves the work. */

import { make } from '../lib/dom.js';
import { lower, raise } from './saving.js';
import { fetchLayer } from './sync.js';

/** A page that is being left may hold on for a moment. */
const PATIENCE = 800;

/** @param {import('./desk.js').Desk} desk @returns {Promise<void>} settled once it is known which tab writes */
export function mountTabs(desk) {
  if (!navigator.locks || desk.readonly) return Promise.resolve();
  desk.lock = `annotator ${desk.user} ${desk.article}`;
  return new Promise((known) => {
    const granted = () => { known(); return hold(desk); };
    navigator.locks.request(desk.lock, { signal: AbortSignal.timeout(PATIENCE) }, granted)
      .catch(() => { wait(desk); known(); });
  });
}

/** Holds the lock for as long as the page lives, or until another tab takes it. */
function hold(desk) {
  desk.readonly = false;
  desk.outbox.allowed = true;
  lower('tabs');
  return new Promise(() => {});
}

function wait(desk) {
  desk.readonly = true;
  desk.outbox.allowed = false;
  desk.activate(null);
  raise('tabs', 'warn', 'This article is open in another tab, which does the saving.',
    make('button', { type: 'button', class: 'button small', click: () => take(desk, { steal: true }) }, 'Work here instead'));
  take(desk, {});
}

/** Takes the work over with what the other tab has kept and the server has. */
function take(desk, how) {
  navigator.locks.request(desk.lock, how, async () => {
    await desk.outbox.open();
    await fetchLayer(desk);
    const held = hold(desk);
    desk.outbox.wake();
    return held;
  }).catch(() => wait(desk));
}
