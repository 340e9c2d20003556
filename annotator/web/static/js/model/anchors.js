/** Anchors: where an annotation stands, made from a stretch of text as the rules want them. No DOM. */

import { wholeGraphemes } from '../lib/boundaries.js';

/** @typedef {{start: number, end: number, exact?: string}} Segment */
/** @typedef {{kind: 'span' | 'point' | 'article', segments: Segment[]}} Anchor */
/** @typedef {import('../lib/offsets.js').TextIndex} TextIndex */

const SPACE = /[\s\u0085\u001c-\u001f]/u;

/** The anchor of a stretch: no white space at its ends, no split character, nothing of the boilerplate.
 *  @param {TextIndex} index @param {number} start @param {number} end @param {Segment[]} boilerplate
 *  @returns {Anchor | null} nothing when no annotatable character is left */
export function spanOf(index, start, end, boilerplate) {
  const [from, to] = wholeGraphemes(index, start, end);
  const segments = without({ start: from, end: to }, boilerplate)
    .map((segment) => trim(index, segment))
    .filter((segment) => segment.start < segment.end);
  return segments.length ? { kind: 'span', segments: quoted(index, segments) } : null;
}

/** The anchor of a caret. @param {TextIndex} index @param {number} offset @param {Segment[]} boilerplate
 *  @returns {Anchor | null} nothing inside boilerplate */
export function pointOf(index, offset, boilerplate) {
  const [at] = wholeGraphemes(index, offset, offset);
  if (boilerplate.some((region) => region.start < at && at < region.end)) return null;
  return { kind: 'point', segments: [{ start: at, end: at, exact: '' }] };
}

/** @returns {Anchor} */
export const wholeArticle = () => ({ kind: 'article', segments: [] });

/** One anchor of the segments of both, joined where they meet.
 *  @param {TextIndex} index @param {Anchor} anchor @param {Anchor} more @returns {Anchor} */
export function joined(index, anchor, more) {
  const sorted = [...anchor.segments, ...more.segments].sort((a, b) => a.start - b.start);
  const whole = [];
  for (const { start, end } of sorted) {
    const last = whole.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else whole.push({ start, end });
  }
  return { kind: 'span', segments: quoted(index, whole) };
}

/** The anchor without a stretch; nothing when no text would be left.
 *  @param {TextIndex} index @param {Anchor} anchor @param {Anchor} less @returns {Anchor | null} */
export function reduced(index, anchor, less) {
  const segments = anchor.segments.flatMap((segment) => without(segment, less.segments))
    .map((segment) => trim(index, segment)).filter(({ start, end }) => start < end);
  return segments.length ? { kind: 'span', segments: quoted(index, segments) } : null;
}

/** The anchor with one edge moved, of its first or last segment or of the one named; nothing when that would leave
 *  no text, enter boilerplate or touch another segment.
 *  @param {TextIndex} index @param {Anchor} anchor @param {'start' | 'end'} edge @param {number} to
 *  @param {Segment[]} boilerplate @param {number} [place] @returns {Anchor | null} */
export function withEdge(index, anchor, edge, to, boilerplate, place = edge === 'start' ? 0 : anchor.segments.length - 1) {
  const changed = { ...anchor.segments[place], [edge]: to };
  if (changed.start >= changed.end || boilerplate.some((region) => meets(region, changed))) return null;
  const others = anchor.segments.filter((_, at) => at !== place);
  if (others.some(({ start, end }) => changed.start <= end && start <= changed.end)) return null;
  const segments = anchor.segments.with(place, trim(index, changed));
  return { kind: 'span', segments: quoted(index, segments) };
}

/** @param {Anchor} anchor @returns {{start: number, end: number} | null} from the first start to the last end */
export function extent(anchor) {
  if (!anchor.segments.length) return null;
  return { start: anchor.segments[0].start, end: anchor.segments.at(-1).end };
}

/** @param {Segment} a @param {Segment} b @returns {boolean} */
function meets(a, b) {
  return a.start < b.end && b.start < a.end;
}

/** @param {TextIndex} index @param {Segment} segment @returns {Segment} */
function trim(index, { start, end }) {
  const points = [...index.slice(start, end)];
  let [first, last] = [0, points.length];
  while (first < last && SPACE.test(points[first])) first += 1;
  while (last > first && SPACE.test(points[last - 1])) last -= 1;
  return { start: start + first, end: start + last };
}

/** @param {Segment} segment @param {Segment[]} holes in order @returns {Segment[]} what is left of it */
function without(segment, holes) {
  const left = [];
  let { start } = segment;
  for (const hole of holes.filter((region) => meets(region, segment))) {
    if (start < hole.start) left.push({ start, end: hole.start });
    start = Math.max(start, hole.end);
  }
  if (start < segment.end) left.push({ start, end: segment.end });
  return left;
}

/** @param {TextIndex} index @param {Segment[]} segments @returns {Segment[]} */
function quoted(index, segments) {
  return segments.map(({ start, end }) => ({ start, end, exact: index.slice(start, end) }));
}
