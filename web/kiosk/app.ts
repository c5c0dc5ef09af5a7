/** The state of the kiosk and the ways between its screens. Everything of a visitor is in here. */
import type { Board } from './board';
import { h, button, type Child } from './dom';
import { icon } from './icons';
import type { Settings } from './settings';
import { NotThere, Refused, Unreachable } from './online';
import { Source } from './source';
import { published, Texts, withReadings } from './texts';
import type { Chosen, Facet, Language, Pieces, Schema } from './types';
import { beQuiet } from './voice';
import { homeButton, languageButtons } from './ways';
import { attract } from './screens/attract';
import { narrow } from './screens/narrow';
import { project } from './screens/project';
import { results } from './screens/results';
import { start } from './screens/start';
import { typing } from './screens/typing';
import { values } from './screens/values';

export type Place =
  | { readonly at: 'attract' }
  | { readonly at: 'start' }
  | { readonly at: 'values'; readonly facet: string }
  | { readonly at: 'typing' }
  /** shown: how many of the hits; at first one page of them. */
  | { readonly at: 'results'; readonly q: string; readonly chosen: Chosen; readonly shown?: number }
  | { readonly at: 'narrow'; readonly q: string; readonly chosen: Chosen; readonly facet: string }
  | { readonly at: 'project'; readonly id: string };

/** A screen: what it shows, and what ends with it. */
export interface Shown {
  readonly content: HTMLElement;
  readonly end?: () => void;
}

type Make = (app: App, place: never) => Shown | Promise<Shown>;

const screens: Readonly<Record<Place['at'], Make>> = { attract, start, values, typing, results, narrow, project };

/** How a screen was left, and is shown again. */
interface Left {
  readonly scroll: number;
  /** `data-hold` of what was touched. */
  readonly held?: string | undefined;
  /** The record that was gone to. */
  readonly record?: string | undefined;
}

const SIZES = 3;
const DEEPEST = 30;

function headingOf(content: HTMLElement): string {
  const heading = content.querySelector('h1')?.cloneNode(true) as HTMLElement | undefined;
  for (const reading of heading?.querySelectorAll('rt, rp') ?? []) reading.remove();
  return heading?.textContent ?? '';
}

export class App {
  readonly source: Source;
  readonly #root: HTMLElement;
  readonly #settings: Settings;
  #texts: Texts;
  #path: Place[] = [{ at: 'start' }];
  /** Of each screen of the path but the last, how it was left. */
  #left: Left[] = [];
  #size = 0;
  #contrast = false;
  #turn = 0;
  #end: (() => void) | undefined;
  /** What scrolls, between the bars that stay. */
  readonly #view = h('div', { class: 'view' });
  /** It stays where it is: what comes into it is read out. */
  readonly #banner = h('div', { class: 'banner', role: 'status' });
  /** What has been typed so far, and on which keyboard. */
  typed = '';
  board: Board = 'kana';
  /** Which record is shown next to whoever passes by. */
  passing = 0;
  /** Furigana over what the records say; null: as the language has it. */
  #furigana: boolean | null = null;

  constructor(root: HTMLElement, settings: Settings) {
    this.#root = root;
    this.#settings = settings;
    this.#texts = new Texts(settings.language);
    this.source = new Source(() => this.#sourceChanged());
    this.#view.append(this.#banner);
    // The screen before stays until the next is there; it is looked at, not used.
    this.#view.addEventListener('click', (event) => {
      if (this.#root.getAttribute('aria-busy') === 'true') event.stopPropagation();
    }, { capture: true });
  }

  get texts(): Texts {
    return this.#texts;
  }

  get schema(): Schema | undefined {
    return this.source.copy?.schema;
  }

  get furigana(): boolean {
    return this.#furigana ?? this.#texts.language === 'easy';
  }

  get place(): Place {
    return this.#path.at(-1) ?? { at: 'start' };
  }

  /** Something would be lost if nobody were here. */
  get isUsed(): boolean {
    return (
      this.#path.length > 1 || this.typed !== '' || this.#size > 0 || this.#contrast || this.#furigana !== null ||
      this.#texts.language !== this.#settings.language
    );
  }

  /** Facets to choose by: those with a vocabulary first, then open ones. */
  get facets(): readonly Facet[] {
    const all = this.schema?.facets.filter(({ kind }) => kind === 'facet') ?? [];
    return [...all.filter(({ open }) => !open), ...all.filter(({ open }) => open)];
  }

  facet(name: string): Facet | undefined {
    return this.schema?.facets.find((facet) => facet.name === name);
  }

  /** The label of a value of a facet, with our furigana in it; null where it is called as published. */
  #labelOf(facet: string, value: string): string | null {
    const label = this.#texts.label(this.facet(facet)?.values.find((one) => one.value === value)?.labels, value);
    return label === value ? null : label;
  }

  /** A value of a facet; `pieces`: its furigana, where they are to be shown. */
  value(facet: string, value: string, pieces?: Pieces): HTMLElement {
    const label = this.#labelOf(facet, value);
    if (label !== null) return h('span', {}, withReadings(label));
    return h('span', { lang: 'ja' }, ...published(value, pieces, pieces !== undefined));
  }

  go(place: Place): void {
    // A second tap while the first is under way.
    if (JSON.stringify(place) === JSON.stringify(this.place)) return;
    this.#left[this.#path.length - 1] = {
      scroll: this.#view.scrollTop,
      record: (document.activeElement as HTMLElement | null)?.dataset['id'],
    };
    this.#path.push(place);
    if (this.#path.length > DEEPEST) for (const list of [this.#path, this.#left]) list.splice(1, 1);
    void this.#show({ scroll: 0 });
  }

  /** One screen back, to other records. */
  narrowed(place: Place): void {
    this.#path.pop();
    this.#path[this.#path.length - 1] = place;
    void this.#show({ scroll: 0 });
  }

  /** In place of the screen at hand. */
  change(place: Place): void {
    this.#path[this.#path.length - 1] = place;
    void this.#show({ scroll: this.#view.scrollTop });
  }

  /** A screen shows more of the same by now: so it is come back to. */
  keep<P extends Place>(old: P, place: P): P {
    this.#path = this.#path.map((one) => (one === old ? place : one));
    return place;
  }

  back(): void {
    if (this.#path.length > 1) this.#path.pop();
    void this.#show(this.#left[this.#path.length - 1] ?? { scroll: 0 });
  }

  home(): void {
    this.#path = [{ at: 'start' }];
    this.typed = '';
    this.board = 'kana';
    void this.#show({ scroll: 0 });
    this.source.refresh();
  }

  /** Everything of the last visitor is gone. */
  forget(): void {
    this.#path = [{ at: 'attract' }];
    this.#left = [];
    this.typed = '';
    this.board = 'kana';
    this.#furigana = null;
    this.#size = 0;
    this.#contrast = false;
    this.#texts = new Texts(this.#settings.language);
    void this.#show({ scroll: 0 });
  }

  toggleFurigana(): void {
    this.#furigana = !this.furigana;
    this.#redraw();
  }

  speak(language: Language): void {
    this.#texts = new Texts(language);
    this.#redraw();
  }

  #redraw(): void {
    const held = document.activeElement?.getAttribute('data-hold') ?? undefined;
    void this.#show({ scroll: this.#view.scrollTop, held });
  }

  // The banner, and the choices of the first screen: what somebody is reading or typing stays.
  #sourceChanged(): void {
    this.#announce();
    if (this.place.at === 'start' || this.#root.querySelector('[data-waiting]') !== null) this.#redraw();
  }

  async #show(as: Left): Promise<void> {
    const turn = ++this.#turn;
    this.#root.setAttribute('aria-busy', 'true');
    beQuiet();
    let shown: Shown;
    try {
      shown = await (screens[this.place.at] as (app: App, place: Place) => Shown | Promise<Shown>)(this, this.place);
    } catch (failure) {
      shown = { content: failure instanceof NotThere ? this.#gone() : this.#nothing() };
      // A fault of ours is no reason to show less, and none to keep silent.
      if (![NotThere, Refused, Unreachable].some((kind) => failure instanceof kind)) reportError(failure);
    }
    if (turn !== this.#turn) {
      shown.end?.();
      return;
    }
    this.#end?.();
    this.#end = shown.end;
    this.#put(shown.content);
    this.#focus(shown.content, as);
    this.#view.scrollTop = as.scroll;
    this.#root.setAttribute('aria-busy', 'false');
  }

  #put(content: HTMLElement): void {
    document.documentElement.lang = this.#texts.tag;
    document.documentElement.dataset['language'] = this.#texts.language;
    document.title = [headingOf(content), this.#texts.name('title')].filter((text) => text !== '').join(' – ');
    this.#announce();
    // The view and its banner stay in the page: else a banner would be read out with every screen.
    if (!this.#view.isConnected) this.#root.replaceChildren(h('header'), this.#view, h('footer'), h('p'));
    this.#view.querySelector('.screen')?.remove();
    this.#view.append(content);
    for (const part of [this.#bar(), this.#tools(), this.#working()]) this.#root.querySelector(`:scope > ${part.tagName}`)?.replaceWith(part);
    this.#dress();
  }

  /** To what was touched, where it is still there; else to where the screen begins. */
  #focus(content: HTMLElement, { held, record }: Left): void {
    const wanted = [
      held === undefined ? null : this.#root.querySelector<HTMLElement>(`[data-hold="${CSS.escape(held)}"]`),
      record === undefined ? null : content.querySelector<HTMLElement>(`[data-id="${CSS.escape(record)}"]`),
      content.querySelector<HTMLElement>('[data-first]'),
      content.querySelector<HTMLElement>('h1'),
    ];
    wanted.find((one) => one !== null)?.focus({ preventScroll: true });
  }

  /** Size and colours alone: what is shown stays as it is. */
  #dress(): void {
    const { dataset } = document.documentElement;
    dataset['size'] = String(this.#size);
    dataset['contrast'] = this.#contrast ? 'high' : 'usual';
  }

  #bar(): HTMLElement {
    return h('header', { class: 'bar' },
      h('div', { class: 'ways' },
        homeButton(this, () => this.home()),
        this.#path.length > 1
          ? button({ class: 'back' }, () => this.back(), icon('arrow-left'), h('span', {}, this.#texts.say('back')))
          : null),
      languageButtons(this, (language) => this.speak(language)));
  }

  // Seen where an answer takes its time.
  #working(): HTMLElement {
    return h('p', { class: 'working' }, icon('hourglass'), h('span', {}, this.#texts.say('working')));
  }

  /** Whether the daemon is away, said where that or the language has changed. */
  #announce(): void {
    const said = this.source.isAway ? this.#awayText() : null;
    if ((said?.textContent ?? '') === this.#banner.textContent) return;
    this.#banner.replaceChildren(...(said === null ? [] : [h('p', {}, icon('cloud-off'), h('span', {}, said))]));
  }

  #awayText(): Node {
    const built = this.schema?.index.built;
    if (built === undefined) return this.#texts.say('offline.nothing');
    return this.#texts.say('offline', new Date(built).toLocaleDateString(this.#texts.tag, { year: 'numeric', month: 'long', day: 'numeric' }));
  }

  #tools(): HTMLElement {
    const { texts } = this;
    return h('footer', { class: 'tools' },
      button({ class: 'tool', 'data-hold': 'size' }, () => {
        this.#size = (this.#size + 1) % SIZES;
        this.#redress('size');
      }, icon('a-large-small'), h('span', {}, texts.say(`size.${this.#size}`))),
      button({ class: 'tool', 'aria-pressed': String(this.#contrast), 'data-hold': 'contrast' }, () => {
        this.#contrast = !this.#contrast;
        this.#redress('contrast');
      }, icon('contrast'), h('span', {}, texts.say('contrast'))));
  }

  #redress(pressed: string): void {
    this.#dress();
    this.#root.querySelector('.tools')?.replaceWith(this.#tools());
    this.#root.querySelector<HTMLElement>(`[data-hold=${pressed}]`)?.focus({ preventScroll: true });
  }

  // Something else has been published since it was listed.
  #gone(): HTMLElement {
    this.source.refresh();
    return h('section', { class: 'screen' },
      this.heading(this.#texts.say('gone')),
      button({ class: 'choice' }, () => this.change({ at: 'results', q: '', chosen: {} }), icon('list'), h('span', {}, this.#texts.say('results.all'))));
  }

  // The daemon is away and there is no copy yet.
  #nothing(): HTMLElement {
    const { texts } = this;
    return h('section', { class: 'screen', 'data-waiting': true },
      h('h1', { tabindex: -1 }, texts.say('nothing')),
      button({ class: 'choice' }, () => this.#redraw(), icon('refresh-cw'), h('span', {}, texts.say('again'))));
  }

  heading(...children: readonly Child[]): HTMLElement {
    return h('h1', { tabindex: -1 }, ...children);
  }
}
