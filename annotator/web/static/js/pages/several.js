/** Several forms on one page: what is typed into the others stays when one of them is sent. */

/** @param {HTMLElement} page whose `data-several` tells it from others */
export function keepTyped(page) {
  const key = `annotator:typed:${document.body.dataset.user}:${page.dataset.several}`;
  /** @type {Set<HTMLFormElement>} */ const typed = new Set(page.querySelectorAll('[data-error-summary] + form'));
  for (const form of putBack(page, key)) typed.add(form);
  page.addEventListener('input', ({ target }) => {
    const { form } = /** @type {HTMLInputElement} */ (target);
    if (form) typed.add(form);
  });
  page.addEventListener('submit', ({ target }) => {
    const others = [...typed].filter((form) => form !== target);
    const kept = others.map((form) => [form.getAttribute('action'), fields(form).map(state)]);
    try { sessionStorage.setItem(key, JSON.stringify(kept)); } catch { /* no storage: the page says what was saved */ }
  });
}

/** Fills in what was typed before another form was sent. @returns {HTMLFormElement[]} */
function putBack(page, key) {
  let kept = [];
  try {
    kept = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    sessionStorage.removeItem(key);
  } catch { /* no storage */ }
  const forms = kept.map(([action]) => page.querySelector(`form.form[action="${action}"]`));
  kept.forEach(([, states], at) => { if (forms[at]) fill(forms[at], states); });
  return forms.filter(Boolean);
}

function fill(form, states) {
  const all = fields(form);
  if (all.length !== states.length) return;
  all.forEach((field, at) => {
    const [value, chosen] = states[at];
    if (field.options) for (const option of field.options) option.selected = chosen.includes(option.value);
    else if (chosen !== null) field.checked = chosen;
    else field.value = value;
  });
  const more = form.closest('details');
  if (more) more.open = true;
}

/** The value of a field, and what is chosen where one chooses: null where one types. */
function state(field) {
  if (field.options) return [field.value, [...field.selectedOptions].map(({ value }) => value)];
  return [field.value, ['radio', 'checkbox'].includes(field.type) ? field.checked : null];
}

function fields(form) {
  return [...form.elements].filter(({ name, type }) => name && !['hidden', 'submit'].includes(type));
}
