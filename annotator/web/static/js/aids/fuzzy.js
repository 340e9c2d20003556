/** Finding by a few letters: those that appear in order, best where they begin words. */

import { plain } from '../lib/plain.js';

/** @template T @param {T[]} things @param {string} words @param {(thing: T) => string} name
 *  @returns {T[]} those that hold the letters, the best first; all of them when nothing is typed */
export function ranked(things, words, name) {
  const wanted = plain(words).replaceAll(' ', '');
  const scored = things.map((thing) => ({ thing, score: score(plain(name(thing)), wanted) })).filter(({ score }) => score >= 0);
  return (wanted ? scored.toSorted((a, b) => b.score - a.score) : scored).map(({ thing }) => thing);
}

/** How well letters fit a name: -1 when they do not; more for runs and for beginnings of words.
 *  @param {string} name @param {string} wanted @returns {number} */
export function score(name, wanted) {
  const whole = name.replaceAll(' ', '').indexOf(wanted);
  let [at, sum] = [-1, whole === 0 ? 200 : whole > 0 ? 50 : 0];
  for (const letter of wanted) {
    const next = startOfWord(name, letter, at) ?? name.indexOf(letter, at + 1);
    const found = next < 0 ? name.indexOf(letter, at + 1) : next;
    if (found < 0) return whole >= 0 ? sum : -1;
    sum += found === at + 1 ? 6 : found === 0 || name[found - 1] === ' ' ? 4 : 0;
    sum -= (found - at - 1) / 50;
    at = found;
  }
  return sum;
}

/** The letter right here, or else where it begins a word. */
function startOfWord(name, letter, at) {
  if (name[at + 1] === letter) return at + 1;
  const found = name.indexOf(` ${letter}`, at + 1);
  return found < 0 ? null : found + 1;
}
