/** What every page's frame does: the account menu, the appearance, and the focus on an error summary. */

const KEY = 'annotator:theme';

for (const menu of document.querySelectorAll('[data-menu]')) mountMenu(menu);
for (const button of document.querySelectorAll('[data-theme-choice]')) mountTheme(button);
document.querySelector('[data-error-summary]')?.focus();

/** Closes a menu on Escape and on a press outside. @param {HTMLDetailsElement} menu */
function mountMenu(menu) {
  document.addEventListener('pointerdown', (event) => {
    if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary').focus();
    event.stopPropagation();
  });
}

/** @param {HTMLButtonElement} button */
function mountTheme(button) {
  button.addEventListener('click', () => {
    const theme = button.dataset.themeChoice;
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    try { localStorage.setItem(KEY, theme); } catch { /* kept for this page only */ }
    showTheme();
  });
  showTheme();
}

function showTheme() {
  const theme = document.documentElement.dataset.theme ?? '';
  for (const button of document.querySelectorAll('[data-theme-choice]')) {
    button.setAttribute('aria-pressed', String(button.dataset.themeChoice === theme));
  }
}
