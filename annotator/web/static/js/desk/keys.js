/** Keys on the whole desk: what a press means here, and where its letter is shown. */

import { all, isAsking, isTyping, one, t } from '../lib/dom.js';
import { bindings, meant } from '../model/keymap.js';
import { extent } from '../model/anchors.js';
import { end } from './links.js';
import { select } from './select.js';

const KEY = 'annotator:keys';

/** @typedef {import('./desk.js').Desk} Desk */

/** @param {Desk} desk */
export function mountKeys(desk) {
  desk.keys = { single: true, keys: {}, snap: 'off', ...stored() };
  desk.table = bindings(desk.scheme.tags, desk.keys.keys);
  document.addEventListener('keydown', (event) => press(desk, event));
  const { actions } = desk;
  actions.next = () => step(desk, 1);
  actions.previous = () => step(desk, -1);
  desk.step = (way, fits, none) => step(desk, way, fits, none);
  actions.undo = () => desk.undo();
  actions.redo = () => desk.redo();
  actions.wholeNext = () => { desk.whole = true; desk.say(t('Whole article: now the key of a tag.')); };
  actions.startBack = () => actions.edge('start', -1);
  actions.startOn = () => actions.edge('start', 1);
  actions.endOn = () => actions.edge('end', 1);
  actions.endBack = () => actions.edge('end', -1);
  actions.snap = () => turnSnap(desk);
  showKeys(desk);
  one('[data-open-keys]')?.addEventListener('click', () => desk.actions.keys());
}

function press(desk, event) {
  if ((event.defaultPrevented && !event.waited) || event.isComposing || isAsking()) return;
  if (desk.opening && !isTyping(event.target)) {
    event.preventDefault();
    event.waited = true;
    return desk.opening.then(() => { if (!isTyping(document.activeElement)) press(desk, event); });
  }
  if (event.key === 'Escape') return leave(desk, event);
  if (isTyping(event.target)) return;
  if (command(desk, event) || onCard(desk, event) || intoCard(desk, event)) return event.preventDefault();
  const wanted = desk.keys.single ? meant(event, desk.table) : null;
  if (!wanted) return;
  event.preventDefault();
  if (event.repeat && wanted.call === 'tag') return;
  run(desk, wanted);
}

function run(desk, { call, value }) {
  const whole = desk.whole && call === 'tag';
  if (call !== 'wholeNext') desk.whole = false;
  if (call === 'edge') {
    const [edge, way] = value.split(' ');
    desk.actions.edge(edge, Number(way), true);
  } else if (whole) wholeArticle(desk, value);
  else desk.actions[call]?.(value);
}

function wholeArticle(desk, tag) {
  if (desk.scheme.tags[tag].anchors.includes('article')) desk.actions.whole(tag);
  else desk.say(t('The tag {tag} stands on words.', { tag: desk.scheme.tags[tag].label }));
}

function command(desk, event) {
  if (!event.ctrlKey && !event.metaKey) return false;
  const key = event.key.toLowerCase();
  if (key === 'k') desk.actions.commands();
  else if (key === 'z') desk[event.shiftKey ? 'redo' : 'undo']();
  else if (key === 'y') desk.redo();
  else return false;
  return true;
}

function onCard(desk, event) {
  if (!['Delete', 'Backspace'].includes(event.key) || !event.target.closest?.('.card-head')) return false;
  const { annotation } = event.target.closest('[data-annotation]').dataset;
  desk.activate(annotation);
  desk.actions.remove();
  return true;
}

function intoCard(desk, event) {
  if (event.key !== 'Enter' || event.target.closest?.('button:not([aria-expanded="true"].card-head), a, summary, input') || !desk.current) return false;
  const controls = ':is(input, textarea, select)';
  const field = one(`[data-attribute]:not([hidden], .filled) ${controls}`, desk.card) ?? one(controls, desk.card);
  field?.focus();
  return Boolean(field);
}

/** Escape goes one step out: from a picker, a form, a card; what was made stays. */
function leave(desk, event) {
  if (desk.picking) end(desk);
  else if (event.target.closest?.('.card, .palette')) back(desk);
  else if (event.target.closest?.('.guideline')) desk.actions.guideline();
  else desk.activate(null);
  event.preventDefault();
}

function back(desk) {
  const place = desk.current && extent(desk.current.anchor);
  if (place) select(desk, place.end);
  else desk.text.focus({ preventScroll: true });
}

function step(desk, way, wanted = null, none = t('There are no annotations yet.')) {
  const order = desk.layer.ordered();
  const fits = (/** @type {any} */ one) => !desk.filtered?.has(one.id) && (!wanted || wanted(one));
  const ids = order.filter((one) => one.id === desk.active || fits(one)).map(({ id }) => id);
  const at = ids.indexOf(desk.active);
  const next = ids[at < 0 ? (way > 0 ? 0 : ids.length - 1) : (at + way + ids.length) % ids.length];
  if (!next || !fits(desk.layer.annotations.get(next))) return desk.say(none);
  desk.activate(next, { focus: true });
}

/** Shows each key where it applies: on the buttons, now and on cards to come. @param {Desk} desk */
export function showKeys(desk) {
  const places = [document, ...all('template').map(({ content }) => content)];
  for (const button of places.flatMap((place) => all('[data-act], [data-tag-choice]', place))) {
    const { act, tagChoice } = button.dataset;
    const key = desk.keys.single ? desk.table.find(({ name }) => name === (act ?? `tag ${tagChoice}`))?.key : '';
    if (key) button.setAttribute('aria-keyshortcuts', key);
    else button.removeAttribute('aria-keyshortcuts');
    const shown = one('kbd', button);
    if (shown) shown.textContent = key ?? '';
    else if (act) button.title = key ? `${button.textContent.trim()} (${key})` : '';
  }
}

const SNAPS = { off: t('Selections stay as they are.'), word: t('Selections snap to words.'), sentence: t('Selections snap to sentences.') };

function turnSnap(desk) {
  const modes = Object.keys(SNAPS);
  desk.keys.snap = modes[(modes.indexOf(desk.keys.snap) + 1) % modes.length];
  store(desk);
  desk.say(SNAPS[desk.keys.snap]);
}

/** @param {Desk} desk */
export function store(desk) {
  try { localStorage.setItem(KEY, JSON.stringify(desk.keys)); } catch { /* holds for this visit */ }
}

function stored() {
  try { return JSON.parse(localStorage.getItem(KEY) ?? '{}'); } catch { return {}; }
}
