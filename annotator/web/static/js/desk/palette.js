/** The palette: fixed within reach, and beside the selection when it was made with a mouse. */

import { all, one } from '../lib/dom.js';
import { selected } from './select.js';

const FINE = matchMedia('(pointer: fine) and (min-width: 60rem)');

/** @param {import('./desk.js').Desk} desk */
export function mountPalette(desk) {
  for (const button of all('[data-whole]')) button.addEventListener('click', () => desk.actions.whole(button.dataset.whole));
  const palette = one('[data-palette]');
  if (!palette) return;
  palette.addEventListener('pointerdown', (/** @type {Event} */ event) => event.preventDefault());
  palette.addEventListener('mousedown', (/** @type {Event} */ event) => event.preventDefault());
  palette.addEventListener('click', (/** @type {any} */ event) => press(desk, event));
  document.addEventListener('pointerup', (event) => { if (desk.text.contains(/** @type {Node} */ (event.target))) setTimeout(() => float(desk, palette)); });
  document.addEventListener('selectionchange', () => follow(desk, palette));
  addEventListener('scroll', () => settle(palette), { passive: true });
}

/** While words are selected the palette is what counts: on a narrow screen an open card steps back. */
function follow(desk, palette) {
  const { isCollapsed, anchorNode } = getSelection();
  if (isCollapsed) settle(palette);
  document.body.classList.toggle('selecting', !isCollapsed && desk.text.contains(anchorNode));
}

function press(desk, event) {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.dataset.tagChoice) desk.actions.tag(button.dataset.tagChoice);
  else desk.actions[button.dataset.act]?.();
}

function float(desk, palette) {
  const place = selected(desk);
  if (!FINE.matches || !place || place.start === place.end) return settle(palette);
  const rects = [...getSelection().getRangeAt(0).getClientRects()];
  const rect = place.focus === place.start ? rects[0] : rects.at(-1);
  if (!rect) return;
  palette.classList.add('near');
  const { offsetWidth: width, offsetHeight: height } = palette;
  const below = rect.bottom + 10 + height < innerHeight;
  const left = Math.min(Math.max(8, rect.right - width / 2), innerWidth - width - 8);
  palette.style.setProperty('left', `${left}px`);
  palette.style.setProperty('top', `${below ? rect.bottom + 10 : rect.top - height - 10}px`);
}

function settle(palette) {
  if (!palette.classList.contains('near')) return;
  palette.classList.remove('near');
  palette.style.removeProperty('left');
  palette.style.removeProperty('top');
}
