/** What stands in the fields of a form, to be put there again. Secrets and files are no part of it. */

const LEFT_OUT = ['hidden', 'submit', 'password', 'file'];

/** @param {HTMLFormElement} form @returns {[string, any][]} a value a field, and what is chosen where one chooses */
export const states = (form) => fields(form).map(state);

/** Puts it there, unless the form is another by now. @param {HTMLFormElement} form @param {[string, any][]} kept @returns {boolean} */
export function fill(form, kept) {
  const all = fields(form);
  if (all.length !== kept.length) return false;
  all.forEach((field, at) => {
    const [value, chosen] = kept[at];
    if (field.options) for (const option of field.options) option.selected = chosen.includes(option.value);
    else if (chosen !== null) field.checked = chosen;
    else field.value = value;
  });
  const more = form.closest('details');
  if (more) more.open = true;
  return true;
}

/** The value of a field, and what is chosen where one chooses: null where one types. */
function state(field) {
  if (field.options) return [field.value, [...field.selectedOptions].map(({ value }) => value)];
  return [field.value, ['radio', 'checkbox'].includes(field.type) ? field.checked : null];
}

function fields(form) {
  return [...form.elements].filter(({ name, type }) => name && !LEFT_OUT.includes(type));
}
