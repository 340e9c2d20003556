/** What the scripts say, in the language of the page. English is what stands in the code, and asks for nothing. */

const root = globalThis.document?.documentElement;
const known = root?.dataset.catalog ? await fetch(root.dataset.catalog).then((answer) => answer.json()).catch(() => ({})) : {};
const rules = new Intl.PluralRules(root?.lang || 'en');

/** @param {string} words with places such as {n} @param {Record<string, any>} [values] what fills them
 *  @param {string} [many] what is said when `n` is not one @returns {string} */
export function t(words, values = {}, many = words) {
  const found = known[words] ?? (values.n === 1 ? words : many);
  const form = found[rules.select(values.n)] ?? found.other ?? found;
  return form.replace(/\{(\w+)\}/g, (/** @type {string} */ place, /** @type {string} */ name) => values[name] ?? place);
}
