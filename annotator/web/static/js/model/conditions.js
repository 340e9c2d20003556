/** When an attribute is asked: the conditions of the scheme, as data. */

/** @param {{when?: any, only_when?: any, unless_relation?: string, deprecated?: boolean}} asked
 *  @param {{id: string, attributes: Record<string, any>}} annotation
 *  @param {{type: string, from: string}[]} relations of the annotation @returns {boolean} */
export function holds(asked, annotation, relations) {
  if (asked.deprecated) return false;
  const conditions = { ...asked.when, ...asked.only_when };
  if (asked.unless_relation && relations.some(({ type, from }) => type === asked.unless_relation && from === annotation.id)) return false;
  return Object.entries(conditions).every(([name, wanted]) => matches(wanted, annotation.attributes[name] ?? null));
}

/** A value means equal to, a list one of, {not: […]} given and none of. */
function matches(wanted, value) {
  if (Array.isArray(wanted)) return wanted.includes(value);
  if (wanted && typeof wanted === 'object') return value !== null && !wanted.not.includes(value);
  return wanted === value;
}
