/** What is selected in the text, in code points. */

/** @param {import('./desk.js').Desk} desk
 *  @returns {{start: number, end: number, focus: number} | null} nothing when the selection is elsewhere */
export function selected(desk) {
  const selection = getSelection();
  if (!selection?.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(desk.text) || !meets(desk.text, range)) return null;
  const start = desk.text.contains(range.startContainer) ? desk.index.offset(range.startContainer, range.startOffset) : 0;
  const end = desk.text.contains(range.endContainer) ? desk.index.offset(range.endContainer, range.endOffset) : desk.index.length;
  const backward = selection.focusNode === range.startContainer && selection.focusOffset === range.startOffset;
  return { start, end: Math.max(start, end), focus: backward ? start : end };
}

/** Puts the selection there, as if made by hand. @param {import('./desk.js').Desk} desk @param {number} start
 *  @param {number} [end] @param {boolean} [focus] */
export function select(desk, start, end = start, focus = true) {
  const range = desk.index.range(start, end);
  if (focus) desk.text.focus({ preventScroll: true });
  getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
}

/** A selection that only begins at the end of the text, or ends at its start, is not in it. */
function meets(text, range) {
  if (text.contains(range.startContainer) || text.contains(range.endContainer)) return true;
  return range.comparePoint(text, 0) === 0;
}
