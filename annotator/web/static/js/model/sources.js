/** What a source needs before a reader can repeat the check. */

const WITHOUT_ADDRESS = new Set(['document', 'interview']);
const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** @param {Record<string, string | null>} source @returns {{field: string, words: string}[]} */
export function sourceProblems(source) {
  const problems = [];
  const need = (/** @type {boolean} */ holds, /** @type {string} */ field, /** @type {string} */ words) => {
    if (!holds) problems.push({ field, words });
  };
  need(Boolean(source.title), 'title', 'Give the title.');
  need(Boolean(source.publisher), 'publisher', 'Say who publishes it.');
  if (source.url) {
    need(/^https?:\/\/[^\s]+$/i.test(source.url), 'url', 'The address begins with http:// or https://.');
    need(Boolean(source.accessed), 'accessed', 'Say on which day you read it.');
  } else {
    need(WITHOUT_ADDRESS.has(source.genre ?? ''), 'url', 'Give the address; only a document or an interview may do without.');
  }
  need(!source.published || DATE.test(source.published), 'published', 'A date is a year, a month or a day, such as 2023-09.');
  need(Boolean(source.tier), 'tier', 'Choose the tier.');
  need(Boolean(source.genre), 'genre', 'Choose what kind of source it is.');
  return problems;
}
