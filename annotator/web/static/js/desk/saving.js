/** The state of saving, in words, always in view; and what to do when something needs a person. */

import { announce, make, one } from '../lib/dom.js';
import { download } from './parcel.js';
import { fetchLayer } from './sync.js';

const WORDS = { opening: 'Opening', saved: 'Saved', saving: 'Saving', kept: 'Kept here', attention: 'Needs you' };

/** @typedef {import('./desk.js').Desk} Desk */

/** @param {Desk} desk */
export function mountSaving(desk) {
  desk.on('saving', () => show(desk));
  desk.on('loaded', () => show(desk));
  desk.on('unread', ({ status }) => unread(desk, status));
  desk.on('unkept', () => unkept(desk));
  desk.on('said', ({ words }) => hint(words));
  one('[data-logout]')?.addEventListener('submit', (/** @type {Event} */ event) => guardLogout(desk, event));
}

function show(desk) {
  const place = one('[data-saving]');
  const { outbox } = desk;
  const state = outbox.state === 'saved' && !desk.verified ? 'saving' : outbox.state;
  const count = state === 'attention' ? outbox.parked.length : outbox.ops.length;
  const counted = state === 'attention' || state === 'kept';
  const before = place.dataset.saving;
  place.dataset.saving = state === 'opening' ? 'saving' : state;
  const words = desk.readonly && state === 'saved' ? 'Read only' : WORDS[state] + (counted ? ` (${count})` : '');
  if (place.textContent !== words) place.textContent = words;
  if (counted && before !== state) announce(words);
  login(desk, outbox.reason === 'login' && state !== 'saved');
  stranger(outbox.reason === 'csrf' && state !== 'saved');
  parked(desk);
}

/** The login has ended: nothing is lost, and a new tab brings it back. */
function login(desk, ended) {
  if (!ended) return lower('login');
  raise('login', 'warn', `Your login has ended. ${count(desk.outbox.ops.length, 'change')} kept here will be sent when you are back.`,
    make('a', { class: 'button small', href: '/login', target: '_blank' }, 'Log in in a new tab'));
}

/** Work is never sent under another name. */
function stranger(here) {
  if (here) raise('stranger', 'warn', 'This browser is logged in as somebody else now. Your changes are kept here until you log in again.');
  else lower('stranger');
}

function parked(desk) {
  const ops = desk.outbox.parked;
  if (!ops.length) return lower('parked');
  const ids = [...new Set(ops.map(({ id }) => id))];
  const shown = ids.find((id) => desk.layer.annotations.has(id));
  raise('parked', 'bad', `${count(ids.length, 'change')} could not be saved: ${ops[0].parked.detail ?? 'the server refused.'} Nothing is lost.`,
    shown ? make('button', { type: 'button', class: 'button small', click: () => desk.activate(shown, { focus: true }) }, 'Show') : null,
    make('button', { type: 'button', class: 'button small', click: () => desk.outbox.retry() }, 'Try again'),
    make('button', { type: 'button', class: 'button small plain', click: () => download(desk) }, 'Download unsent work'));
}

function unread(desk, status) {
  const words = status === 401 ? 'Log in to read your layer.' : 'Your layer could not be read from the server.';
  raise('unread', 'bad', `${words} What you do now is kept here.`,
    make('button', { type: 'button', class: 'button small', click: async () => { if (await fetchLayer(desk)) lower('unread'); } }, 'Try again'));
}

/** Without storage nothing can be promised, so nothing more is taken. */
function unkept(desk) {
  desk.readonly = true;
  raise('unkept', 'bad', 'This browser cannot keep your work: its storage is full or closed. Editing has stopped. Make room, then load the page again.',
    make('button', { type: 'button', class: 'button small', click: () => download(desk) }, 'Download unsent work'));
}

function guardLogout(desk, event) {
  if (!desk.outbox?.ops.length || desk.leaving) return;
  event.preventDefault();
  raise('logout', 'warn', `${count(desk.outbox.ops.length, 'change')} not on the server yet.`,
    make('button', { type: 'button', class: 'button small', click: () => download(desk) }, 'Download unsent work'),
    make('button', { type: 'button', class: 'button small', click: () => { desk.leaving = true; event.target.submit(); } }, 'Log out anyway'));
}

/** Shows a notice once, under a name. @param {string} name @param {string} kind @param {string} words
 *  @param {...(Node | null)} acts */
export function raise(name, kind, words, ...acts) {
  const alerts = one('[data-alerts]');
  const old = one(`[data-alert="${name}"]`, alerts);
  if (old?.firstElementChild.textContent === words) return;
  const notice = make('div', { class: 'notice', 'data-kind': kind, 'data-alert': name }, make('p', {}, words), ...acts);
  if (old) old.replaceWith(notice);
  else alerts.append(notice);
}

/** @param {string} name */
export function lower(name) {
  one(`[data-alert="${name}"]`)?.remove();
}

let timer = 0;

/** A line above the palette for a moment; screen readers hear it elsewhere. */
function hint(words) {
  const line = one('[data-hint]');
  line.textContent = words;
  line.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => { line.hidden = true; }, 5000);
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
