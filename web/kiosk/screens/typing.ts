import type { App, Shown } from '../app';
import { charactersOf, leads, markLeads, rows, withMark, withoutLast, type Board, type Mark } from '../board';
import { button, h } from '../dom';
import { icon } from '../icons';
import type { Suggested } from '../types';

const marks: readonly (readonly [Mark, string])[] = [['voiced', '゛'], ['half', '゜'], ['small', '小']];
const boards: readonly (readonly [Board, string])[] = [['kana', 'あいう'], ['abc', 'ABC'], ['digits', '123']];
const NO_LONGER = 160;

type Next = ReadonlySet<string> | null;

/** A keyboard of kana, letters and digits; what is typed is completed. */
class Typing {
  readonly #app: App;
  readonly #input: HTMLInputElement;
  readonly #chips = h('ul', { class: 'suggestions' });
  readonly #keys = h('div', { class: 'keys' });
  readonly #go: HTMLElement;
  readonly #offered = h('p', { class: 'unseen', role: 'status' });
  readonly #known = new Map<string, Suggested>();
  #board: Board = 'kana';
  #turn = 0;
  readonly content: HTMLElement;

  constructor(app: App) {
    const { texts } = app;
    this.#app = app;
    this.#input = h('input', {
      class: 'typed', type: 'text', inputmode: 'none', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false',
      lang: 'ja', maxlength: NO_LONGER, enterkeyhint: 'search', 'aria-label': texts.name('typing.label'), 'data-first': true,
    });
    this.#input.value = app.typed;
    this.#input.setSelectionRange(app.typed.length, app.typed.length);
    this.#board = app.board;
    this.#input.addEventListener('input', () => this.#set(this.#input.value));
    this.#input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing && event.keyCode !== 229) this.#search();
    });
    // A touched key leaves the cursor in the line, so that a real keyboard goes on there.
    this.#keys.addEventListener('mousedown', (event) => event.preventDefault());
    this.#go = button({ class: 'go', 'data-key': 'search' }, () => this.#search(), icon('search'), h('span', {}, texts.say('typing.search')));
    this.content = h('section', { class: 'screen typing' },
      h('h1', { class: 'unseen' }, texts.say('typing.heading')),
      h('div', { class: 'line' }, this.#input, this.#go),
      h('div', { class: 'offers', role: 'group', 'aria-label': texts.name('typing.suggestions') }, this.#offered, this.#chips),
      this.#keys);
    this.#draw();
  }

  #search(): void {
    const q = this.#input.value.trim();
    if (q !== '') this.#app.go({ at: 'results', q, chosen: {} });
  }

  #set(text: string): void {
    this.#app.typed = text.slice(0, NO_LONGER);
    if (this.#input.value !== this.#app.typed) {
      this.#input.value = this.#app.typed;
      // Keys write and erase at the end; a real keyboard goes on there.
      this.#input.setSelectionRange(this.#app.typed.length, this.#app.typed.length);
    }
    void this.#ask();
  }

  async #suggested(q: string, keys?: string): Promise<Suggested> {
    const asked = `${q}\n${keys ?? ''}`;
    const known = this.#known.get(asked);
    if (known !== undefined) return known;
    const found = await this.#app.source.suggest(q, keys);
    this.#known.set(asked, found);
    return found;
  }

  /** What goes on behind a text: kana behind kana by every reading, anything else by what is there. */
  async #next(q: string): Promise<Next> {
    const kanaAlone = /^[\u3041-\u3096\u30a1-\u30f6ー]*$/u.test(q.split(/\s/u).at(-1) ?? '');
    const found = await (this.#board === 'kana' && kanaAlone ? this.#suggested(q) : this.#suggested(q, charactersOf(this.#board)));
    return new Set(found.keys ?? found.next);
  }

  /** Where nothing can be known all keys are lit. */
  #nextOrAll(q: string): Promise<Next> {
    return this.#next(q).catch(() => null);
  }

  async #ask(): Promise<void> {
    const turn = ++this.#turn;
    const text = this.#app.typed;
    this.content.setAttribute('aria-busy', 'true');
    const [found, next, before] = await Promise.all([
      text === '' ? null : this.#suggested(text).catch(() => null),
      this.#nextOrAll(text), this.#nextOrAll(withoutLast(text)),
    ]);
    if (turn !== this.#turn) return;
    this.#offer(found);
    this.#light(next, before, found);
    this.content.setAttribute('aria-busy', 'false');
  }

  #offer(found: Suggested | null): void {
    this.#chips.replaceChildren(...(found?.suggestions ?? []).map(({ text, reading }) =>
      h('li', {}, button({ class: 'suggestion', lang: 'ja' }, () => {
        this.#app.typed = text;
        this.#app.go({ at: 'results', q: text, chosen: {} });
      }, h('span', {}, text), reading !== text && reading !== '' ? h('span', { class: 'reading', 'aria-hidden': 'true' }, reading) : null))));
    this.#chips.parentElement?.scrollTo(0, 0);
    this.#offered.replaceChildren(found === null ? '' : this.#app.texts.name('typing.offered', found.suggestions.length));
  }

  /** Keys that lead nowhere are dim, and stay where they are. */
  #light(next: Next, before: Next, found: Suggested | null): void {
    const text = this.#app.typed;
    const dim = (key: HTMLElement, lit: boolean): void => key.setAttribute('aria-disabled', String(!lit));
    for (const key of this.#keys.querySelectorAll<HTMLElement>('[data-key]'))
      dim(key, key.dataset['mark'] === undefined ? leads(key.dataset['key'] ?? '', next) : markLeads(text, key.dataset['mark'] as Mark, before));
    for (const key of this.#keys.querySelectorAll<HTMLElement>('[data-do]'))
      dim(key, text !== '' && (key.dataset['do'] !== 'space' || !text.endsWith(' ')));
    dim(this.#go, text.trim() !== '');
    // Behind what no kana goes on a reading may go on with a digit or a letter.
    const other = next !== null && next.size === 0 && (found?.suggestions ?? []).some(({ reading }) => reading.length > text.length);
    this.#keys.querySelector('.boards')?.toggleAttribute('data-hint', other);
  }

  #press(key: HTMLElement, change: (text: string) => string): void {
    // What is lit is of the text before while an answer is under way: who types fast loses no key.
    if (key.getAttribute('aria-disabled') === 'true' && this.content.getAttribute('aria-busy') !== 'true') return;
    this.#set(change(this.#app.typed));
  }

  #key(key: string, label: string | null, change: (text: string) => string, more: Record<string, string> = {}): HTMLElement {
    const made = button({ class: 'key', 'data-key': key, 'aria-label': label ?? undefined, ...more },
      () => this.#press(made, change), key);
    return made;
  }

  #draw(): void {
    const { texts } = this.#app;
    const grid = h('div', { class: `grid ${this.#board}` },
      ...rows[this.#board].flat().map((c) =>
        c === '' ? h('span', { class: 'no-key' }) : this.#key(c, null, (text) => text + c, this.#board === 'kana' ? { 'data-kana': '' } : {})));
    const row = h('div', { class: 'row' },
      ...(this.#board === 'kana' ? marks.map(([mark, sign]) =>
        this.#key(sign, texts.name(`key.${mark}`), (text) => withMark(text, mark) ?? text, { 'data-mark': mark })) : []),
      this.#wide('space', 'space', (text) => (text === '' || text.endsWith(' ') ? text : `${text} `)),
      this.#wide('delete', 'delete', withoutLast),
      this.#wide('trash-2', 'clear', () => ''));
    this.#keys.replaceChildren(grid, row, this.#switches());
    void this.#ask();
  }

  #wide(drawing: string, name: string, change: (text: string) => string): HTMLElement {
    const made = button({ class: 'key wide', 'data-do': name }, () => this.#press(made, change),
      icon(drawing), h('span', {}, this.#app.texts.say(`key.${name}`)));
    return made;
  }

  #switches(): HTMLElement {
    return h('div', { class: 'boards', role: 'group', 'aria-label': this.#app.texts.name('key.boards') },
      ...boards.map(([board, sign]) => button(
        { class: 'key wide', 'aria-pressed': String(board === this.#board), 'data-board': board, 'aria-label': `${sign} ${this.#app.texts.name(`key.${board}`)}` },
        () => {
          const byKeys = this.#keys.contains(document.activeElement);
          this.#board = board;
          this.#app.board = board;
          this.#draw();
          if (byKeys) this.#keys.querySelector<HTMLElement>(`[data-board=${board}]`)?.focus();
        }, sign)));
  }
}

export function typing(app: App): Shown {
  return { content: new Typing(app).content };
}
