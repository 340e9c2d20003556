/** How each kind of attribute is read from its controls and shown in them. Null means not given. */

import { all, changed, one } from '../lib/dom.js';
import { shorten } from '../model/summary.js';
import { entities, entity } from './entities.js';
import { selectedAnchor } from './tagging.js';

/** @typedef {{read(): any, write(value: any): void}} Control */
/** @typedef {import('../model/draft.js').Search} Search what was typed into the field and not chosen, kept for the next visit */
/** @typedef {(element: HTMLElement, desk: import('./desk.js').Desk, search: Search) => Control} Kind */

/** @param {string} kind @returns {Kind} */
export function kindOf(kind) {
  return KINDS[kind] ?? words;
}

/** @type {Record<string, Kind>} */
const KINDS = { id: radio, bool: truth, int: number, ids: checks, entity, entities, anchor };

/** @type {Kind} */
function words(element) {
  const input = one('input, textarea, select', element);
  return {
    read: () => input.value.trim() || null,
    write: (value) => { if (input.value !== (value ?? '')) input.value = value ?? ''; },
  };
}

/** One term; choosing it again takes it back. @type {Kind} */
function radio(element) {
  const inputs = all('input', element);
  let before = null;
  element.addEventListener('click', (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement)) return;
    if (before === input.value) clear(input);
    before = input.checked ? input.value : null;
  });
  element.addEventListener('keydown', (event) => {
    if ((event.key === 'Delete' || event.key === 'Backspace') && event.target instanceof HTMLInputElement) {
      event.stopPropagation();
      before = null;
      clear(event.target);
    }
  });
  return {
    read: () => inputs.find((input) => input.checked)?.value ?? null,
    write: (value) => {
      before = value;
      for (const input of inputs) input.checked = input.value === value;
    },
  };
}

function clear(input) {
  input.checked = false;
  changed(input);
}

/** @type {Kind} */
function truth(...field) {
  const control = radio(...field);
  return {
    read: () => ({ true: true, false: false })[control.read()] ?? null,
    write: (value) => control.write(value === null ? null : String(value)),
  };
}

/** @type {Kind} */
function number(...field) {
  const control = radio(...field);
  return {
    read: () => control.read() === null ? null : Number(control.read()),
    write: (value) => control.write(value === null ? null : String(value)),
  };
}

/** A set; "none of these" answers with the empty set. @type {Kind} */
function checks(element) {
  const none = one('[data-none]', element);
  const inputs = all('input:not([data-none])', element);
  element.addEventListener('input', (event) => {
    if (event.target === none && none.checked) inputs.forEach((input) => { input.checked = false; });
    else if (none) none.checked = false;
  }, { capture: true });
  return {
    read: () => {
      const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
      return chosen.length || none?.checked ? chosen : null;
    },
    write: (value) => {
      for (const input of inputs) input.checked = value?.includes(input.value) ?? false;
      if (none) none.checked = value?.length === 0;
    },
  };
}

/** @type {Kind} */
function anchor(element, desk) {
  let value = null;
  const [shown, take, empty] = [one('[data-anchor-words]', element), one('[data-take]', element), one('[data-clear]', element)];
  const write = (next) => {
    value = next ?? null;
    shown.hidden = empty.hidden = !value;
    shown.textContent = value ? shorten(value.segments.map(({ exact }) => exact).join(' … '), 80) : '';
  };
  take.addEventListener('pointerdown', (event) => event.preventDefault());
  take.addEventListener('click', () => { const found = selectedAnchor(desk); if (found) { write(found); changed(take); } });
  empty.addEventListener('click', () => { write(null); changed(take); });
  return { read: () => value && { kind: value.kind, segments: value.segments }, write };
}
