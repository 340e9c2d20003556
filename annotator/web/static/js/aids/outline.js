/** The outline of an article: its headings and paragraphs, each with how many annotations begin there. */

import { t } from '../lib/words.js';
import { select } from '../desk/select.js';
import { follow } from '../desk/caret.js';
import { shorten } from '../model/summary.js';
import { blocks } from './blocks.js';
import { list } from './listing.js';

/** @param {import('../desk/desk.js').Desk} desk */
export function outline(desk) {
  list(t('Outline'), t('Jump to'), blocks(desk).map(({ element, start, end, words }) => ({
    label: `${/^H\d$/.test(element.tagName) ? '' : '  '}${shorten(words, 70)}`,
    note: counted(desk, start, end),
    run: () => { select(desk, start); follow(desk); },
  })));
}

function counted(desk, start, end) {
  const count = desk.layer.ordered().filter(({ anchor }) => anchor.segments[0]?.start >= start && anchor.segments[0].start < end).length;
  return count ? t('{n} annotation', { n: count }, '{n} annotations') : '';
}
