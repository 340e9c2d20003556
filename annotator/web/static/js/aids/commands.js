/** The command palette: every act by name, found by a few of its letters, with its key. */

import { t } from '../lib/words.js';
import { list } from './listing.js';

/** @param {import('../desk/desk.js').Desk} desk */
export function commands(desk) {
  const acts = desk.table.filter(({ call }) => call !== 'commands' && (call === 'tag' || desk.actions[call]));
  list(t('Commands'), t('Type what you want to do'), acts.map(({ call, value, words, key }) => ({
    label: call === 'tag' ? t('Tag: {words}', { words }) : words,
    note: desk.keys.single ? key : '',
    run: () => desk.actions[call](value),
  })));
}
