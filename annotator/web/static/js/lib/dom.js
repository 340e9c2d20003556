/** A handful of helpers for the page. */

export { t } from './words.js';

/** @param {string} selector @param {ParentNode} [within] @returns {any} */
export const one = (selector, within = document) => within.querySelector(selector);

/** @type {Map<string, Element>} */ const fixtures = new Map();

/** What stands on the page as long as it is open: a long page is gone through for it once. @param {string} selector @returns {any} */
export function fixture(selector) {
  const known = fixtures.get(selector) ?? one(selector);
  if (known) fixtures.set(selector, known);
  return known;
}

/** @param {string} selector @param {ParentNode} [within] @returns {any[]} */
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/** Whether a dialog is open; all of them stand at the top, so that a long page need not be gone through. @returns {boolean} */
export const isAsking = () => [...document.body.children].some((element) => element.matches('dialog[open]'));

/** Makes an element. @param {string} name @param {Record<string, any>} [attributes] null and false leave one out
 *  @param {...(Node | string | null)} children @returns {any} */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** @type {Map<string, HTMLTemplateElement>} */ const templates = new Map();

/** A copy of a template's content. @param {string} selector @returns {any} its first element */
export function copy(selector) {
  if (!templates.has(selector)) templates.set(selector, one(selector));
  return templates.get(selector).content.firstElementChild.cloneNode(true);
}

/** Runs a function once things are quiet. @template {any[]} A @param {number} delay @param {(...a: A) => void} run
 *  @returns {((...a: A) => void) & {flush: () => void}} */
export function debounce(delay, run) {
  let timer = 0;
  let held = null;
  const fire = () => {
    clearTimeout(timer);
    const values = held;
    held = null;
    if (values) run(...values);
  };
  const later = (...values) => {
    held = values;
    clearTimeout(timer);
    timer = setTimeout(fire, delay);
  };
  return Object.assign(later, { flush: fire });
}

/** Runs something right after the next frame has been shown. @param {() => void} run */
export function afterPaint(run) {
  requestAnimationFrame(() => setTimeout(run));
}

/** Tells those around a control that something was chosen in it, not typed. @param {HTMLElement} control */
export function changed(control) {
  control.dispatchEvent(new CustomEvent('chosen', { bubbles: true }));
}

/** Says something to a screen reader. @param {string} words */
export function announce(words) {
  const voice = fixture('[data-voice]');
  if (!voice) return;
  voice.textContent = '';
  requestAnimationFrame(() => { voice.textContent = words; });
}

/** Whether typing goes into a field. @param {EventTarget | null} target @returns {boolean} */
export function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('textarea, select')) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
}
