/**
 * What a keyboard, a mouse or two fingers could do to the browser itself, for the next visitor or for
 * good: other windows, zoom, searches in the page, a clipboard with words in it.
 */
const CAPTURE = { capture: true, passive: false } as const;

/** Keys with which text is written and places are changed stay the page's. */
function isCommand(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (/^F\d+$/u.test(key) || key.startsWith('Browser')) return true;
  if (event.getModifierState('AltGraph')) return false;
  return altKey || metaKey || (ctrlKey && !['a', 'z'].includes(key.toLowerCase()));
}

export function guard(): void {
  const prevent = (event: Event): void => event.preventDefault();
  window.addEventListener('keydown', (event) => {
    if (isCommand(event)) prevent(event);
  }, CAPTURE);
  window.addEventListener('wheel', (event) => {
    if (event.ctrlKey) prevent(event);
  }, CAPTURE);
  for (const name of ['contextmenu', 'copy', 'cut', 'paste', 'dragstart', 'drop', 'auxclick']) window.addEventListener(name, prevent, CAPTURE);
}
