/** Where things in the text stand on the page, measured relative to the frame of the text. */

/** @typedef {{left: number, top: number, height: number}} Spot */

/** @param {import('./desk.js').Desk} desk @param {number} offset @param {DOMRect} frame @returns {Spot} of a caret */
export function caretSpot(desk, offset, frame) {
  const rect = caretRect(desk.index, offset);
  return { left: rect.left - frame.left, top: rect.top - frame.top, height: rect.height };
}

/** @param {import('./desk.js').Desk} desk @param {number} offset @param {number} frameTop
 *  @returns {number} how far below the top of the frame a code point stands */
export function topOf(desk, offset, frameTop) {
  return caretRect(desk.index, offset).top - frameTop;
}

/** The box of a caret; where a collapsed range has none, the edge of the character beside it. */
function caretRect(index, offset) {
  const range = index.range(offset, offset);
  const { startContainer: node, startOffset: units } = range;
  const atEnd = units >= node.data.length;
  if (node.data.length) {
    range.setStart(node, atEnd ? units - 1 : units);
    range.setEnd(node, atEnd ? units : units + 1);
  }
  const rects = range.getClientRects();
  const rect = atEnd ? rects[rects.length - 1] : rects[0];
  if (!rect) return range.getBoundingClientRect();
  return { left: atEnd !== runsLeft(node, range.toString()) ? rect.right : rect.left, top: rect.top, height: rect.height };
}

const LEFTWARDS = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Whether a character runs to the left: letters say so themselves, all else goes with its block.
 *  @param {Node} node @param {string} character @returns {boolean} */
export function runsLeft(node, character) {
  if (LEFTWARDS.test(character)) return true;
  return !/[\p{L}\p{N}]/u.test(character) && getComputedStyle(node.parentElement).direction === 'rtl';
}
