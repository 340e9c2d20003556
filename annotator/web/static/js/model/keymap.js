/** Which key does what. Letters can be changed and switched off; the table is also what the help shows. */

/** @typedef {{name: string, key: string, words: string, call: string, value?: string}} Binding */
/** @typedef {{single: boolean, keys: Record<string, string>}} Choice */

const FIXED = [
  ['commands', ':', 'All commands'],
  ['source', 's', 'Add a source to the open annotation'],
  ['link', 'l', 'Link the open annotation to another'],
  ['note', 'n', 'Write a note'],
  ['comment', 'm', 'Comment to the reviewer'],
  ['same', '=', 'Same answers as the last of this tag'],
  ['next', 'j', 'Next annotation'],
  ['previous', 'k', 'Previous annotation'],
  ['unfinished', 'u', 'Next unfinished annotation'],
  ['unfinishedBack', 'U', 'Previous unfinished annotation'],
  ['unlinked', 'i', 'Next annotation that lacks its link'],
  ['boundary', 'b', 'Use the selection as new boundary'],
  ['addPart', 'p', 'Add the selection as a further part'],
  ['removePart', 'P', 'Take the selection out of the annotation'],
  ['words', 'v', 'Select the words of the open annotation'],
  ['grow', 'a', 'Grow the selection: word, sentence, paragraph'],
  ['shrink', 'A', 'Shrink the selection again'],
  ['sentence', 'x', 'Select the sentence at the caret'],
  ['sentenceBack', ',', 'Caret to the sentence before'],
  ['sentenceOn', '.', 'Caret to the next sentence'],
  ['reachBack', '<', 'Select back by a sentence'],
  ['reachOn', '>', 'Select on by a sentence'],
  ['wholeNext', 'w', 'The next tag is on the whole article'],
  ['startBack', '[', 'Start one word earlier'],
  ['startOn', '{', 'Start one word later'],
  ['endOn', ']', 'End one word later'],
  ['endBack', '}', 'End one word earlier'],
  ['snap', '', 'Snapping of selections: off, word, sentence'],
  ['remove', '', 'Delete the open annotation'],
  ['undo', '', 'Undo'],
  ['redo', '', 'Redo'],
  ['find', '/', 'Find in the text'],
  ['outline', 't', 'Jump by the outline'],
  ['filter', 'y', 'Show only some annotations'],
  ['alone', 'z', 'One paragraph at a time'],
  ['linear', 'L', 'Reading view: annotations named in the text'],
  ['hidden', '', 'Show hidden characters'],
  ['flag', '', 'Flag the article as unsuitable'],
  ['tour', '', 'Show the first steps'],
  ['print', '', 'Print with numbered notes'],
  ['guideline', 'g', 'Guideline for the tag in hand'],
  ['handIn', 'H', 'Hand in'],
  ['nextArticle', 'N', 'Next article'],
  ['keys', '?', 'These keys'],
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
