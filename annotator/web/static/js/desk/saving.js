/** The state of saving, in words, always in view; and what to do when something needs a person. */

import { announce, fixture, make, one, t } from '../lib/dom.js';
import { lower, raise } from './alerts.js';
import { openLogin } from './login.js';
import { compare } from './merge.js';
import { download } from './parcel.js';
import { fetchLayer } from './sync.js';

const WORDS = { opening: t('Opening'), saved: t('Saved'), saving: t('Saving'), kept: t('Kept here'), attention: t('Needs you') };

/** @typedef {import('./desk.js').Desk} Desk */

/** @param {Desk} desk */
export function mountSaving(desk) {
  desk.on('saving', () => show(desk));
  desk.on('loaded', () => show(desk));
  desk.on('unread', ({ status }) => unread(desk, status));
  desk.on('unkept', ({ error }) => unkept(desk, error));
  desk.on('said', ({ words }) => hint(words));
  one('[data-logout]')?.addEventListener('submit', (/** @type {Event} */ event) => guardLogout(desk, event));
}

/** How the work stands: its state, and how much of it is not on the server. */
function standing({ outbox, verified }) {
  const state = outbox.state === 'saved' && !verified ? 'saving' : outbox.state;
  return { state, count: state === 'attention' && outbox.parked.length ? outbox.parked.length : outbox.ops.length };
}

function show(desk) {
  const place = fixture('[data-saving]');
  desk.standing = standing(desk);
  const { state, count } = desk.followed ?? desk.standing;
  const counted = (state === 'attention' || state === 'kept') && count > 0;
  const before = place.dataset.saving;
  place.dataset.saving = state === 'opening' ? 'saving' : state;
  const words = desk.readonly && !desk.followed && state === 'saved' ? t('Read only') : WORDS[state] + (counted ? ` (${count})` : '');
  if (place.textContent !== words) place.textContent = words;
  if (counted && before !== state) announce(words);
  login(desk, desk.outbox.reason === 'login' && state !== 'saved');
  closed(desk, desk.outbox.closed);
  stranger(desk, desk.stranger || (desk.outbox.reason === 'csrf' && state !== 'saved'));
  parked(desk);
}

/** The login has ended: nothing is lost, and it can be had again without leaving the page. */
function login(desk, ended) {
  if (!ended) return lower('login');
    if (raise('login', 'warn', t('Your login has ended. {n} change kept here will be sent when you are back.', { n: desk.outbox.ops.length }, 'Your login has ended. {n} changes kept here will be sent when you are back.'),
    make('button', { type: 'button', class: 'button small', click: () => openLogin(desk) }, t('Log in')),
    make('a', { class: 'button small plain', href: '/login', target: '_blank' }, t('In a new tab')))) openLogin(desk, true);
}

/** What was kept before is neither lost nor called saved while it cannot be read; what is new waits behind it. */
function closed(desk, here) {
  if (!here) return lower('closed');
  raise('closed', 'warn', t('The storage of this browser does not open just now: what it holds from before cannot be seen or sent. What you do is kept beside it, and goes to the server after it.'),
    button(t('Try again'), () => desk.outbox.wake()),
    button(t('Send the new without it'), () => desk.outbox.goOn(), 'button small plain'));
}

/** Work is never sent under another name, and another's layer is never shown here. */
function stranger(desk, here) {
  if (!here) return lower('stranger');
  raise('stranger', 'warn', t('This browser is logged in as somebody else now. Your changes are kept here until you log in again.'),
    make('button', { type: 'button', class: 'button small', click: () => openLogin(desk) }, t('Log in')));
}

function parked(desk) {
  const ops = desk.outbox.parked;
  if (!ops.length) return lower('parked');
  const ids = [...new Set(ops.map(({ id }) => id))];
  const shown = ids.find((id) => desk.layer.annotations.has(id));
  const conflict = ops.find((op) => op.parked.conflict);
  raise('parked', 'bad', t('{n} change could not be saved: {why} Nothing is lost.', { n: ids.length, why: ops[0].parked.detail ?? t('The server refused.') }, '{n} changes could not be saved: {why} Nothing is lost.'),
    conflict ? button(t('Compare'), () => compare(desk, conflict)) : null,
    shown ? button(t('Show'), () => desk.activate(shown, { focus: true })) : null,
    conflict ? null : button(t('Try again'), () => desk.outbox.retry()),
    button(t('Download unsent work'), () => download(desk), 'button small plain'));
}

function unread(desk, status) {
  const words = status === 401 ? t('Log in to read your layer.') : t('Your layer could not be read from the server.');
  raise('unread', 'bad', t('{why} What you do now is kept here.', { why: words }),
    button(t('Try again'), async () => { if (await fetchLayer(desk)) lower('unread'); }));
}

/** Without storage nothing can be promised, so nothing more is taken. */
function unkept(desk, error) {
  desk.readonly = true;
  const why = error?.name === 'QuotaExceededError' ? t('its storage is full') : t('its storage is closed');
  raise('unkept', 'bad', t('This browser cannot keep your work: {why}. Editing has stopped, and the last change is on this page only. Make room, then load the page again.', { why }),
    button(t('Download unsent work'), () => download(desk)));
  desk.tell('saving');
}

function guardLogout(desk, event) {
  if (!desk.outbox?.ops.length || desk.leaving) return;
  event.preventDefault();
  raise('logout', 'warn', t('{n} change is not on the server yet.', { n: desk.outbox.ops.length }, '{n} changes are not on the server yet.'),
    button(t('Download unsent work'), () => download(desk)),
    button(t('Log out anyway'), () => { desk.leaving = true; event.target.submit(); }));
}

let timer = 0;

/** A line above the palette for a moment; screen readers hear it elsewhere. */
function hint(words) {
  const line = fixture('[data-hint]');
  line.textContent = words;
  line.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => { line.hidden = true; }, 5000);
}

function button(words, click, look = 'button small') {
  return make('button', { type: 'button', class: look, click }, words);
}
