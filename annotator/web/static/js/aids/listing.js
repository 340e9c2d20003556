/** A dialog that offers a list, found by a few letters; what was selected in the text survives it. */

import { combobox, comboInput } from '../lib/combobox.js';
import { make } from '../lib/dom.js';
import { ranked } from './fuzzy.js';

/** @typedef {{label: string, note?: string, tag?: string, run: () => void}} Entry */

/** @param {string} title @param {string} prompt @param {Entry[]} entries */
export function list(title, prompt, entries) {
  const back = /** @type {HTMLElement | null} */ (document.activeElement);
  const selection = kept();
  const input = comboInput('listed-offers', prompt);
  const dialog = make('dialog', { class: 'dialog commands', 'aria-label': title }, input);
  dialog.addEventListener('close', () => { dialog.remove(); back?.focus({ preventScroll: true }); selection(); });
  dialog.addEventListener('click', (/** @type {Event} */ event) => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
  combobox(input, (words) => offers(entries, words), ({ value }) => take(dialog, entries[Number(value)]), { stay: true, eager: true });
  dialog.showModal();
  input.focus();
}

function offers(entries, words) {
  const numbered = entries.map(({ label, note, tag }, place) => ({ value: String(place), label, note, tag }));
  return ranked(numbered, words, ({ label }) => label);
}

function take(dialog, { run }) {
  dialog.addEventListener('close', () => setTimeout(run), { once: true });
  dialog.close();
}

/** @returns {() => void} puts the selection back */
function kept() {
  const selection = getSelection();
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  return () => { if (anchorNode?.isConnected && focusNode?.isConnected) selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset); };
}
