/** Handing in and reopening: a list of what is missing, each a way to the field. */

import { ask } from '../lib/api.js';
import { make, one, t } from '../lib/dom.js';
import { holes } from '../model/holes.js';
import { showError } from './fields.js';
import { lower, raise } from './alerts.js';
import { settleTyping } from './sync.js';

/** @typedef {import('./desk.js').Desk} Desk */

/** @param {Desk} desk */
export function mountHandIn(desk) {
  desk.actions.handIn = () => one('[data-hand-in]')?.click();
  desk.actions.nextArticle = () => one('[data-next]')?.click();
  one('[data-hand-in]')?.addEventListener('click', () => handIn(desk));
  one('[data-reopen]')?.addEventListener('click', () => reopen(desk));
}

async function handIn(desk) {
  settleTyping();
  await desk.outbox.chain;
  await desk.outbox.wake();
  await desk.outbox.atRest();
  if (desk.outbox.ops.length) {
    const words = t('{n} change is not on the server yet. Hand in once it is saved.', { n: desk.outbox.ops.length }, '{n} changes are not on the server yet. Hand in once they are saved.');
    return raise('handin', 'warn', words);
  }
  const seconds = desk.takeSeconds();
  const answer = await ask('PUT', `/articles/${desk.article}/submission`, { body: {}, seconds });
  if (answer.status !== 200) desk.giveBack(seconds);
  if (answer.status === 200) return location.reload();
  if (answer.status === 422) return showHoles(desk, holes(answer.body, desk.layer, desk.scheme));
  raise('handin', 'bad', answer.body?.detail ?? t('The server could not be reached. Nothing was handed in.'));
}

async function reopen(desk) {
  const answer = await ask('DELETE', `/articles/${desk.article}/submission`);
  if (answer.status === 204) location.reload();
  else raise('handin', 'bad', answer.body?.detail ?? t('The server could not be reached. Nothing was reopened.'));
}

function showHoles(desk, found) {
  lower('handin');
  const groups = Map.groupBy(found, ({ id, about }) => id ?? about);
  const summary = make('div', { class: 'error-summary', 'data-alert': 'handin', tabindex: '-1' },
    make('h2', {}, t('Not handed in. {n} thing is missing:', { n: found.length }, 'Not handed in. {n} things are missing:')),
    make('ul', {}, ...[...groups.values()].map((holes) => group(desk, holes))),
    make('button', { type: 'button', class: 'button small', click: () => lower('handin') }, t('Close the list')));
  one('[data-alerts]').append(summary);
  summary.focus();
}

/** One annotation, and each thing it lacks as a way to the field. */
function group(desk, holes) {
  const [{ about, tag }] = holes;
  const label = make('span', { class: 'tag', 'data-tag': tag }, desk.scheme.tags[tag]?.label ?? '');
  return make('li', {}, label, ` ${about}`, make('ul', {}, ...holes.map((hole) => way(desk, hole))));
}

function way(desk, hole) {
  const click = (/** @type {Event} */ event) => go(desk, hole, event);
  return make('li', {}, make('a', { href: hole.id ? `#a-${hole.id}` : '#text', click }, hole.detail));
}

function go(desk, { id, field, detail }, event) {
  if (!id) return;
  event.preventDefault();
  desk.activate(id, { scroll: true });
  const { card } = desk;
  if (field === 'sources') return desk.actions.source();
  const element = field && showError(card, field, detail);
  const control = element ? one('input, textarea, select, button', element) : one('.card-head', card);
  control?.focus();
}
