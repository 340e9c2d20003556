/** Words as they are compared: without capitals and accents. */

/** Accents lie over letters of any script; vowel signs of Khmer, Thai or Hindi are letters themselves, and so is が beside か. */
const ACCENTS = /(?=\p{M})[\p{Script=Inherited}\p{Script=Hebrew}](?<![\u3099\u309a])/gu;

/** @param {string} words @returns {string} */
export function plain(words) {
  return words.normalize('NFKD').replace(ACCENTS, '').toLowerCase();
}
