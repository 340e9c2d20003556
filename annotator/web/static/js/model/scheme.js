/** What the scheme allows, asked of the short form the page carries. */

/** @typedef {{label: string, key: string, colour: string, anchors: string[], attributes: Record<string, string>}} Tag */
/** @typedef {{label: string, from: string[], to: string[], same: boolean, symmetric: boolean, acyclic: boolean}} Kind */
/** @typedef {{tags: Record<string, Tag>, relations: Record<string, Kind>, terms: Record<string, Record<string, string>>}} Scheme */

/** The scheme from the page, where tags and relations are pairs so that their order holds. @param {any} sent @returns {Scheme} */
export function readScheme({ tags, relations, terms }) {
  return { tags: Object.fromEntries(tags), relations: Object.fromEntries(relations), terms };
}

/** @param {Scheme} scheme @param {string} tag @param {string} kind @returns {boolean} */
export function canAnchor(scheme, tag, kind) {
  return scheme.tags[tag]?.anchors.includes(kind) ?? false;
}

/** @param {Scheme} scheme @param {string} type @param {string} from @param {string} to tags @returns {boolean} */
export function canRelate(scheme, type, from, to) {
  const kind = scheme.relations[type];
  return Boolean(kind) && kind.from.includes(from) && kind.to.includes(to) && (!kind.same || from === to);
}

/** Whether an attribute means the same under both tags. @param {Scheme} scheme @param {string} from
 *  @param {string} to @param {string} name @returns {boolean} */
export function keepsAttribute(scheme, from, to, name) {
  const kept = scheme.tags[to].attributes[name];
  return kept !== undefined && kept === scheme.tags[from].attributes[name];
}

/** Every link that may be drawn from one annotation to others, in the scheme's order.
 *  @param {Scheme} scheme @param {import('./layer.js').Layer} layer @param {string} id
 *  @returns {{type: string, label: string, to: string}[]} */
export function legalLinks(scheme, layer, id) {
  const from = layer.annotations.get(id);
  const taken = new Set(layer.relationsOf(id).map((relation) => `${relation.type} ${relation.from} ${relation.to}`));
  return Object.entries(scheme.relations).flatMap(([type, kind]) => layer.ordered()
    .filter((to) => to.id !== id && canRelate(scheme, type, from.tag, to.tag))
    .filter((to) => !taken.has(`${type} ${id} ${to.id}`) && !(kind.symmetric && taken.has(`${type} ${to.id} ${id}`)))
    .filter((to) => !(kind.acyclic && reaches(layer, type, to.id, id)))
    .map((to) => ({ type, label: kind.label, to: to.id })));
}

/** Whether links of a type lead from one annotation to another. */
function reaches(layer, type, from, to, seen = new Set()) {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  const steps = [...layer.relations.values()].filter((relation) => relation.type === type && relation.from === from);
  return steps.some((relation) => reaches(layer, type, relation.to, to, seen));
}
