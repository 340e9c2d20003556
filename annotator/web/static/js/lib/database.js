/** The desk's own storage: IndexedDB, or localStorage where that is closed. Both keep ops in the order they came. */

const NAME = 'annotator';
const STORE = 'outbox';
const KEY = 'annotator:outbox';

/** @typedef {{all(): Promise<any[]>, put(op: any): Promise<number>, remove(seq: number): Promise<void>}} Storage */

/** The storage of this browser, at once: what it is asked waits until it is open. @returns {Storage} */
export function openStorage() {
  const opened = openDatabase().then((database) => new Indexed(database), () => new Local(localStorage));
  return {
    all: async () => (await opened).all(),
    put: async (op) => (await opened).put(op),
    remove: async (seq) => (await opened).remove(seq),
  };
}

/** @returns {Promise<IDBDatabase>} */
async function openDatabase() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'seq', autoIncrement: true });
  return done(request);
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
