/** What was used last, most recent first: kept in this browser, a short list for each kind of thing. */

const MOST = 12;

export class Recent {
  /** @param {string} name under which the lists are kept @param {Storage | null} [storage] */
  constructor(name, storage = globalThis.localStorage ?? null) {
    this.name = name;
    this.storage = storage;
    this.lists = this.#read();
  }

  /** @param {string} kind @param {string} id */
  use(kind, id) {
    this.lists[kind] = [id, ...this.of(kind).filter((one) => one !== id)].slice(0, MOST);
    try { this.storage?.setItem(this.name, JSON.stringify(this.lists)); } catch { /* holds for this visit */ }
  }

  /** @param {string} kind @returns {string[]} */
  of(kind) {
    return this.lists[kind] ?? [];
  }

  /** Puts what was used lately first and leaves the rest in its order.
   *  @template {{id: string}} T @param {string} kind @param {T[]} things @returns {T[]} */
  first(kind, things) {
    const rank = new Map(this.of(kind).map((id, place) => [id, place]));
    return things.toSorted((a, b) => (rank.get(a.id) ?? MOST) - (rank.get(b.id) ?? MOST));
  }

  #read() {
    try { return JSON.parse(this.storage?.getItem(this.name) ?? '{}'); } catch { return {}; }
  }
}
