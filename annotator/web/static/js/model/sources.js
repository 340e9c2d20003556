/** What a source needs before a reader can repeat the check. */

import { t } from '../lib/words.js';

const WITHOUT_ADDRESS = new Set(['document', 'interview']);
const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** @param {Record<string, string | null>} source @returns {{field: string, words: string}[]} */
export function sourceProblems(source) {
  const problems = [];
  const need = (/** @type {boolean} */ holds, /** @type {string} */ field, /** @type {string} */ words) => {
    if (!holds) problems.push({ field, words });
  };
  need(Boolean(source.title), 'title', t('Give the title.'));
  need(Boolean(source.publisher), 'publisher', t('Say who publishes it.'));
  if (source.url) {
    need(/^https?:\/\/[^\s]+$/i.test(source.url), 'url', t('The address begins with http:// or https://.'));
    need(Boolean(source.accessed), 'accessed', t('Say on which day you read it.'));
  } else {
    need(WITHOUT_ADDRESS.has(source.genre ?? ''), 'url', t('Give the address; only a document or an interview may do without.'));
  }
  need(!source.published || DATE.test(source.published), 'published', t('A date is a year, a month or a day, such as 2023-09.'));
  need(Boolean(source.tier), 'tier', t('Choose the tier.'));
  need(Boolean(source.genre), 'genre', t('Choose what kind of source it is.'));
  return problems;
}
