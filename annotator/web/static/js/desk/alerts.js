/** Notices above the text that stay until what they speak of is over. */

import { fixture, make, one } from '../lib/dom.js';

/** Shows a notice once, under a name. @param {string} name @param {string} kind @param {string} words
 *  @param {...(Node | null)} acts @returns {boolean} whether there was none of that name */
export function raise(name, kind, words, ...acts) {
  const alerts = fixture('[data-alerts]');
  const old = one(`[data-alert="${name}"]`, alerts);
  if (old?.firstElementChild.textContent === words) return false;
  const given = acts.filter((act) => act !== null);
  const notice = make('div', { class: 'notice', 'data-kind': kind, 'data-alert': name }, make('p', {}, words), ...given);
  if (old) old.replaceWith(notice);
  else alerts.append(notice);
  return !old;
}

/** @param {string} name */
export function lower(name) {
  one(`[data-alert="${name}"]`, fixture('[data-alerts]'))?.remove();
}
