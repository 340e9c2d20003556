/** Which annotations stand at an offset: the smallest first, so that what lies inside is found before what holds it. */

import { firstWhere } from '../lib/offsets.js';

/** @typedef {{id: string, anchor: import('./anchors.js').Anchor}} Anchored */

/** @param {Iterable<Anchored>} annotations @param {number} offset @param {number} [reach] how far a point is felt
 *  @returns {string[]} ids, smallest first */
export function at(annotations, offset, reach = 1) {
  const found = [];
  for (const { id, anchor } of annotations) {
    if (anchor.segments.some((segment) => holds(segment, offset, reach))) found.push({ id, size: size(anchor) });
  }
  return found.sort((a, b) => a.size - b.size).map(({ id }) => id);
}

/** The one to take next when the same place is chosen again. @param {string[]} ids @param {string | null} active
 *  @returns {string | null} */
export function cycle(ids, active) {
  if (!ids.length) return null;
  return ids[(ids.indexOf(active ?? '') + 1) % ids.length];
}

/** In the order of the text: by start, the longer first; those on the whole article lead.
 *  @template {Anchored} T @param {Iterable<T>} annotations @returns {T[]} */
export function inOrder(annotations) {
  return [...annotations].sort(compare);
}

/** Where one belongs among others in the order of the text; behind itself where it is one of them.
 *  @template {Anchored} T @param {T[]} ordered @param {T} annotation @returns {number} */
export function placeAmong(ordered, annotation) {
  return firstWhere(ordered.length, (place) => compare(ordered[place], annotation) > 0);
}

function compare(a, b) {
  const [one, other] = [edges(a.anchor), edges(b.anchor)];
  return one.start - other.start || other.end - one.end || (a.id < b.id ? -1 : Number(a.id > b.id));
}

function edges(anchor) {
  return { start: anchor.segments[0]?.start ?? -1, end: anchor.segments.at(-1)?.end ?? -1 };
}

function holds({ start, end }, offset, reach) {
  return start === end ? Math.abs(start - offset) <= reach : start <= offset && offset <= end;
}

function size({ segments }) {
  return segments.reduce((sum, { start, end }) => sum + end - start, 0);
}
