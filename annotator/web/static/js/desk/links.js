/** Links between annotations: listed on the open card, made by picking a legal target in the text or in a list. */

import { make, one, t } from '../lib/dom.js';
import { combobox, comboInput } from '../lib/combobox.js';
import { link, unlink } from '../model/acts.js';
import { legalLinks } from '../model/scheme.js';
import { line } from '../model/summary.js';
import { plain } from '../lib/plain.js';

const MOST = 40;

/** @typedef {import('./desk.js').Desk} Desk */

/** @param {Desk} desk */
export function mountLinks(desk) {
  desk.actions.link = () => begin(desk);
  desk.on('picked', ({ id }) => picked(desk, id));
  desk.on('active', () => end(desk));
}

/** @param {Desk} desk @param {HTMLElement} section @param {import('../model/layer.js').Annotation} annotation */
export function showLinks(desk, section, annotation) {
  const relations = desk.layer.relationsOf(annotation.id);
  section.hidden = !relations.length;
  one('ul', section).replaceChildren(...relations.map((relation) => item(desk, relation, annotation.id)));
}

function item(desk, relation, id) {
  const leaves = relation.from === id;
  const other = desk.layer.annotations.get(leaves ? relation.to : relation.from);
  const verb = desk.scheme.relations[relation.type]?.label ?? relation.type;
  const words = make('span', { 'data-tag': other?.tag, dir: 'auto' }, other ? line(other, desk.scheme) : t('something that is gone'));
  const go = make('button', { type: 'button', class: 'card-go', click: () => desk.activate(other?.id, { focus: true }) },
    ...(leaves ? [`${verb} `, words] : [words, ` ${t('{verb} this', { verb })}`]));
  const click = () => desk.do(unlink(desk.layer, relation.id));
  const about = t('Remove the link: {textContent}', { textContent: go.textContent });
  const remove = make('button', { type: 'button', class: 'link-button', 'aria-label': about, click }, t('Remove'));
  return make('li', { class: 'card-link' }, go, desk.readonly ? null : remove);
}

/** Lists what the open annotation may be linked to; the text and the cards may be clicked as well. */
function begin(desk) {
  const { current } = desk;
  if (!current || desk.readonly) return desk.say(t('Open an annotation first.'));
  const offers = nearestFirst(desk, legalLinks(desk.scheme, desk.layer, current.id));
  if (!offers.length) return desk.say(t('There is nothing yet that this may be linked to.'));
  desk.picking = { from: current.id, offers };
  document.body.classList.add('picking');
  mark(desk, offers.map(({ to }) => to));
  const place = one('[data-picker]', desk.card);
  const input = comboInput('link-offers', t('Link to: type, choose, or click in the text'));
  place.replaceChildren(make('div', { class: 'picker' }, input));
  place.hidden = false;
  combobox(input, (words) => options(desk, words), ({ value }) => take(desk, desk.picking.offers[Number(value)]), { stay: true, eager: true });
  input.addEventListener('offered', (/** @type {any} */ event) => {
    const offer = desk.picking?.offers[Number(event.detail?.value ?? -1)];
    desk.tell('targets', { ids: offer ? [offer.to] : offers.map(({ to }) => to) });
  });
  input.focus({ preventScroll: true });
  desk.actions.reveal();
}

function options(desk, words) {
  return (desk.picking?.offers ?? []).map((offer, place) => option(desk, offer, place))
    .filter(({ label, note }) => plain(`${note} ${label}`).includes(plain(words))).slice(0, MOST);
}

function option(desk, { label, to }, place) {
  const target = desk.layer.annotations.get(to);
  return { value: String(place), label: `${label}: ${line(target, desk.scheme)}`, note: desk.scheme.tags[target.tag].label };
}

/** Kinds stay in the order of the scheme; within each, what stands nearest comes first. */
function nearestFirst(desk, offers) {
  const at = (/** @type {string} */ id) => desk.layer.annotations.get(id).anchor.segments[0]?.start ?? 0;
  const here = at(desk.active);
  const kinds = [...new Set(offers.map(({ type }) => type))];
  return offers.sort((a, b) => kinds.indexOf(a.type) - kinds.indexOf(b.type) || Math.abs(at(a.to) - here) - Math.abs(at(b.to) - here));
}

function picked(desk, id) {
  const offer = desk.picking?.offers.find(({ to }) => to === id);
  if (offer) take(desk, offer);
  else desk.say(t('The scheme allows no link to that one.'));
}

function take(desk, { type, label, to }) {
  const from = desk.picking.from;
  end(desk);
  if (desk.do(link(type, from, to))) desk.say(t('Linked: {tag} {line}', { tag: label, line: line(desk.layer.annotations.get(to), desk.scheme) }));
  desk.card?.firstElementChild.focus();
}

/** Leaves picking; what was linked stays. @param {Desk} desk */
export function end(desk) {
  if (!desk.picking) return;
  desk.picking = null;
  document.body.classList.remove('picking');
  mark(desk, []);
  const place = desk.card && one('[data-picker]', desk.card);
  if (place) {
    place.hidden = true;
    place.replaceChildren();
  }
}

function mark(desk, ids) {
  const wanted = new Set(ids);
  for (const [id, item] of desk.cards.items) item.classList.toggle('target', wanted.has(id));
  desk.tell('targets', { ids });
}
