/** The log-in page, filled in for the person: what it answers is read from the page that comes back. */

import { SMALL, takeToken } from './api.js';

const LATER = 'The server cannot be reached just now. Try again in a moment.';
const MORE = 'The log-in asks for more than a password. Log in in a new tab; this page goes on by itself.';

/** @param {string} username @param {string} password @param {string} whose the page's token stays unless it is that
 *  person who logs in @returns {Promise<{user?: string | null, wrong?: string}>} */
export async function enter(username, password, whose) {
  try {
    const blank = await (await fetch('/login', { credentials: 'same-origin' })).text();
    const fields = { username, password, csrf_token: takeToken(blank, null).token ?? '', next: SMALL };
    const answer = await fetch('/login', { method: 'POST', body: new URLSearchParams(fields), credentials: 'same-origin' });
    const page = await answer.text();
    if (answer.status === 429) return { wrong: 'Too many tries. Wait a minute, then try again.' };
    if (answer.status === 422) return { wrong: 'This password does not fit. Try again.' };
    const { user } = takeToken(page, whose);
    return answer.ok && user ? { user } : { wrong: answer.ok ? MORE : LATER };
  } catch {
    return { wrong: LATER };
  }
}
