/** A click in the text takes the smallest annotation there; again at the same place, the next one around it. */

import { at, cycle } from '../model/hits.js';
import { selected } from './select.js';

/** @param {import('./desk.js').Desk} desk */
export function mountClicks(desk) {
  desk.text.addEventListener('click', (event) => {
    const place = selected(desk);
    if (event.button !== 0 || !place || place.start !== place.end) return;
    if (!isOnText(desk, event, place.start)) return;
    take(desk, place.start);
  });
}

function take(desk, offset) {
  const found = at(desk.layer.annotations.values(), offset);
  if (desk.picking) return pick(desk, found);
  const again = desk.clicked === offset;
  desk.clicked = offset;
  desk.activate(again ? cycle(found, desk.active) : found[0] ?? null);
}

function pick(desk, found) {
  const legal = new Set(desk.picking.offers.map(({ to }) => to));
  const id = found.find((one) => legal.has(one)) ?? found[0];
  if (id) desk.tell('picked', { id });
}

/** A click on the empty end of a line is on the line, not on its last words. */
function isOnText(desk, event, offset) {
  const range = desk.index.range(Math.max(0, offset - 1), Math.min(desk.index.length, offset + 1));
  return [...range.getClientRects()].some((box) => event.clientX > box.left - 12 && event.clientX < box.right + 12);
}
