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

/** One of the fields of a draft: words typed in search of something, until it is chosen. */
export class Search {
  /** @param {Draft} draft @param {string} field */
  constructor(draft, field) {
    this.draft = draft;
    this.field = field;
  }

  /** @returns {string} */
  get words() {
    return this.draft.read()[this.field] ?? '';
  }

  /** @param {string} words none when it is over */
  set words(words) {
    const { [this.field]: before, ...others } = this.draft.read();
    if (words) this.draft.keep({ ...others, [this.field]: words });
    else if (before && Object.keys(others).length) this.draft.keep(others);
    else if (before) this.draft.forget();
  }
}
