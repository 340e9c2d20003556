/**
 * The outbox: every change is kept here before the network sees it, sent in order, one at a time,
 * and kept until the server has said yes. Storage, network and clock are given from outside. No DOM.
 */

import { delay, meaning } from './answers.js';
import { isStuck, takeIn } from './queue.js';

/** @typedef {{seq?: number, op: string, user: string, article: string, kind: string, id: string, path: string,
 *    method: 'PUT' | 'DELETE', base: number | null, body: any, at: string, schema: 1, seconds?: number, parked?: any}} Op */
/** @typedef {'opening' | 'saved' | 'saving' | 'kept' | 'attention'} State */

export class Outbox extends EventTarget {
  /** @param {{storage: any, send: (op: Op, base: number | null) => Promise<any>, renew: () => Promise<boolean>,
   *    user: string, article: string, wait?: typeof delay}} parts */
  constructor({ storage, send, renew, user, article, wait = delay }) {
    super();
    Object.assign(this, { storage, send, renew, user, article, wait });
    /** @type {Op[]} */ this.ops = [];
    /** @type {Map<string, number>} */ this.versions = new Map();
    this.opened = false;
    this.flying = null;
    this.tries = 0;
    this.timer = null;
    this.reason = null;
    this.allowed = true;
    this.broken = null;
    this.chain = Promise.resolve();
  }

  /** Reads what an earlier visit left. @returns {Promise<Op[]>} what is still to be sent, in order */
  async open() {
    const kept = await this.storage.all();
    this.ops = kept.filter((/** @type {Op} */ op) => op.user === this.user && op.article === this.article);
    this.opened = true;
    this.#tell();
    return this.ops;
  }

  /** Keeps a change, then sends it. The promise is settled when it is kept, not when it is sent.
   *  @param {Pick<Op, 'kind' | 'id' | 'path' | 'method' | 'base' | 'body' | 'seconds'>} change @returns {Promise<void>} */
  add(change) {
    const op = takeIn(this.ops, change, this);
    this.#tell();
    this.chain = this.chain.then(() => this.#keep(op)).then(() => this.pump());
    this.chain.catch((error) => { this.broken = error; this.#tell(); });
    return this.chain;
  }

  /** Sends the next op, unless one is on its way or must wait. */
  async pump() {
    if (this.flying || this.timer || !this.opened || !this.allowed) return;
    const op = this.ops.find((one) => !isStuck(this.ops, one));
    if (!op?.seq) return this.#tell();
    this.flying = op;
    this.#tell();
    const body = JSON.stringify(op.body);
    const answer = await this.send(op, this.versions.get(op.id) ?? op.base);
    this.flying = null;
    await this.#settle(op, answer, body);
  }

  /** Tries again at once: the network is back, the window has the focus, somebody has logged in. */
  wake() {
    clearTimeout(this.timer);
    this.timer = null;
    return this.pump();
  }

  /** Ends a conflict with my copy over theirs, or with one made of both. @param {string} id
   *  @param {number} version theirs @param {any} [body] */
  async keepMine(id, version, body) {
    const mine = this.ops.filter((op) => op.id === id);
    this.versions.set(id, version);
    if (body) Object.assign(mine.at(-1), { body, method: 'PUT' });
    for (const op of mine) await this.#keep(Object.assign(op, { base: version, parked: undefined }));
    return this.wake();
  }

  /** Lets go of what is kept for one thing. @param {string} id */
  async drop(id) {
    for (const op of this.ops.filter((one) => one.id === id)) await this.#forget(op);
    this.#tell();
    return this.pump();
  }

  /** Sends what was parked again. @param {string} [id] only that of one thing */
  async retry(id) {
    const parked = this.ops.filter((op) => op.parked && (!id || op.id === id));
    for (const op of parked) await this.#keep(Object.assign(op, { parked: undefined }));
    return this.wake();
  }

  /** @returns {State} */
  get state() {
    if (!this.opened) return 'opening';
    if (this.broken || this.ops.some((op) => op.parked)) return 'attention';
    if (!this.ops.length) return 'saved';
    return this.timer || this.reason || !this.allowed ? 'kept' : 'saving';
  }

  /** @returns {Op[]} what the server has refused, for a person to settle */
  get parked() {
    return this.ops.filter((op) => op.parked);
  }

  async #settle(op, answer, sentBody) {
    const means = op.method === 'DELETE' && answer.status === 404 ? 'done' : meaning(answer);
    if (means === 'done') return this.#done(op, answer, sentBody);
    if (means === 'csrf' && !this.renewed && (this.renewed = await this.renew())) return this.pump();
    if (means === 'login' || means === 'wait' || means === 'csrf') return this.#hold(means, answer);
    op.parked = { status: answer.status, ...(answer.body ?? {}), conflict: means === 'conflict' };
    await this.#keep(op);
    this.#tell('parked', { op, answer });
    return this.pump();
  }

  async #done(op, answer, sentBody) {
    Object.assign(this, { tries: 0, reason: null, renewed: false });
    if (answer.etag) this.versions.set(op.id, answer.etag);
    const behind = this.ops.filter((other) => other !== op && other.id === op.id);
    for (const other of behind) await this.#keep(Object.assign(other, { base: answer.etag ?? other.base }));
    if (JSON.stringify(op.body) === sentBody) await this.#forget(op);
    else op.seconds = 0;
    this.#tell('acknowledged', { op, answer });
    return this.pump();
  }

  #hold(means, answer) {
    this.reason = means;
    this.timer = setTimeout(() => this.wake(), this.wait(this.tries, answer.wait));
    this.timer.unref?.();
    this.tries += 1;
    this.#tell('held', { reason: means, answer });
  }

  async #keep(op) {
    if (!this.ops.includes(op)) return;
    op.seq = await this.storage.put(op);
  }

  async #forget(op) {
    this.ops = this.ops.filter((other) => other !== op);
    await this.storage.remove(op.seq);
  }

  #tell(name = 'state', detail = {}) {
    if (name !== 'state') this.dispatchEvent(new CustomEvent(name, { detail }));
    this.dispatchEvent(new CustomEvent('state', { detail: { state: this.state } }));
  }
}
