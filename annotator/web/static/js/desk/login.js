/** Logging in again without leaving the page: the same person, then everything that waits is sent. */

import { isAsking, isTyping, one } from '../lib/dom.js';
import { enter } from '../lib/login.js';
import { fetchLayer } from './sync.js';

/** @typedef {import('./desk.js').Desk} Desk */

/** @param {Desk} desk @param {boolean} [unasked] then nobody who types is interrupted */
export function openLogin(desk, unasked = false) {
  const dialog = one('[data-login-dialog]');
  if (isAsking() || (unasked && isTyping(document.activeElement))) return;
  const form = one('form', dialog);
  form.onsubmit = (/** @type {Event} */ event) => { event.preventDefault(); send(desk, dialog, form); };
  one('[data-cancel]', dialog).onclick = () => dialog.close();
  say(dialog, '');
  dialog.showModal();
}

async function send(desk, dialog, form) {
  const { username, password } = form.elements;
  const { user, wrong } = await enter(username.value, password.value, desk.user);
  password.value = '';
  if (wrong) return say(dialog, wrong);
  if (user !== desk.user) return say(dialog, 'That is somebody else. Your changes stay here until you log in yourself.');
  dialog.close();
  desk.stranger = false;
  desk.text.focus({ preventScroll: true });
  if (!desk.verified && !desk.outbox.ops.length) await fetchLayer(desk);
  return desk.outbox.wake();
}

function say(dialog, words) {
  const place = one('[data-login-error]', dialog);
  place.textContent = words;
  place.hidden = !words;
}
