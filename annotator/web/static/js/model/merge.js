/** Two versions of one annotation, part by part, and one made of both. No DOM. */

import { content } from './layer.js';

/** @typedef {{name: string, attribute: boolean, mine: any, theirs: any}} Part */

const WHOLE = ['tag', 'anchor', 'sources', 'note', 'confidence'];

/** The parts in which they differ; none when one of them is withdrawn, since then only the whole can be chosen.
 *  @param {any} mine @param {any} theirs @returns {Part[]} */
export function parts(mine, theirs) {
  if (!mine || !theirs) return [];
  const [one, other] = [content('annotation', mine), content('annotation', theirs)];
  const names = [...new Set([...Object.keys(one.attributes), ...Object.keys(other.attributes)])];
  return [
    ...WHOLE.map((name) => ({ name, attribute: false, mine: one[name], theirs: other[name] })),
    ...names.map((name) => ({ name, attribute: true, mine: one.attributes[name], theirs: other.attributes[name] })),
  ].filter((part) => JSON.stringify(part.mine) !== JSON.stringify(part.theirs));
}

/** Mine, but for the parts that are taken from theirs. @param {any} mine @param {Part[]} found
 *  @param {Set<Part>} taken @returns {any} */
export function merged(mine, found, taken) {
  const made = content('annotation', mine);
  for (const part of found) {
    if (!taken.has(part)) continue;
    const holder = part.attribute ? made.attributes : made;
    if (part.theirs === undefined) delete holder[part.name];
    else holder[part.name] = part.theirs;
  }
  return made;
}
