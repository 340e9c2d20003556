/** The log-in page, filled in for the person: what it answers is read from the page that comes back. */

import { t } from './words.js';
import { SMALL, takeToken } from './api.js';

const LATER = t('The server cannot be reached just now. Try again in a moment.');
const MORE = t('The log-in asks for more than a password. Log in in a new tab; this page goes on by itself.');
const ASKS_FOR_CODE = '<form class="form" method="post" action="/login/code" novalidate data-code>';

/** @typedef {{user?: string | null, wrong?: string, code?: boolean}} Entered `code`: a code is asked for next */

/** @param {string} username @param {string} password @param {string} whose the page's token stays unless it is that
 *  person who logs in @returns {Promise<Entered>} */
export async function enter(username, password, whose) {
  return send('/login', { username, password }, whose, t('This password does not fit. Try again.'));
}

/** The second step, for whoever has a second factor. @param {string} code @param {string} whose @returns {Promise<Entered>} */
export async function enterCode(code, whose) {
  return send('/login/code', { code }, whose, t('This code does not fit. Wait for the next one.'));
}

async function send(path, typed, whose, wrong) {
  try {
    const blank = await (await fetch(path, { credentials: 'same-origin' })).text();
    const fields = { ...typed, csrf_token: takeToken(blank, null).token ?? '', next: SMALL };
    const answer = await fetch(path, { method: 'POST', body: new URLSearchParams(fields), credentials: 'same-origin' });
    const page = await answer.text();
    if (answer.status === 429) return { wrong: t('Too many tries. Wait a minute, then try again.') };
    if (answer.status === 422) return { wrong };
    if (answer.ok && page.includes(ASKS_FOR_CODE)) return { code: true };
    const { user } = takeToken(page, whose);
    return answer.ok && user ? { user } : { wrong: answer.ok ? MORE : LATER };
  } catch {
    return { wrong: LATER };
  }
}
