/** <kyodo-search action="https://HOST/">: docs/embed.md says what it does and takes. */
import { Combobox } from './combobox.js';
import { type BoxForm, inputOf, makeForm } from './form.js';
import css from './searchbox.css';
import { type Suggestion, Suggester } from './suggester.js';
import { languageFor, textsFor } from './texts.js';

const DEFAULT_LIMIT = 8;
const MAX_LIMIT = 50;
/** Where the script came from; a page that names no action means that place. */
const home = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : '';

let sheet: CSSStyleSheet | null = null;

function sharedSheet(): CSSStyleSheet {
  if (sheet === null) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}

/** Browsers without these keep the page's plain form. */
export function isSupported(): boolean {
  return (
    'customElements' in window &&
    'adoptedStyleSheets' in Document.prototype &&
    'replaceSync' in CSSStyleSheet.prototype &&
    'requestSubmit' in HTMLFormElement.prototype
  );
}

export class KyodoSearch extends HTMLElement {
  static readonly observedAttributes = ['action'];

  #box: BoxForm | null = null;
  #combobox: Combobox | null = null;
  #setsAction = false;

  connectedCallback(): void {
    if (this.#box !== null) return;
    if (document.readyState === 'loading')
      document.addEventListener('DOMContentLoaded', () => this.#begin(), { once: true });
    else this.#begin();
  }

  disconnectedCallback(): void {
    this.#combobox?.close();
  }

  attributeChangedCallback(): void {
    if (this.#box !== null && this.#setsAction) this.#box.form.action = this.#action();
  }

  /** An input that may be composing just now is not moved under the visitor's hands. */
  #begin(): void {
    const form = this.querySelector('form');
    const input = inputOf(form);
    if (this.#box !== null || !this.isConnected) return;
    if (input === null || document.activeElement !== input || input.value === input.defaultValue) {
      this.#enhance(form, input);
      return;
    }
    const done = new AbortController();
    const tryNow = (event: Event): void => {
      if (event instanceof InputEvent && event.isComposing) return;
      done.abort();
      this.#enhance(form, input);
    };
    for (const type of ['input', 'compositionend', 'blur'])
      input.addEventListener(type, tryNow, { signal: done.signal });
  }

  #enhance(own: HTMLFormElement | null, input: HTMLInputElement | null): void {
    const hadFocus = input !== null && document.activeElement === input;
    const caret = hadFocus ? [input.selectionStart, input.selectionEnd] : [];
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    root.adoptedStyleSheets = [sharedSheet()];
    this.#setsAction = own === null || !own.hasAttribute('action');
    const language = this.getAttribute('lang');
    this.#box = makeForm(own, {
      action: this.#action(),
      texts: textsFor(this),
      label: this.getAttribute('label'),
      placeholder: this.getAttribute('placeholder'),
      language: language === null ? '' : languageFor(language),
    });
    root.append(this.#box.form, document.createElement('slot'));
    this.#combine(this.#box);
    if (hadFocus) {
      this.#box.input.focus();
      this.#box.input.setSelectionRange(caret[0] ?? null, caret[1] ?? null);
    }
  }

  #combine(box: BoxForm): void {
    const list = document.createElement('div');
    list.className = 'list';
    list.setAttribute('part', 'list');
    const status = document.createElement('div');
    status.className = 'status';
    box.field.append(list, status);
    this.#combobox = new Combobox(
      { input: box.input, list, status },
      {
        suggester: new Suggester((q) => this.#address(q)),
        texts: textsFor(this),
        chosen: (suggestion) => this.#chosen(suggestion),
      },
      'kyodo',
    );
    box.form.addEventListener('submit', () => this.#combobox?.close());
  }

  /** A page that wants to do something else prevents the event's default. */
  #chosen(suggestion: Suggestion): void {
    const goOn = this.dispatchEvent(
      new CustomEvent('kyodo-choose', {
        detail: { text: suggestion.text, kind: suggestion.kind },
        bubbles: true,
        cancelable: true,
        composed: true,
      }),
    );
    if (goOn) this.#box?.form.requestSubmit();
  }

  #action(): string {
    const given = this.getAttribute('action') ?? this.#box?.form.getAttribute('action') ?? home;
    try {
      return new URL(given === home ? new URL('.', home) : given, document.baseURI).href;
    } catch {
      return document.baseURI;
    }
  }

  #address(q: string): URL {
    const url = new URL('v1/suggest', this.#action());
    url.searchParams.set('q', q);
    url.searchParams.set('limit', String(this.#limit()));
    return url;
  }

  #limit(): number {
    const wanted = Number(this.getAttribute('limit') ?? DEFAULT_LIMIT);
    return Number.isInteger(wanted) && wanted >= 1 && wanted <= MAX_LIMIT ? wanted : DEFAULT_LIMIT;
  }
}
