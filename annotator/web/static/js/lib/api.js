/** The HTTP API, as this page's session sees it. */

/** @typedef {{status: number, body: any, etag: number | null, hash: string | null, wait: number | null}} Answer */

const ROOT = '/api/v1';
/** A page that everybody may read and that weighs little. */
export const SMALL = '/help';
let token = () => document.querySelector('meta[name="csrf-token"]')?.getAttribute('content') ?? '';

/** Asks the server; a network failure is status 0, every other answer has its own.
 *  @param {string} method @param {string} path below /api/v1
 *  @param {{body?: unknown, version?: number | null, seconds?: number, signal?: AbortSignal}} [options] @returns {Promise<Answer>} */
export async function ask(method, path, { body, version, seconds, signal } = {}) {
  const headers = new Headers({ Accept: 'application/json' });
  if (method !== 'GET') headers.set('X-CSRFToken', token());
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  if (version) headers.set('If-Match', `"${version}"`);
  if (seconds) headers.set('Seconds-Spent', String(Math.min(seconds, 86400)));
  const payload = body === undefined ? undefined : JSON.stringify(body);
  try {
    const response = await fetch(ROOT + path, { method, headers, body: payload, signal, credentials: 'same-origin', redirect: 'error' });
    return await read(response);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    return { status: 0, body: null, etag: null, hash: null, wait: null };
  }
}

/** Every item of a list, page after page. @param {string} path @param {number} [most] @returns {Promise<any[]>} */
export async function askAll(path, most = 2000) {
  const items = [];
  let next = null;
  do {
    const mark = path.includes('?') ? '&' : '?';
    const { status, body } = await ask('GET', next ? `${path}${mark}cursor=${encodeURIComponent(next)}` : path);
    if (status !== 200) break;
    items.push(...body.items);
    next = body.next;
  } while (next && items.length < most);
  return items;
}

/** Takes a fresh CSRF token from a page, once the old one was refused; never as somebody else.
 *  @param {string} user whose work waits @returns {Promise<boolean>} */
export async function refreshToken(user) {
  try {
    const page = await (await fetch(SMALL, { credentials: 'same-origin' })).text();
    return takeToken(page, user).user === user;
  } catch {
    return false;
  }
}

/** Reads whose page it is, and its token, which is ours from now on if the page is that person's.
 *  @param {string} page its HTML @param {string | null} whose
 *  @returns {{user: string | null, token: string | null}} */
export function takeToken(page, whose) {
  const token = page.match(/<meta name="csrf-token" content="([^"]*)"/)?.[1] ?? null;
  const user = page.match(/<body[^>]* data-user="([^"]*)"/)?.[1] ?? null;
  if (token && user !== null && user === whose) document.querySelector('meta[name="csrf-token"]')?.setAttribute('content', token);
  return { user, token };
}

/** @param {Response} response @returns {Promise<Answer>} */
async function read(response) {
  const text = response.status === 204 ? '' : await response.text();
  const etag = response.headers.get('ETag')?.match(/\d+/)?.[0];
  const wait = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  return {
    status: response.status,
    body: parse(text),
    etag: etag ? Number(etag) : null,
    hash: response.headers.get('Layer-Hash')?.replaceAll('"', '') ?? null,
    wait: Number.isNaN(wait) ? null : wait,
  };
}

/** @param {string} text @returns {any} */
function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
