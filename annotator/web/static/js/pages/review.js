/** The keys of the review desk; every one presses something that is on the page. */

import { moved } from '../model/edges.js';

const KEY = 'annotator:keys';
const form = document.querySelector('[data-decide]');
const undo = document.querySelector('[data-undo]');

if (form || undo) document.addEventListener('keydown', onKey);
mountSwitch();
mountQuestion();
if (document.querySelector('[data-words]')) mountEditor();

/** The same choice as at the desk: letters can be switched off. */
function mountSwitch() {
  const label = document.querySelector('[data-keys]');
  if (!label) return;
  const box = label.querySelector('input');
  label.hidden = false;
  box.checked = stored().single !== false;
  box.addEventListener('change', () => {
    try { localStorage.setItem(KEY, JSON.stringify({ ...stored(), single: box.checked })); } catch { /* for this page only */ }
  });
}

function stored() {
  try { return JSON.parse(localStorage.getItem(KEY) ?? '{}'); } catch { return {}; }
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return settle(event);
  if (event.key === 'Escape' && isTyping(event.target)) return event.target.blur();
  if (stored().single === false) return;
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const act = actOf(event.key, event.target);
  if (!act) return;
  event.preventDefault();
  act();
}

/** From within a field too: Escape leaves it, Enter with Ctrl or ⌘ settles. @param {KeyboardEvent} event */
function settle(event) {
  event.preventDefault();
  form?.requestSubmit(form.querySelector('button.main'));
}

/** @param {string} key @param {Element} target @returns {(() => void) | null} */
function actOf(key, target) {
  if (key === 'z' && undo) return () => undo.requestSubmit();
  if (key === 'e') return follow(edited());
  if (key === 'a') return follow(document.querySelector('[data-new]'));
  if (key === 'g') return follow(document.querySelector('[data-question]'));
  if (key === 'l') return follow(document.querySelector('[data-retag]') ?? edited());
  if (key === 'r' || key === 'w') return enter(form?.elements[key === 'r' ? 'reason' : 'rationale']);
  if (key === 'j' || key === 'k') return follow(neighbour(key === 'j' ? 1 : -1));
  if (key === 'Enter' && !target.closest('a, button, summary')) return () => form?.requestSubmit();
  const choice = form?.querySelector(`[data-lane="${CSS.escape(key)}"], [data-key="${CSS.escape(key)}"]`);
  return choice ? () => { choice.checked = true; choice.focus(); } : null;
}

function follow(link) {
  return link ? () => link.click() : null;
}

/** @param {HTMLElement | undefined} field */
function enter(field) {
  return field ? () => field.focus() : null;
}

/** The link that edits the reading chosen, or the first one. */
function edited() {
  const chosen = form?.querySelector('[data-lane]:checked')?.value;
  const links = [...document.querySelectorAll('[data-edit]')];
  return links.find((link) => link.dataset.edit === chosen) ?? links[0];
}

/** The case before or after this one in the queue. @param {number} step */
function neighbour(step) {
  const links = [...document.querySelectorAll('.queue > ol a')];
  return links[links.findIndex((link) => link.hasAttribute('aria-current')) + step];
}

/** @param {EventTarget} target */
function isTyping(target) {
  return target instanceof Element && target.matches('textarea, select, input:not([type="radio"], [type="checkbox"])');
}

/** A question to the guidelines leaves the case undecided, for the reason of a gap, in the reviewer's words. */
function mountQuestion() {
  const button = document.querySelector('[data-question]');
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    form.querySelector('[value="undecidable"]').checked = true;
    form.elements.reason.value = 'guideline_gap';
    form.elements.rationale.focus();
  });
}

/** In the editor the boundaries move by a word, with the arrow keys or the buttons. */
function mountEditor() {
  document.addEventListener('selectionchange', takeSelection);
  document.addEventListener('focusin', take);
  const edges = document.querySelector('[data-edges]');
  edges.hidden = false;
  edges.addEventListener('click', ({ target }) => {
    const { edge, step } = target.closest('[data-edge]')?.dataset ?? {};
    if (edge) moveEdge(edge, Number(step));
  });
  document.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || event.target.matches('[type="radio"]')) return;
    event.preventDefault();
    moveEdge(event.shiftKey ? 'start' : 'end', step);
  });
}

/** @param {'start' | 'end'} edge @param {number} step */
function moveEdge(edge, step) {
  const [box, context] = [document.querySelector('[data-words]'), document.querySelector('[data-context]')];
  const near = context?.querySelector('mark')?.previousSibling?.textContent?.length ?? 0;
  box.value = moved(context?.textContent ?? '', box.value, near, edge, step);
}

/** Words selected in the paragraph become those of the field one was in last: the annotation's own, or of saying. */
function takeSelection() {
  const context = document.querySelector('[data-context]');
  const selection = getSelection();
  if (selection.isCollapsed || !context?.contains(selection.anchorNode) || !context.contains(selection.focusNode)) return;
  taking().value = selection.toString().trim();
}

function taking() {
  return document.querySelector('[data-takes].taking') ?? document.querySelector('[data-words]');
}

/** @param {FocusEvent} event */
function take({ target }) {
  if (!target.matches('[data-takes]')) return;
  for (const box of document.querySelectorAll('[data-takes]')) box.classList.toggle('taking', box === target);
}
