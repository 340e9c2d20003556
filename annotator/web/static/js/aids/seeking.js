/** Goes to what is left to do: the next unfinished annotation, the next that lacks its link. */

import { t } from '../lib/words.js';
import { isUnfinished, isUnlinked } from './unfinished.js';

/** @typedef {import('../desk/desk.js').Desk} Desk */

/** @param {Desk} desk */
export const unfinished = (desk) => desk.step(1, (one) => isUnfinished(one, desk.layer, desk.scheme), t('Nothing is unfinished.'));

/** @param {Desk} desk */
export const unfinishedBack = (desk) => desk.step(-1, (one) => isUnfinished(one, desk.layer, desk.scheme), t('Nothing is unfinished.'));

/** @param {Desk} desk */
export const unlinked = (desk) => desk.step(1, (one) => isUnlinked(one, desk.layer, desk.scheme), t('Nothing lacks its link.'));
