/** What an attribute was answered with lately, at hand where there is much to choose from. */

import { all, make, one, t } from '../lib/dom.js';

/** So many terms are much to choose from; so many answers are offered; longer ones are nobody's habit. */
const [MANY, OFFERED, LONGEST] = [7, 4, 60];

/** @typedef {import('./desk.js').Desk} Desk */

/** @param {Desk} desk @param {HTMLElement} element the field of an attribute */
export function offerRecent(desk, element) {
  const lately = desk.recent.of(listOf(element)).slice(0, OFFERED);
  const terms = all('.chip input', element);
  const typed = one('input:not([type], [role])', element);
  const known = lately.map((value) => terms.find((term) => term.value === value)).filter(Boolean);
  if (typed && lately.length) {
    typed.setAttribute('list', `${typed.id}-lately`);
    typed.after(make('datalist', { id: `${typed.id}-lately` }, ...lately.map((value) => make('option', { value }))));
  } else if (known.length && terms.length >= MANY) {
    one('.chips', element).before(make('p', { class: 'lately' }, t('Lately: '), ...known.map(again)));
  }
}

/** @param {Desk} desk @param {HTMLElement} element @param {any} value one answer, or several */
export function keepRecent(desk, element, value) {
  if (element.dataset.kind.startsWith('entit')) return;
  for (const given of [value].flat()) if (typeof given === 'string' && given.length <= LONGEST) desk.recent.use(listOf(element), given);
}

const listOf = (/** @type {HTMLElement} */ element) => `value ${element.dataset.attribute}`;

function again(term) {
  return make('button', { type: 'button', class: 'link-button', click: () => term.click() }, term.closest('.chip').textContent.trim());
}
