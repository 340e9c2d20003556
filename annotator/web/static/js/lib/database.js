/** The desk's own storage: IndexedDB, and localStorage beside it while that is closed. Both keep ops in the order they came. */

const NAME = 'annotator';
const STORE = 'outbox';
const KEY = 'annotator:outbox';
/** In milliseconds: a database that has not opened by then counts as closed. */
const PATIENCE = 5000;

/** @typedef {{all(): Promise<any[]>, put(op: any): Promise<number>, remove(seq: number): Promise<void>}} Storage */

/** The storage of this browser. @returns {Both} */
export function openStorage() {
  return new Both(openDatabase, new Local(localStorage));
}

/** A database, and what is kept beside it while it cannot be opened: neither loses or hides what the other holds. */
export class Both {
  /** @param {() => Promise<Storage>} open @param {Storage} beside */
  constructor(open, beside) {
    Object.assign(this, { open, beside });
    /** @type {Storage | null} */ this.database = null;
    this.turn = Promise.resolve();
  }

  /** Whether what the database holds is not known. */
  get unread() {
    return !this.database;
  }

  /** Tries again to open the database if it is closed, and then hands over to it what stands beside. @returns {Promise<any[]>} */
  all() {
    const read = this.turn.then(() => this.#all());
    this.turn = read.then(() => {}, () => {});
    return read;
  }

  /** @param {any} op */
  put(op) {
    return this.#inEither((store) => store.put(op));
  }

  /** @param {number} seq */
  remove(seq) {
    return this.#inEither((store) => store.remove(seq));
  }

  async #all() {
    this.database ??= await this.open().catch(() => null);
    return this.#inEither(async (store) => {
      if (store !== this.beside) await handOver(this.beside, store);
      return store.all();
    });
  }

  /** A connection that the browser has closed counts as closed; every other failure is told. */
  async #inEither(act) {
    try {
      return await act(this.database ?? this.beside);
    } catch (error) {
      if (!this.database || error.name !== 'InvalidStateError') throw error;
      this.database = null;
      return act(this.beside);
    }
  }
}

/** What came later goes to the end; what both hold, after a crash or a closed connection, stays in its place. */
async function handOver(beside, database) {
  const seqs = new Map((await database.all()).map(({ op, seq }) => [op, seq]));
  for (const { seq, ...op } of await beside.all()) {
    await database.put(seqs.has(op.op) ? { ...op, seq: seqs.get(op.op) } : op);
    await beside.remove(seq);
  }
}

/** @returns {Promise<Storage>} */
async function openDatabase() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'seq', autoIncrement: true });
  const late = new Promise((_, reject) => { setTimeout(reject, PATIENCE); });
  return new Indexed(await Promise.race([done(request), late]));
}

class Indexed {
  /** @param {IDBDatabase} database */
  constructor(database) {
    this.database = database;
  }

  all() {
    return done(this.#store('readonly').getAll());
  }

  /** @param {any} op */
  async put(op) {
    const transaction = this.database.transaction(STORE, 'readwrite', { durability: 'strict' });
    const seq = await done(transaction.objectStore(STORE).put(op));
    await finished(transaction);
    return /** @type {number} */ (seq);
  }

  /** @param {number} seq */
  async remove(seq) {
    await done(this.#store('readwrite').delete(seq));
  }

  /** @param {IDBTransactionMode} mode */
  #store(mode) {
    return this.database.transaction(STORE, mode).objectStore(STORE);
  }
}

/** The same over a plain key-value store; also what the tests use. */
export class Local {
  /** @param {{getItem(key: string): string | null, setItem(key: string, value: string): void}} store */
  constructor(store) {
    this.store = store;
  }

  async all() {
    return JSON.parse(this.store.getItem(KEY) ?? '[]');
  }

  /** @param {any} op */
  async put(op) {
    const ops = await this.all();
    const seq = op.seq ?? (ops.at(-1)?.seq ?? 0) + 1;
    const others = ops.filter((/** @type {any} */ other) => other.seq !== seq);
    this.#write([...others, { ...op, seq }].sort((a, b) => a.seq - b.seq));
    return seq;
  }

  /** @param {number} seq */
  async remove(seq) {
    this.#write((await this.all()).filter((/** @type {any} */ op) => op.seq !== seq));
  }

  /** @param {any[]} ops */
  #write(ops) {
    this.store.setItem(KEY, JSON.stringify(ops));
  }
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @param {IDBTransaction} transaction @returns {Promise<void>} */
function finished(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}
