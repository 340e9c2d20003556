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
    this.alone = false;
    this.broken = null;
    this.chain = Promise.resolve();
  }

  /** Reads what an earlier visit left. @returns {Promise<Op[]>} what is still to be sent, in order */
  open() {
    return this.#inTurn(() => this.#read());
  }

  /** Keeps a change, at once whatever is on its way, then sends it.
   *  @param {Pick<Op, 'kind' | 'id' | 'path' | 'method' | 'base' | 'body' | 'seconds'>} change @returns {Promise<void>} */
  add(change) {
    const op = takeIn(this.ops, change, this);
    this.#tell();
    const kept = this.#keep(op);
    kept.catch((error) => { this.broken = error; this.#tell(); });
    return kept.then(() => this.pump());
  }

  /** Sends the next op, unless one is on its way or must wait. */
  async pump() {
    if (this.closed) return this.#waitForStorage();
    if (this.flying || this.timer || !this.opened || !this.allowed) return;
    const op = this.ops.find((one) => !isStuck(this.ops, one));
    if (!op?.seq) return this.#tell();
    this.flying = op;
    this.#tell();
    const body = JSON.stringify(op.body);
    const answer = await this.send(op, this.versions.get(op.id) ?? op.base);
    await this.#settle(op, answer, body);
    this.flying = null;
    this.#tell();
    return this.pump();
  }

  /** Tries again at once: the network is back, the window has the focus, somebody has logged in. */
  async wake() {
    clearTimeout(this.timer);
    this.timer = null;
    if (this.closed) await this.open();
    return this.pump();
  }

  /** Sends what is at hand though the storage stays closed; what it holds is for a later visit. */
  goOn() {
    this.alone = true;
    return this.wake();
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

  /** Settled once all is sent, or must wait for something. */
  async atRest() {
    while (this.state === 'saving') await new Promise((resolve) => { this.addEventListener('state', resolve, { once: true }); });
    await this.chain;
  }

  /** Whether the storage could not be opened: what it holds goes first, so nothing is sent and nothing called saved. */
  get closed() {
    return this.opened && !this.alone && Boolean(this.storage.unread);
  }

  /** @returns {State} */
  get state() {
    if (!this.opened) return 'opening';
    if (this.broken || this.closed || this.ops.some((op) => op.parked)) return 'attention';
    if (!this.ops.length) return 'saved';
    return this.timer || this.reason || !this.allowed ? 'kept' : 'saving';
  }

  /** @returns {Op[]} what the server has refused, for a person to settle */
  get parked() {
    return this.ops.filter((op) => op.parked);
  }

  /** What was done meanwhile stays behind what earlier visits have left. */
  async #read() {
    const kept = await this.storage.all();
    const known = new Map(this.ops.map((op) => [op.op, op]));
    const unkept = this.ops.filter(({ seq }) => !seq);
    this.ops = kept.filter((/** @type {Op} */ { user, article }) => user === this.user && article === this.article)
      .map((/** @type {Op} */ op) => Object.assign(known.get(op.op) ?? op, { seq: op.seq })).concat(unkept);
    this.opened = true;
    this.#tell('read', { ops: this.ops });
    return this.ops;
  }

  async #settle(op, answer, sentBody) {
    const means = op.method === 'DELETE' && answer.status === 404 ? 'done' : meaning(answer);
    if (means === 'done') return this.#done(op, answer, sentBody);
    if (means === 'csrf' && !this.renewed && (this.renewed = await this.renew())) return;
    if (means === 'login' || means === 'wait' || means === 'csrf') return this.#hold(means, answer);
    op.parked = { status: answer.status, ...(answer.body ?? {}), conflict: means === 'conflict' };
    await this.#keep(op);
    this.#tell('parked', { op, answer });
  }

  async #done(op, answer, sentBody) {
    Object.assign(this, { tries: 0, reason: null, renewed: false });
    if (answer.etag) this.versions.set(op.id, answer.etag);
    const behind = this.ops.filter((other) => other !== op && other.id === op.id);
    for (const other of behind) await this.#keep(Object.assign(other, { base: answer.etag ?? other.base }));
    if (JSON.stringify(op.body) === sentBody) await this.#forget(op);
    else op.seconds = 0;
    this.#tell('acknowledged', { op, answer });
  }

  #hold(means, answer) {
    this.reason = means;
    this.#later(answer.wait);
    this.#tell('held', { reason: means, answer });
  }

  #waitForStorage() {
    if (!this.timer) this.#later(null);
    this.#tell();
  }

  #later(told) {
    this.timer = setTimeout(() => this.wake(), this.wait(this.tries, told));
    this.timer.unref?.();
    this.tries += 1;
  }

  #keep(op) {
    return this.#inTurn(async () => { if (this.ops.includes(op)) op.seq = await this.storage.put(op); });
  }

  #forget(op) {
    this.ops = this.ops.filter((other) => other !== op);
    return this.#inTurn(async () => { if (op.seq) await this.storage.remove(op.seq); });
  }

  /** The storage is asked one thing at a time: an op written twice before it has its number would be kept twice. */
  #inTurn(act) {
    const done = this.chain.then(act);
    this.chain = done.catch(() => {});
    return done;
  }

  #tell(name = 'state', detail = {}) {
    if (name !== 'state') this.dispatchEvent(new CustomEvent(name, { detail }));
    this.dispatchEvent(new CustomEvent('state', { detail: { state: this.state } }));
  }
}
