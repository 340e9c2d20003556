/** What is missing before handing in, read from the server's answer: who, which field, in what words. */

import { t } from '../lib/words.js';
import { line } from './summary.js';

/** @typedef {{id: string | null, tag: string | null, field: string | null, about: string, detail: string}} Hole */

/** @param {any} body a problem document @param {import('./layer.js').Layer} layer
 *  @param {import('./scheme.js').Scheme} scheme @returns {Hole[]} */
export function holes(body, layer, scheme) {
  const problems = body?.errors?.length ? body.errors : [body ?? {}];
  return problems.map((/** @type {any} */ problem) => hole(problem, layer, scheme));
}

function hole({ pointer, detail = t('Something is missing.') }, layer, scheme) {
  const [, kind, id, part, name] = (pointer ?? '').split('/').map(decode);
  const annotation = kind === 'annotations' ? layer.annotations.get(id) : null;
  if (!annotation) return { id: null, tag: null, field: null, about: t('The layer'), detail };
  const field = part === 'attributes' ? name ?? null : part ?? null;
  const label = `${scheme.tags[annotation.tag]?.label}: `;
  const words = detail.startsWith(label) ? detail.slice(label.length) : detail;
  return { id, tag: annotation.tag, field, about: line(annotation, scheme), detail: words };
}

function decode(part) {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
