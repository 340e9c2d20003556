/** Which key does what. Letters can be changed and switched off; the table is also what the help shows. */

import { t } from '../lib/words.js';

/** @typedef {{name: string, key: string, words: string, call: string, value?: string}} Binding */
/** @typedef {{single: boolean, keys: Record<string, string>}} Choice */

const FIXED = [
  ['commands', ':', t('All commands')],
  ['source', 's', t('Add a source to the open annotation')],
  ['link', 'l', t('Link the open annotation to another')],
  ['note', 'n', t('Write a note')],
  ['comment', 'm', t('Comment to the reviewer')],
  ['same', '=', t('Same answers as the last of this tag')],
  ['next', 'j', t('Next annotation')],
  ['previous', 'k', t('Previous annotation')],
  ['unfinished', 'u', t('Next unfinished annotation')],
  ['unfinishedBack', 'U', t('Previous unfinished annotation')],
  ['unlinked', 'i', t('Next annotation that lacks its link')],
  ['boundary', 'b', t('Use the selection as new boundary')],
  ['addPart', 'p', t('Add the selection as a further part')],
  ['removePart', 'P', t('Take the selection out of the annotation')],
  ['words', 'v', t('Select the words of the open annotation')],
  ['grow', 'a', t('Grow the selection: word, sentence, paragraph')],
  ['shrink', 'A', t('Shrink the selection again')],
  ['sentence', 'x', t('Select the sentence at the caret')],
  ['sentenceBack', ',', t('Caret to the sentence before')],
  ['sentenceOn', '.', t('Caret to the next sentence')],
  ['reachBack', '<', t('Select back by a sentence')],
  ['reachOn', '>', t('Select on by a sentence')],
  ['wholeNext', 'w', t('The next tag is on the whole article')],
  ['startBack', '[', t('Start one word earlier')],
  ['startOn', '{', t('Start one word later')],
  ['endOn', ']', t('End one word later')],
  ['endBack', '}', t('End one word earlier')],
  ['snap', '', t('Snapping of selections: off, word, sentence')],
  ['remove', '', t('Delete the open annotation')],
  ['undo', '', t('Undo')],
  ['redo', '', t('Redo')],
  ['find', '/', t('Find in the text')],
  ['outline', 't', t('Jump by the outline')],
  ['filter', 'y', t('Show only some annotations')],
  ['alone', 'z', t('One paragraph at a time')],
  ['linear', 'L', t('Reading view: annotations named in the text')],
  ['hidden', '', t('Show hidden characters')],
  ['flag', '', t('Flag the article as unsuitable')],
  ['tour', '', t('Show the first steps')],
  ['print', '', t('Print with numbered notes')],
  ['guideline', 'g', t('Guideline for the tag in hand')],
  ['handIn', 'H', t('Hand in')],
  ['nextArticle', 'N', t('Next article')],
  ['keys', '?', t('These keys')],
];

/** @param {Record<string, {key: string, label: string}>} tags @param {Record<string, string>} chosen @returns {Binding[]} */
export function bindings(tags, chosen = {}) {
  const tagging = Object.entries(tags).map(([tag, { key, label }]) => ({ name: `tag ${tag}`, key, words: label, call: 'tag', value: tag }));
  const fixed = FIXED.map(([name, key, words]) => ({ name, key, words, call: name }));
  return [...tagging, ...fixed].map((binding) => ({ ...binding, key: chosen[binding.name] ?? binding.key }));
}

/** What a key press asks for, or nothing.
 *  @param {{key: string, shiftKey: boolean, altKey: boolean, ctrlKey: boolean, metaKey: boolean, code?: string}} event
 *  @param {Binding[]} table @returns {{call: string, value?: string} | null} */
export function meant(event, table) {
  if (event.ctrlKey || event.metaKey) return null;
  if (event.altKey) return fine(event);
  const exact = table.find(({ key }) => key === event.key);
  if (exact) return exact;
  const tag = event.shiftKey && table.find(({ key, call }) => call === 'tag' && key === event.key.toLowerCase());
  return tag ? { call: 'retag', value: tag.value } : null;
}

/** Alt and a bracket move a boundary by one character. */
function fine({ code, shiftKey }) {
  const edge = { BracketLeft: 'start', BracketRight: 'end' }[code ?? ''];
  if (!edge) return null;
  const outward = !shiftKey;
  return { call: 'edge', value: `${edge} ${outward === (edge === 'end') ? 1 : -1}` };
}

/** Whether a letter is already taken by something else. @param {Binding[]} table @param {string} name @param {string} key */
export function isTaken(table, name, key) {
  return table.some((binding) => binding.name !== name && binding.key === key);
}
