/** One tab writes an article; another reads along until the person moves the work there. */

import { make } from '../lib/dom.js';
import { lower, raise } from './saving.js';
import { fetchLayer } from './sync.js';

/** @param {import('./desk.js').Desk} desk @returns {Promise<void>} settled once it is known which tab writes */
export function mountTabs(desk) {
  if (!navigator.locks || desk.readonly) return Promise.resolve();
  const name = `annotator ${desk.user} ${desk.article}`;
  return new Promise((known) => {
    navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      known();
      return lock ? hold(desk) : wait(desk, name);
    }).catch(() => lost(desk, name));
  });
}

/** Holds the lock for as long as the page lives, or until another tab takes it. */
function hold(desk) {
  desk.readonly = false;
  desk.outbox.allowed = true;
  lower('tabs');
  return new Promise(() => {});
}

function wait(desk, name) {
  desk.readonly = true;
  desk.outbox.allowed = false;
  raise('tabs', 'warn', 'This article is open in another tab, which does the saving.',
    make('button', { type: 'button', class: 'button small', click: () => take(desk, name) }, 'Work here instead'));
}

function take(desk, name) {
  navigator.locks.request(name, { steal: true }, async () => {
    await desk.outbox.open();
    await fetchLayer(desk);
    const held = hold(desk);
    desk.outbox.wake();
    return held;
  }).catch(() => lost(desk, name));
}

function lost(desk, name) {
  wait(desk, name);
  desk.activate(null);
}
