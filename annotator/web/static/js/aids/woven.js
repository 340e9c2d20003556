/** The text and its annotations as one line of pieces: words, and where annotations begin and end. No DOM. */

/** @typedef {{kind: 'words', text: string, within: string[]} | {kind: 'begin' | 'on' | 'end' | 'point', id: string}} Piece */

/** The pieces of a stretch of text. @param {(start: number, end: number) => string} slice
 *  @param {{start: number, end: number}} stretch
 *  @param {{id: string, anchor: {segments: {start: number, end: number}[]}}[]} annotations in the order of the text
 *  @returns {Piece[]} what ends at a place comes before what begins there; the outer begins first and ends last */
export function woven(slice, { start, end }, annotations) {
  const parts = annotations.flatMap(({ id, anchor }) => anchor.segments.map((segment) => ({ id, ...segment })))
    .filter((part) => part.start < end && part.end > start || part.start === part.end && part.start >= start && part.start <= end);
  const edges = [...new Set([start, end, ...parts.flatMap((part) => [part.start, part.end])])]
    .filter((at) => at >= start && at <= end).sort((a, b) => a - b);
  return edges.flatMap((at, place) => [...ending(parts, at), ...points(parts, at), ...beginning(parts, at, start),
    ...words(slice, parts, at, edges[place + 1])]);
}

const size = (/** @type {{start: number, end: number}} */ part) => part.end - part.start;
const within = (/** @type {any[]} */ parts, at) => parts.filter((part) => part.start <= at && part.end > at).map(({ id }) => id);

function ending(parts, at) {
  return parts.filter((part) => part.end === at && part.start < at).sort((a, b) => size(a) - size(b)).map(({ id }) => ({ kind: 'end', id }));
}

function points(parts, at) {
  return parts.filter((part) => part.start === at && part.end === at).map(({ id }) => ({ kind: 'point', id }));
}

/** What began before the stretch goes on with it, so that each paragraph can be read alone. */
function beginning(parts, at, start) {
  return parts.filter((part) => part.end > at && (part.start === at || (at === start && part.start < at)))
    .sort((a, b) => size(b) - size(a)).map((part) => ({ kind: part.start < at ? 'on' : 'begin', id: part.id }));
}

function words(slice, parts, at, next) {
  return next === undefined ? [] : [{ kind: 'words', text: slice(at, next), within: within(parts, at) }];
}
