/** What an answer of the server means for the op that asked. */

/** @typedef {'done' | 'conflict' | 'parked' | 'login' | 'csrf' | 'wait'} Meaning */

const PARKED = new Set([400, 403, 404, 405, 409, 410, 413, 415, 422]);

/** @param {{status: number, body: any}} answer @returns {Meaning} */
export function meaning({ status, body }) {
  if (status >= 200 && status < 300) return 'done';
  if (status === 401) return 'login';
  if (status === 403 && body?.code === 'csrf') return 'csrf';
  if (status === 412 || status === 428) return 'conflict';
  return PARKED.has(status) ? 'parked' : 'wait';
}

/** How long to wait before the next try, in milliseconds: doubling, with jitter, never beyond eight seconds.
 *  @param {number} tries @param {number | null} told seconds the server asked for @param {() => number} [random]
 *  @returns {number} */
export function delay(tries, told, random = Math.random) {
  const backOff = Math.min(8000, 500 * 2 ** tries) * (0.5 + random() / 2);
  return Math.max(backOff, (told ?? 0) * 1000);
}
