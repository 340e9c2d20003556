/** The command palette: every act by name, found by a few of its letters, with its key. */

import { combobox, comboInput } from '../lib/combobox.js';
import { make } from '../lib/dom.js';
import { ranked } from './fuzzy.js';

/** @param {import('../desk/desk.js').Desk} desk */
export function commands(desk) {
  const back = /** @type {HTMLElement | null} */ (document.activeElement);
  const input = comboInput('command-offers', 'Type what you want to do');
  const dialog = make('dialog', { class: 'dialog commands', 'aria-label': 'Commands' }, input);
  document.body.append(dialog);
  const selection = kept();
  dialog.addEventListener('close', () => { dialog.remove(); back?.focus({ preventScroll: true }); selection(); });
  dialog.addEventListener('click', (/** @type {Event} */ event) => { if (event.target === dialog) dialog.close(); });
  const acts = desk.table.filter(({ call }) => call !== 'commands' && (call === 'tag' || desk.actions[call]));
  combobox(input, (words) => offers(desk, acts, words), ({ value }) => take(desk, dialog, acts[Number(value)]), { stay: true });
  dialog.showModal();
  input.focus();
}

function offers(desk, acts, words) {
  const list = acts.map((act, place) => ({ value: String(place), label: act.call === 'tag' ? `Tag: ${act.words}` : act.words, key: act.key }));
  return ranked(list, words, ({ label }) => label).map(({ value, label, key }) => ({ value, label, note: desk.keys.single ? key : '' }));
}

function take(desk, dialog, { call, value }) {
  dialog.addEventListener('close', () => setTimeout(() => desk.actions[call](value)), { once: true });
  dialog.close();
}

/** What is selected in the text survives the visit to the dialog. @returns {() => void} */
function kept() {
  const selection = getSelection();
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  return () => { if (anchorNode?.isConnected && focusNode?.isConnected) selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset); };
}
