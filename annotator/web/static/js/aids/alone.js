/** One paragraph at a time: the others step back until the caret comes to them. */

import { t } from '../lib/words.js';
import { follow } from '../desk/caret.js';
import { blocks } from './blocks.js';
import { selected } from '../desk/select.js';

let listening = false;

/** @param {import('../desk/desk.js').Desk} desk */
export function alone(desk) {
  const on = document.body.classList.toggle('alone');
  desk.say(on ? t('One paragraph at a time. The same key shows all again.') : t('All paragraphs are shown.'));
  if (!listening) document.addEventListener('selectionchange', () => light(desk));
  listening = true;
  light(desk);
  if (on) follow(desk);
}

function light(desk) {
  if (!document.body.classList.contains('alone')) return;
  const at = selected(desk)?.focus ?? desk.current?.anchor.segments[0]?.start ?? 0;
  const all = blocks(desk);
  const here = all.findLast(({ start }) => start <= at) ?? all[0];
  for (const { element } of all) element.classList.toggle('lit', element === here.element);
}
