/** Words that are typed and not yet sent, kept in this browser until they are. */

export class Draft {
  /** @param {string} name @param {Storage | null} [storage] */
  constructor(name, storage = globalThis.localStorage ?? null) {
    this.name = `annotator:draft:${name}`;
    this.storage = storage;
  }

  /** @returns {Record<string, string>} */
  read() {
    try { return JSON.parse(this.storage?.getItem(this.name) ?? '{}'); } catch { return {}; }
  }

  /** @param {Record<string, string>} fields */
  keep(fields) {
    try { this.storage?.setItem(this.name, JSON.stringify(fields)); } catch { /* holds for this visit */ }
  }

  forget() {
    try { this.storage?.removeItem(this.name); } catch { /* nothing was kept */ }
  }
}
