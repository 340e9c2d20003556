/** On the open card: what the server refused and why, and both copies when somebody else changed it meanwhile. */

import { make, one, t } from '../lib/dom.js';
import { place, says } from '../model/summary.js';
import { showError } from './fields.js';
import { compare, keepMine, takeTheirs } from './merge.js';

/** @typedef {import('./desk.js').Desk} Desk */

/** @param {Desk} desk */
export function mountRefusals(desk) {
  for (const name of ['parked', 'opened', 'saving']) desk.on(name, () => show(desk));
}

function show(desk) {
  const card = desk.cards.items.get(desk.active);
  const box = card && one('[data-problems]', card);
  if (!box) return;
  const op = desk.outbox?.parked.find(({ id }) => id === desk.active) ?? null;
  const key = op ? `${op.op} ${op.parked.detail} ${JSON.stringify(op.body)}` : '';
  if (box.dataset.key === key) return;
  box.dataset.key = key;
  box.hidden = !op;
  box.replaceChildren(...(op ? [op.parked.conflict ? conflict(desk, op) : refusal(desk, op)] : []));
}

function refusal(desk, { parked }) {
  const problems = parked.errors?.length ? parked.errors : [parked];
  for (const { pointer, detail } of problems) {
    const name = pointer?.match(/attributes\/([^/]+)/)?.[1];
    if (name) showError(desk.card, name, detail);
  }
  return make('div', {}, ...problems.map(({ detail }) => make('p', {}, detail ?? t('The server refused this change.'))));
}

/** Mine and theirs in short, until somebody chooses; in full in the merge view. */
function conflict(desk, op) {
  const theirs = op.parked.current;
  return make('div', { class: 'conflict' },
    make('p', {}, t('This was changed elsewhere. Both are kept until you choose.')),
    theirs ? make('dl', {}, ...lines(t('Mine'), op.body, desk), ...lines(t('There'), theirs, desk)) : null,
    make('div', { class: 'row' },
      make('button', { type: 'button', class: 'button small', click: () => compare(desk, op) }, t('Compare')),
      make('button', { type: 'button', class: 'button small', click: () => keepMine(desk, op, theirs) }, t('Keep mine')),
      make('button', { type: 'button', class: 'button small', click: () => takeTheirs(desk, op) }, t('Take the other'))));
}

function lines(name, record, desk) {
  const deleted = !record || record.withdrawn;
  const words = deleted ? t('deleted') : [desk.scheme.tags[record.tag]?.label, says(record, desk.scheme), place(record)].filter(Boolean).join(' · ');
  return [make('dt', {}, name), make('dd', {}, words)];
}
