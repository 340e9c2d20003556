/** The hash of a layer as the server counts it: what must be equal before anything is called saved. */

/** @param {Iterable<{id: string, version: number}>} live annotations and relations @returns {Promise<string>} hex */
export async function layerHash(live) {
  const lines = [...live].map(({ id, version }) => `${id} ${version}\n`).sort();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(lines.join('')));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
