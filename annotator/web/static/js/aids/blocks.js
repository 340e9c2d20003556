/** The headings and paragraphs of a text, each with its place. */

/** The blocks of the text that hold words. @param {import('../desk/desk.js').Desk} desk */
export function blocks(desk) {
  return desk.index.units.map(({ text, length }, place) => ({
    element: /** @type {HTMLElement} */ (desk.index.nodes[place].parentElement), words: text.trim(),
    start: desk.index.starts[place], end: desk.index.starts[place] + length,
  })).filter(({ words, element }) => words && element !== desk.text);
}
