/** How far a selection reaches: grown and shrunk by word, sentence, paragraph, and drawn on by a sentence. */

import { t } from '../lib/words.js';
import { paragraphAt, sentenceAt, sentenceEdge, wholeSentenceAt, wordAt } from '../lib/boundaries.js';
import { follow } from '../desk/caret.js';
import { select, selected } from '../desk/select.js';

/** What was selected before each growth. @type {[number, number][]} */
const before = [];

/** @typedef {import('../desk/desk.js').Desk} Desk */

/** @param {Desk} desk */
export const reachBack = (desk) => reach(desk, -1);

/** @param {Desk} desk */
export const reachOn = (desk) => reach(desk, 1);

/** @param {Desk} desk */
export function grow(desk) {
  const place = selected(desk);
  if (!place) return desk.say(t('Put the caret into the text first.'));
  const { start, end } = place;
  const wider = steps(desk, start).find((step) => step && step.start <= start && step.end >= end && step.end - step.start > end - start);
  if (!wider) return;
  if (before.at(-1)?.[1] !== end && start === end) before.length = 0;
  before.push([start, end]);
  select(desk, wider.start, wider.end);
}

/** @param {Desk} desk */
export function shrink(desk) {
  const place = selected(desk);
  if (!place) return;
  const inside = before.findLast(([start, end]) => start >= place.start && end <= place.end && end - start < place.end - place.start);
  if (inside) {
    before.length = before.indexOf(inside);
    return select(desk, ...inside);
  }
  const smaller = steps(desk, place.start).findLast((step) => step && step.start >= place.start && step.end <= place.end
    && step.end - step.start < place.end - place.start);
  select(desk, smaller?.start ?? place.start, smaller?.end ?? place.start);
}

/** What may be selected around an offset, the smallest first. */
function steps(desk, offset) {
  const { index, language } = desk;
  return [wordAt(index, offset, language), sentenceAt(index, offset, language), wholeSentenceAt(index, offset, language),
    paragraphAt(index, offset), { start: 0, end: index.length }];
}

/** Moves the end that moves by a sentence, and keeps the other. */
function reach(desk, way) {
  const place = selected(desk);
  if (!place) return desk.say(t('Put the caret into the text first.'));
  const to = sentenceEdge(desk.index, place.focus, way, desk.language);
  getSelection().extend(...desk.index.visible(to));
  follow(desk);
}
