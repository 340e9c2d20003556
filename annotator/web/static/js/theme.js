/* Runs before the first paint, so that a chosen appearance never flashes. */
try {
  const theme = localStorage.getItem('annotator:theme');
  if (['light', 'dark', 'contrast'].includes(theme)) document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be closed to us; the system's appearance is then the one shown.
}
