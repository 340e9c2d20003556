/** Arcs beside the text from the open annotation to what it is linked with; never all at once. */

import { topOf } from './place.js';

const SVG = 'http://www.w3.org/2000/svg';

/** @param {import('./desk.js').Desk} desk */
export function mountArcs(desk) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.classList.add('arcs');
  svg.setAttribute('aria-hidden', 'true');
  desk.frame.append(svg);
  const draw = () => { if (desk.active || svg.firstChild) svg.replaceChildren(...arcs(desk)); };
  desk.on('placed', draw);
}

function arcs(desk) {
  const relations = desk.active ? desk.layer.relationsOf(desk.active) : [];
  if (!relations.length) return [];
  const frame = desk.frame.getBoundingClientRect();
  const height = (/** @type {string} */ id) => {
    const start = desk.layer.annotations.get(id)?.anchor.segments[0]?.start;
    return start === undefined ? null : topOf(desk, start, frame.top) + 15;
  };
  return relations.flatMap(({ from, to }) => {
    const [y1, y2] = [height(from), height(to)];
    return y1 === null || y2 === null ? [] : arc(desk.layer.annotations.get(to).tag, y1, y2);
  });
}

function arc(tag, from, to) {
  const out = Math.min(30, 12 + Math.abs(to - from) / 14);
  const path = shape('path', { d: `M -6 ${from} C ${-6 - out} ${from}, ${-6 - out} ${to}, -6 ${to}`, 'data-tag': tag });
  return [path, shape('circle', { cx: -6, cy: to, r: 3, 'data-tag': tag })];
}

function shape(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
