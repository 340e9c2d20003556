/** Filtering the annotations by tag, state and speaker: what does not fit steps out of margin and text, and stays. */

import { all, fixture, make, one, t } from '../lib/dom.js';
import { isUnfinished, isUnlinked } from './unfinished.js';

const STATES = {
  unfinished: [t('Unfinished'), isUnfinished],
  unlinked: [t('Lacks its link'), isUnlinked],
  linked: [t('Linked'), ({ id }, layer) => layer.relationsOf(id).length > 0],
  sourced: [t('With sources'), ({ sources }) => sources.length > 0],
  unsourced: [t('Without sources'), ({ sources }) => !sources.length],
  noted: [t('With a note'), ({ note }) => Boolean(note)],
  unsure: [t('Unsure'), ({ confidence }) => confidence === 1],
};
const PEOPLE = ['speaker', 'omitter'];

/** @param {import('../desk/desk.js').Desk} desk */
export function filter(desk) {
  const open = one('[data-filter]');
  if (open) return open.dispatchEvent(new CustomEvent('end'));
  const bar = make('div', { class: 'filter', role: 'group', 'aria-label': t('Show only'), 'data-filter': true },
    choice(t('Tag'), Object.entries(desk.scheme.tags).map(([tag, { label }]) => [tag, label])),
    choice(t('State'), Object.entries(STATES).map(([name, [words]]) => [name, words])),
    choice(t('Speaker'), speakers(desk)),
    make('button', { type: 'button', class: 'button plain small', click: () => end() }, t('Show all')));
  const again = () => apply(desk, bar);
  const end = () => { bar.remove(); desk.removeEventListener('changed', again); show(desk, null); one('[data-open-filter]')?.focus(); };
  bar.addEventListener('change', again);
  bar.addEventListener('end', end);
  bar.addEventListener('keydown', (/** @type {any} */ event) => { if (event.key === 'Escape') { event.stopPropagation(); event.preventDefault(); end(); } });
  desk.addEventListener('changed', again);
  one('.margin-head').after(bar);
  one('select', bar).focus();
}

function choice(words, options) {
  return make('select', { 'aria-label': words }, make('option', { value: '' }, t('{words}: any', { words })),
    ...options.map(([value, label]) => make('option', { value }, label)));
}

function speakers(desk) {
  const ids = new Set([...desk.layer.annotations.values()].flatMap(({ attributes }) => PEOPLE.map((name) => attributes[name]).filter(Boolean)));
  return [...ids].map((id) => [id, desk.names.label(id) || t('Unknown name')]).sort(([, a], [, b]) => a.localeCompare(b));
}

function apply(desk, bar) {
  const [tag, state, speaker] = all('select', bar).map(({ value }) => value);
  if (!tag && !state && !speaker) return show(desk, null);
  const fits = (annotation) => (!tag || annotation.tag === tag)
    && (!state || STATES[state][1](annotation, desk.layer, desk.scheme))
    && (!speaker || PEOPLE.some((name) => annotation.attributes[name] === speaker));
  show(desk, new Set(desk.layer.ordered().filter((one) => !fits(one) && one.id !== desk.active).map(({ id }) => id)));
}

/** @param {import('../desk/desk.js').Desk} desk @param {Set<string> | null} out those that step out */
function show(desk, out) {
  desk.filtered = out;
  desk.tell('filtered');
  const { size } = desk.layer.annotations;
  fixture('[data-count]').textContent = out ? t('{n} of {n2}', { n: size - out.size, n2: size }) : String(size);
}
