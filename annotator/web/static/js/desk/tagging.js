/** Tagging: from what is selected to an annotation, and from one anchor or tag to another. */

import { t } from '../lib/words.js';
import { characterEdge, snapped, wordEdge } from '../lib/boundaries.js';
import { answersOf, create, edit, remove, retag } from '../model/acts.js';
import { extent, joined, pointOf, reduced, spanOf, wholeArticle, withEdge } from '../model/anchors.js';
import { canAnchor } from '../model/scheme.js';
import { line } from '../model/summary.js';
import { select, selected } from './select.js';

/** @param {import('./desk.js').Desk} desk */
export function mountTagging(desk) {
  const { actions } = desk;
  actions.tag = (tag) => tagSelection(desk, tag);
  actions.whole = (tag) => made(desk, create(tag, wholeArticle()), tag);
  actions.retag = (tag) => changeTag(desk, tag);
  actions.boundary = () => takeBoundary(desk);
  actions.addPart = () => addPart(desk);
  actions.removePart = () => removePart(desk);
  actions.same = () => sameAsLast(desk);
  actions.words = () => selectWords(desk);
  actions.remove = () => removeCurrent(desk);
  actions.edge = (edge, way, fine) => moveEdge(desk, edge, way, fine);
}

/** The anchor of what is selected; says why when there is none. @param {import('./desk.js').Desk} desk
 *  @param {boolean} [points] whether a caret will do @returns {any} */
export function selectedAnchor(desk, points = false) {
  const place = selected(desk);
  if (!place || (place.start === place.end && !points)) return refuse(desk, t('Select the words in the text first.'));
  if (place.start === place.end) {
    return pointOf(desk.index, place.start, desk.boilerplate) ?? refuse(desk, t('This text is not part of the article.'));
  }
  const [start, end] = snapped(desk.index, place.start, place.end, desk.keys.snap, desk.language);
  const anchor = spanOf(desk.index, start, end, desk.boilerplate);
  if (anchor) return anchor;
  const words = desk.index.slice(place.start, place.end).trim();
  return refuse(desk, words ? t('This text is not part of the article, so it cannot be annotated.') : t('Only white space is selected.'));
}

function tagSelection(desk, tag) {
  if (desk.readonly) return desk.say(t('This layer is read only.'));
  const points = canAnchor(desk.scheme, tag, 'point');
  const anchor = selectedAnchor(desk, points);
  if (!anchor) return;
  const { end } = extent(anchor);
  select(desk, end, end, [document.body, desk.text].includes(/** @type {HTMLElement} */ (document.activeElement)));
  made(desk, create(tag, anchor), tag);
}

function made(desk, act, tag) {
  if (!desk.do(act)) return;
  const { id } = act.changes[0];
  desk.activate(id);
  desk.say(t('{tag} made: {line}', { tag: desk.scheme.tags[tag].label, line: line(desk.layer.annotations.get(id), desk.scheme) }));
}

function changeTag(desk, tag) {
  if (!desk.current) return desk.say(t('Open an annotation first.'));
  const act = retag(desk.layer, desk.scheme, desk.active, tag);
  if (desk.do(act)) desk.say(t('Tagged {tag}.', { tag: desk.scheme.tags[tag].label }));
  else desk.say(t('This cannot be tagged {tag}.', { tag: desk.scheme.tags[tag].label }));
}

function takeBoundary(desk) {
  const { current } = desk;
  if (!current) return desk.say(t('Open an annotation first.'));
  const anchor = selectedAnchor(desk, canAnchor(desk.scheme, current.tag, 'point'));
  if (anchor && desk.do(edit(desk.layer, current.id, { anchor }))) desk.say(t('Moved to the selection.'));
}

function addPart(desk) {
  const { current } = desk;
  if (current?.anchor.kind !== 'span') return desk.say(t('Open an annotation on words first.'));
  const more = selectedAnchor(desk);
  if (more && desk.do(edit(desk.layer, current.id, { anchor: joined(desk.index, current.anchor, more) }))) desk.say(t('Added to the words.'));
}

function removePart(desk) {
  const { current } = desk;
  if (current?.anchor.kind !== 'span') return desk.say(t('Open an annotation on words first.'));
  const less = selectedAnchor(desk);
  const anchor = less && reduced(desk.index, current.anchor, less);
  if (less && !anchor) return desk.say(t('That would leave no words. Delete the annotation instead.'));
  if (anchor && desk.do(edit(desk.layer, current.id, { anchor }))) desk.say(t('Taken out of the words.'));
}

/** Answers what is still open as the last annotation of the same tag was answered. */
function sameAsLast(desk) {
  const { current } = desk;
  if (!current || desk.readonly) return desk.say(t('Open an annotation first.'));
  const last = [...desk.layer.annotations.values()].findLast(({ id, tag }) => id !== current.id && tag === current.tag);
  if (!last) return desk.say(t('There is no other {tag} yet.', { tag: desk.scheme.tags[current.tag].label }));
  if (desk.do(answersOf(desk.layer, desk.scheme, current.id, last))) desk.say(t('Answered as the last one.'));
  else desk.say(t('Nothing is open that the last one answers.'));
}

function selectWords(desk) {
  const place = desk.current && extent(desk.current.anchor);
  if (place) select(desk, place.start, place.end);
}

function removeCurrent(desk) {
  if (!desk.current || desk.readonly) return;
  const next = neighbour(desk);
  const place = extent(desk.current.anchor);
  if (!desk.do(remove(desk.layer, desk.active))) return;
  desk.say(t('Deleted. Ctrl Z brings it back.'));
  if (document.activeElement === document.body && place) select(desk, place.start);
  if (next && document.activeElement !== desk.text) desk.activate(next, { focus: true });
}

function neighbour(desk) {
  const ids = desk.layer.ordered().map(({ id }) => id);
  const at = ids.indexOf(desk.active);
  return ids[at + 1] ?? ids[at - 1] ?? null;
}

function moveEdge(desk, edge, way, fine) {
  const { current } = desk;
  if (current?.anchor.kind !== 'span') return;
  const from = extent(current.anchor)[edge];
  const to = fine ? characterEdge(desk.index, from, way) : wordEdge(desk.index, from, way, desk.language);
  const anchor = withEdge(desk.index, current.anchor, edge, to, desk.boilerplate);
  if (!anchor || extent(anchor)[edge] === from) return desk.say(t('The boundary cannot move further.'));
  if (desk.do(edit(desk.layer, current.id, { anchor }, edge))) desk.say(line({ ...current, anchor, attributes: {} }, desk.scheme));
}

function refuse(desk, words) {
  desk.say(words);
  return null;
}
