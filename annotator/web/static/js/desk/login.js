/** Logging in again without leaving the page: the same person, then everything that waits is sent. */

import { isAsking, isTyping, one, t } from '../lib/dom.js';
import { enter, enterCode } from '../lib/login.js';
import { fetchLayer } from './sync.js';

/** @typedef {import('./desk.js').Desk} Desk */

/** @param {Desk} desk @param {boolean} [unasked] then nobody who types is interrupted */
export function openLogin(desk, unasked = false) {
  const dialog = one('[data-login-dialog]');
  if (isAsking() || (unasked && isTyping(document.activeElement))) return;
  const form = one('form', dialog);
  form.onsubmit = (/** @type {Event} */ event) => { event.preventDefault(); send(desk, dialog, form); };
  one('[data-cancel]', dialog).onclick = () => dialog.close();
  askForCode(dialog, false);
  dialog.showModal();
}

async function send(desk, dialog, form) {
  const { username, password, code } = form.elements;
  const asked = !one('[data-code]', dialog).hidden;
  const { user, wrong, code: more } = asked ? await enterCode(code.value, desk.user) : await enter(username.value, password.value, desk.user);
  if (!asked) password.value = '';
  code.value = '';
  if (more) return askForCode(dialog, true);
  if (wrong) return say(dialog, wrong);
  if (user !== desk.user) return say(dialog, t('That is somebody else. Your changes stay here until you log in yourself.'));
  dialog.close();
  desk.stranger = false;
  desk.text.focus({ preventScroll: true });
  if (!desk.verified && !desk.outbox.ops.length) await fetchLayer(desk);
  return desk.outbox.wake();
}

/** Shows the field for the second factor in place of the password's. */
function askForCode(dialog, asked) {
  say(dialog, '');
  one('[data-code]', dialog).hidden = !asked;
  one('[data-password]', dialog).hidden = asked;
  if (asked) one('[name=code]', dialog).focus();
}

function say(dialog, words) {
  const place = one('[data-login-error]', dialog);
  place.textContent = words;
  place.hidden = !words;
}
