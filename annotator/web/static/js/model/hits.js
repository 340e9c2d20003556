/** Which annotations stand at an offset: the smallest first, so that what lies inside is found before what holds it. */

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
  const keyed = [...annotations].map((annotation) => ({ annotation, ...edges(annotation.anchor) }));
  keyed.sort((a, b) => a.start - b.start || b.end - a.end || (a.annotation.id < b.annotation.id ? -1 : 1));
  return keyed.map(({ annotation }) => annotation);
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
