/**
 * The combobox of the W3C's ARIA Authoring Practices, with list autocomplete and manual selection:
 * the focus stays in the input, aria-activedescendant goes through the list, and nothing is put into
 * the input before it is chosen. Input, list and status have to stand in one root, since ids do not
 * reach across shadow roots.
 */
import type { Suggester, Suggestion } from './suggester.js';
import { counted, type Texts } from './texts.js';

export interface ComboboxParts {
  readonly input: HTMLInputElement;
  /** Empty; becomes the listbox. Positioned by the style sheet; data-above: over the input. */
  readonly list: HTMLElement;
  /** A polite live region. */
  readonly status: HTMLElement;
}

export interface ComboboxHooks {
  readonly suggester: Suggester;
  readonly texts: Texts;
  /** The text stands in the input, the list is closed. */
  readonly chosen: (suggestion: Suggestion) => void;
}

type Wish = 'open' | 'first' | 'last';

/** What a screen reader says of the typing itself comes first. */
const STATUS_MS = 400;
const EDGE_PX = 12;
const MIN_LIST_PX = 180;
const NARROW_PX = 360;

/** A key that belongs to the conversion: Safari's isComposing is false by then, its keyCode is 229. */
export function isConverting(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

export class Combobox {
  readonly #parts: ComboboxParts;
  readonly #hooks: ComboboxHooks;
  readonly #ids: string;
  #shown: readonly Suggestion[] = [];
  #shownFor: string | null = null;
  #active = -1;
  #whileOpen: AbortController | null = null;
  #statusTimer: ReturnType<typeof setTimeout> | undefined;

  /** ids: what the ids of this one begin with; unique in the root. */
  constructor(parts: ComboboxParts, hooks: ComboboxHooks, ids: string) {
    this.#parts = parts;
    this.#hooks = hooks;
    this.#ids = ids;
    this.#describe();
    this.#listen();
  }

  get isOpen(): boolean {
    return !this.#parts.list.hidden;
  }

  /** Closed, and nothing that is under way opens it; nor is its count told any longer. */
  close(): void {
    this.#say('');
    this.#hooks.suggester.cancel();
    this.#whileOpen?.abort();
    this.#whileOpen = null;
    this.#parts.list.hidden = true;
    this.#parts.input.setAttribute('aria-expanded', 'false');
    this.#activate(-1);
  }

  #describe(): void {
    const { input, list, status } = this.#parts;
    list.id = `${this.#ids}-list`;
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', this.#hooks.texts.list);
    status.setAttribute('role', 'status');
    input.autocomplete = 'off';
    input.spellcheck = false;
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', list.id);
    input.setAttribute('aria-expanded', 'false');
  }

  #listen(): void {
    const { input, list } = this.#parts;
    input.addEventListener('input', () => this.#typed());
    input.addEventListener('keydown', (event) => this.#key(event));
    input.addEventListener('click', () => this.#clicked());
    input.addEventListener('blur', () => this.close());
    // Else the input would lose the focus before the click.
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => this.#picked(event));
  }

  // While composing, too: the keyboards of Android compose all the time.
  #typed(): void {
    this.#activate(-1);
    this.#say('');
    if (this.#parts.input.value.trim() === '') this.close();
    else this.#ask('open', false);
  }

  #clicked(): void {
    if (!this.isOpen && this.#parts.input.value.trim() !== '') this.#ask('open', true);
  }

  #ask(wish: Wish, now: boolean): void {
    const q = this.#parts.input.value;
    this.#hooks.suggester.ask(q, (suggestions) => this.#answered(q, suggestions, wish), now);
  }

  #answered(q: string, suggestions: readonly Suggestion[] | null, wish: Wish): void {
    if (this.#shownFor !== q || suggestions !== this.#shown) this.#render(q, suggestions ?? []);
    if (this.#shown.length === 0) this.close();
    if (suggestions !== null) this.#announce(suggestions.length);
    if (this.#shown.length === 0) return;
    this.#open();
    if (wish !== 'open') this.#activate(wish === 'first' ? 0 : this.#shown.length - 1);
  }

  #render(q: string, suggestions: readonly Suggestion[]): void {
    this.#shown = suggestions;
    this.#shownFor = q;
    this.#activate(-1);
    this.#parts.list.replaceChildren(...suggestions.map((s, i) => this.#option(s, i)));
    this.#parts.list.scrollTop = 0;
  }

  #option(suggestion: Suggestion, i: number): HTMLElement {
    const { texts } = this.#hooks;
    const option = span('option', '');
    option.id = `${this.#ids}-option-${i}`;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', 'false');
    const count = span('count', counted(texts.hit, texts.hits, suggestion.count));
    option.append(words(suggestion), ' ', count);
    return option;
  }

  #open(): void {
    if (!this.isOpen) {
      this.#parts.list.hidden = false;
      this.#parts.input.setAttribute('aria-expanded', 'true');
      this.#watch();
    }
    this.#place();
  }

  // A touch beside an input does not take the focus from it everywhere.
  #watch(): void {
    const { input, list } = this.#parts;
    this.#whileOpen = new AbortController();
    const { signal } = this.#whileOpen;
    const outside = (event: Event): void => {
      const path = event.composedPath();
      if (!path.includes(input) && !path.includes(list)) this.close();
    };
    const place = (): void => this.#place();
    input.ownerDocument.addEventListener('pointerdown', outside, { signal, capture: true });
    window.addEventListener('resize', place, { signal });
    window.visualViewport?.addEventListener('resize', place, { signal });
  }

  /**
   * Under the input; above it where there is hardly any room below (the keyboard of a telephone). A
   * narrow input's list takes the width of the form.
   */
  #place(): void {
    const { input, list } = this.#parts;
    const { top, bottom, left, width } = input.getBoundingClientRect();
    const end = input.form?.getBoundingClientRect().right ?? 0;
    list.style.setProperty('--width', `${width < NARROW_PX ? Math.max(width, end - left) : width}px`);
    const height = window.visualViewport?.height ?? window.innerHeight;
    const below = height - bottom - EDGE_PX;
    const above = top - EDGE_PX;
    const flip = below < MIN_LIST_PX && above > below;
    list.toggleAttribute('data-above', flip);
    list.style.setProperty('--room', `${Math.max(MIN_LIST_PX, flip ? above : below)}px`);
  }

  #activate(i: number): void {
    const { input, list } = this.#parts;
    list.children[this.#active]?.setAttribute('aria-selected', 'false');
    this.#active = i;
    const option = list.children[i];
    if (!(option instanceof HTMLElement)) {
      input.removeAttribute('aria-activedescendant');
      return;
    }
    option.setAttribute('aria-selected', 'true');
    input.setAttribute('aria-activedescendant', option.id);
    scrollTo(list, option);
  }

  #key(event: KeyboardEvent): void {
    if (isConverting(event)) {
      // The input method cancels its conversion; Chromium would also empty an input of type search.
      if (event.key === 'Escape') event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    const take = this.#takers[event.key];
    if (take?.(event)) event.preventDefault();
  }

  /** What each key does; true where the browser shall do nothing more. */
  readonly #takers: Record<string, ((event: KeyboardEvent) => boolean) | undefined> = {
    ArrowDown: (event) => this.#arrow(event, 1),
    ArrowUp: (event) => this.#arrow(event, -1),
    Enter: () => this.#enter(),
    Escape: () => this.#escape(),
    Home: () => this.#backToText(),
    End: () => this.#backToText(),
    ArrowLeft: () => this.#backToText(),
    ArrowRight: () => this.#backToText(),
    Tab: () => {
      this.close();
      return false;
    },
  };

  #arrow(event: KeyboardEvent, step: 1 | -1): boolean {
    if (event.shiftKey) return false;
    if (event.altKey && step < 0) {
      this.close();
    } else if (!this.isOpen) {
      this.#ask(event.altKey ? 'open' : step > 0 ? 'first' : 'last', true);
    } else if (!event.altKey) {
      const n = this.#shown.length;
      this.#activate(this.#active < 0 && step < 0 ? n - 1 : (this.#active + step + n) % n);
    }
    return true;
  }

  #enter(): boolean {
    const suggestion = this.isOpen ? this.#shown[this.#active] : undefined;
    if (suggestion === undefined) {
      this.close();
      return false;
    }
    this.#choose(suggestion);
    return true;
  }

  #escape(): boolean {
    if (this.isOpen) {
      this.close();
      return true;
    }
    const { input } = this.#parts;
    if (input.value === '') return false;
    input.value = '';
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    return true;
  }

  // The caret goes where the key brings it.
  #backToText(): boolean {
    this.#activate(-1);
    return false;
  }

  #picked(event: Event): void {
    const at = event.target instanceof Element ? event.target.closest('[role=option]') : null;
    const i = at === null ? -1 : [...this.#parts.list.children].indexOf(at);
    const suggestion = this.#shown[i];
    if (suggestion !== undefined) this.#choose(suggestion);
  }

  #choose(suggestion: Suggestion): void {
    const { input } = this.#parts;
    this.close();
    input.value = suggestion.text;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    this.#hooks.chosen(suggestion);
  }

  #announce(n: number): void {
    const { none, one, many } = this.#hooks.texts;
    this.#say(n === 0 ? none : counted(one, many, n));
  }

  #say(text: string): void {
    const { status } = this.#parts;
    clearTimeout(this.#statusTimer);
    if (text === '') status.textContent = '';
    else this.#statusTimer = setTimeout(() => (status.textContent = text), STATUS_MS);
  }
}

function span(part: string, text: string): HTMLElement {
  const made = document.createElement('span');
  made.className = part;
  made.setAttribute('part', part);
  made.textContent = text;
  return made;
}

/** The text and its reading, which a screen reader has no need of. */
function words({ text, reading }: Suggestion): HTMLElement {
  const made = span('words', '');
  // The records are Japanese, whatever the page is.
  made.lang = 'ja';
  made.append(span('text', text));
  if (reading !== '' && reading !== text) {
    const small = span('reading', reading);
    small.setAttribute('aria-hidden', 'true');
    made.append(' ', small);
  }
  return made;
}

/** scrollIntoView would move the page, too. */
function scrollTo(list: HTMLElement, option: HTMLElement): void {
  const top = option.offsetTop;
  const bottom = top + option.offsetHeight;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
}
