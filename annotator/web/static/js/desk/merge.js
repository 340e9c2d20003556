/** The merge view: my version and the one on the server side by side; both are kept until the person has chosen. */

import { ask } from '../lib/api.js';
import { all, make, one, t } from '../lib/dom.js';
import { merged, parts } from '../model/merge.js';
import { place } from '../model/summary.js';
import { fetchLayer } from './sync.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('../model/outbox.js').Op} Op */

const NAMES = { tag: t('Tag'), anchor: t('Words'), sources: t('Sources'), note: t('Note'), confidence: t('How sure') };

/** Opens the view on a change that met another. @param {Desk} desk @param {Op} op */
export async function compare(desk, op) {
  const theirs = await theirsOf(desk, op);
  const mine = op.method === 'PUT' ? op.body : null;
  const found = op.kind === 'annotation' ? parts(mine, theirs.withdrawn ? null : theirs) : [];
  const dialog = one('[data-merge-dialog]');
  one('[data-merge-parts]', dialog).replaceChildren(...(found.length ? found.map((part, at) => row(desk, part, at, mine, theirs)) : [whole(desk, mine, theirs)]));
  const act = (/** @type {() => any} */ run) => async () => { dialog.close(); await run(); };
  one('[data-mine]', dialog).onclick = act(() => keepMine(desk, op, theirs));
  one('[data-theirs]', dialog).onclick = act(() => takeTheirs(desk, op));
  one('[data-both]', dialog).onclick = act(() => keepBoth(desk, op, theirs, merged(mine, found, chosen(dialog, found))));
  one('[data-both]', dialog).hidden = !found.length;
  one('[data-cancel]', dialog).onclick = () => dialog.close();
  dialog.showModal();
}

/** @param {Desk} desk @param {Op} op @param {any} theirs */
export async function keepMine(desk, op, theirs) {
  await desk.outbox.keepMine(op.id, (theirs ?? await theirsOf(desk, op)).version ?? 0);
}

/** @param {Desk} desk @param {Op} op */
export async function takeTheirs(desk, op) {
  desk.history.forget(op.id);
  await desk.outbox.drop(op.id);
  await fetchLayer(desk);
}

async function keepBoth(desk, op, theirs, body) {
  desk.history.forget(op.id);
  desk.layer.apply([{ kind: op.kind, id: op.id, before: null, after: body }]);
  await desk.outbox.keepMine(op.id, theirs.version, body);
}

/** The server sends its copy with the refusal; where it did not, it is read. @returns {Promise<any>} */
async function theirsOf(desk, op) {
  if (op.parked?.current) return op.parked.current;
  const { body } = await ask('GET', `/articles/${desk.article}/layers/mine?withdrawn=true`);
  return body?.[`${op.kind}s`]?.find((/** @type {any} */ one) => one.id === op.id) ?? { withdrawn: true };
}

function chosen(dialog, found) {
  return new Set(all('input[value="theirs"]', dialog).filter((input) => input.checked).map((input) => found[Number(input.name.slice(5))]));
}

function row(desk, part, at, mine, theirs) {
  const name = part.attribute ? one(`[data-attribute="${CSS.escape(part.name)}"] :is(legend, label)`, formOf(mine.tag))?.textContent ?? part.name : NAMES[part.name];
  return make('fieldset', { class: 'merge-part' }, make('legend', {}, name),
    choice(at, 'mine', t('Mine'), said(desk, part, part.mine, mine), true),
    choice(at, 'theirs', t('On the server'), said(desk, part, part.theirs, theirs), false));
}

function choice(at, value, title, words, checked) {
  return make('label', { class: 'merge-choice' }, make('input', { type: 'radio', name: `part-${at}`, value, checked }),
    make('span', { class: 'quiet' }, title), make('span', { dir: 'auto' }, words));
}

function whole(desk, mine, theirs) {
  const words = (/** @type {any} */ record) => !record || record.withdrawn ? t('Deleted') : [desk.scheme.tags[record.tag]?.label, record.anchor && place(record)].filter(Boolean).join(' · ') || t('A link');
  return make('dl', {}, make('dt', {}, t('Mine')), make('dd', {}, words(mine)), make('dt', {}, t('On the server')), make('dd', {}, words(theirs)));
}

function said(desk, { name, attribute }, value, record) {
  if (value === undefined || value === null || value.length === 0) return t('Nothing');
  if (name === 'tag') return desk.scheme.tags[value]?.label ?? value;
  if (name === 'anchor') return place(record);
  if (name === 'sources') return value.map((/** @type {any} */ { source, stance }) => `${desk.sources.known.get(source)?.title ?? t('a source')} (${stance})`).join('; ');
  if (!attribute) return String(value);
  return [value].flat().map((one) => termOf(record.tag, name, one) ?? (desk.names.label(one) || (one.segments ? place({ anchor: one }) : String(one)))).join(', ');
}

function termOf(tag, name, value) {
  const input = typeof value !== 'object' && one(`[data-attribute="${CSS.escape(name)}"] input[value="${CSS.escape(String(value))}"]`, formOf(tag));
  return input ? input.closest('label').textContent.trim() : null;
}

function formOf(tag) {
  return one(`[data-form="${CSS.escape(tag)}"]`)?.content ?? document.createDocumentFragment();
}
