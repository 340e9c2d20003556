/** What is said of an annotation where it begins and ends, and which element a block of the text becomes elsewhere. */

import { t } from '../lib/words.js';

const HEADING = { H1: 'h3', H2: 'h4', BLOCKQUOTE: 'blockquote' };

/** @param {HTMLElement} element @returns {string} */
export function copyOf(element) {
  return HEADING[element.tagName] ?? 'p';
}

/** @param {import('../desk/desk.js').Desk} desk @param {{kind: string, id: string}} piece @returns {string} */
export function spoken(desk, { kind, id }) {
  const { tag } = desk.layer.annotations.get(id);
  const label = desk.scheme.tags[tag]?.label ?? tag;
  return { begin: `[${t('{label} begins', { label })}] `, on: `[${t('{label} goes on', { label })}] `, end: ` [${t('{label} ends', { label })}]`, point: ` [${t('{label} here', { label })}] ` }[kind];
}
