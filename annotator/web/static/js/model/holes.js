/** What is missing before handing in, read from the server's answer: who, which field, in what words. */

import { line } from './summary.js';

/** @typedef {{id: string | null, field: string | null, detail: string, words: string}} Hole */

/** @param {any} body a problem document @param {import('./layer.js').Layer} layer
 *  @param {import('./scheme.js').Scheme} scheme @returns {Hole[]} */
export function holes(body, layer, scheme) {
  const problems = body?.problems?.length ? body.problems : [body ?? {}];
  return problems.map((/** @type {any} */ problem) => hole(problem, layer, scheme));
}

function hole({ pointer, detail }, layer, scheme) {
  const [, kind, id, part, name] = (pointer ?? '').split('/').map(decode);
  const words = detail ?? 'Something is missing.';
  const annotation = kind === 'annotations' ? layer.annotations.get(id) : null;
  if (!annotation) return { id: null, field: null, detail: words, words };
  const field = part === 'attributes' ? name ?? null : part ?? null;
  const label = scheme.tags[annotation.tag]?.label ?? annotation.tag;
  return { id, field, detail: words, words: `${label} ${line(annotation, scheme)}: ${words}` };
}

function decode(part) {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
