import type { App, Place, Shown } from '../app';
import { button, h } from '../dom';
import { facetIcon, icon, valueIcon } from '../icons';
import { withReadings } from '../texts';
import { PAGE } from '../online';
import type { Chosen, Entry, Found } from '../types';
import { card } from './cards';
import { facetChoices } from './start';

type Here = Extract<Place, { at: 'results' }>;

/** What is chosen but for one value. */
export function without(chosen: Chosen, facet: string, value: string): Chosen {
  return { ...chosen, [facet]: (chosen[facet] ?? []).filter((one) => one !== value) };
}

/** What is chosen; a tap lets go of it. */
function chips(app: App, { q, chosen }: Here): HTMLElement | null {
  const off = (): HTMLElement => h('span', { class: 'unseen' }, app.texts.say('results.remove'));
  const made = Object.entries(chosen).flatMap(([facet, values]) =>
    values.map((value) => h('li', {}, button(
      { class: 'chip' },
      () => app.change({ at: 'results', q, chosen: without(chosen, facet, value) }),
      app.value(facet, value), off(), icon('x')))));
  if (q !== '')
    made.unshift(h('li', {}, button({ class: 'chip' },
      () => {
        app.typed = '';
        app.change({ at: 'results', q: '', chosen });
      }, h('span', { lang: 'ja' }, q), off(), icon('x'))));
  return made.length === 0 ? null : h('ul', { class: 'chips', 'aria-label': app.texts.name('results.chosen') }, ...made);
}

function narrowing(app: App, here: Here): HTMLElement {
  const made = app.facets.map((facet) => h('li', {}, button({ class: 'narrow-by', 'data-facet': facet.name },
    () => app.go({ ...here, at: 'narrow', facet: facet.name }),
    facetIcon(app.facets, facet.name), h('span', {}, withReadings(app.texts.raw('results.by', app.texts.label(facet.labels, facet.name)))))));
  return h('ul', { class: 'narrowing', 'aria-label': app.texts.name('results.narrow') }, ...made);
}

/** Shorter beginnings of what was typed that are looked at. */
const MOST_TRIES = 4;

/** Where nothing is found: what is nearest to it, and the ways to begin with. */
async function instead(app: App, { q, chosen }: Here, found: Found): Promise<HTMLElement[]> {
  const made: HTMLElement[] = [];
  const ask = (text: string): HTMLElement =>
    h('li', {}, button({ class: 'choice', lang: 'ja' }, () => app.change({ at: 'results', q: text, chosen: {} }), icon('search'), h('span', {}, text)));
  if (found.query.corrected !== null) made.push(ask(found.query.corrected));
  for (const { query, facet, value } of found.related)
    if (query !== undefined) made.push(ask(query));
    else if (facet !== undefined && value !== undefined)
      made.push(h('li', {}, button({ class: 'choice' }, () => app.change({ at: 'results', q: '', chosen: { [facet]: [value] } }),
        valueIcon(app.facets, facet, value), app.value(facet, value))));
  if (Object.values(chosen).some(({ length }) => length > 0))
    made.push(h('li', {}, button({ class: 'choice' }, () => app.change({ at: 'results', q, chosen: {} }), icon('filter-x'), h('span', {}, app.texts.say('results.clear')))));
  if (made.length === 0) {
    let tries = MOST_TRIES;
    for (let begun = q; begun.length > 1 && made.length === 0 && tries-- > 0; begun = begun.slice(0, -1))
      made.push(...(await app.source.suggest(begun)).suggestions.slice(0, 6).map(({ text }) => ask(text)));
  }
  made.push(h('li', {}, button({ class: 'choice', 'data-do': 'all' }, () => app.change({ at: 'results', q: '', chosen: {} }), icon('list'), h('span', {}, app.texts.say('results.all')))));
  if (q !== '') made.push(h('li', {}, button({ class: 'choice' }, () => app.go({ at: 'typing' }), icon('keyboard'), h('span', {}, app.texts.say('results.retype')))));
  return [...made, ...facetChoices(app)];
}

/** The hits that are shown: as many as had been before somebody came back. */
async function hitsOf(app: App, { q, chosen, shown = PAGE }: Here, first: Found): Promise<Entry[]> {
  const hits = [...first.hits];
  while (hits.length < Math.min(shown, first.total)) {
    const next = await app.source.search({ q, chosen, offset: hits.length });
    if (next.hits.length === 0) break;
    hits.push(...next.hits);
  }
  return hits;
}

function more(app: App, first: Here, list: HTMLElement, total: number): HTMLElement | null {
  if (list.children.length >= total) return null;
  let here = first;
  let asked = list.children.length;
  const known = new Set([...list.querySelectorAll<HTMLElement>('.card')].map(({ dataset }) => dataset['id']));
  const add = (hits: readonly Entry[]): void => {
    asked += hits.length;
    // The copy may have another order than the daemon, whose list it goes on.
    const added = hits.filter(({ id }) => !known.has(id)).map((hit) => card(app, hit));
    for (const { id } of hits) known.add(id);
    list.append(...added);
    here = app.keep(here, { ...here, shown: list.children.length });
    added[0]?.querySelector('button')?.focus({ preventScroll: true });
    if (hits.length === 0 || asked >= total) made.remove();
  };
  const made = button({ class: 'choice more' }, () => {
    if (made.ariaBusy === 'true') return;
    made.ariaBusy = 'true';
    app.source.search({ q: here.q, chosen: here.chosen, offset: asked })
      .then(({ hits }) => add(hits), () => undefined)
      .finally(() => (made.ariaBusy = 'false'));
  }, icon('chevron-down'), h('span', {}, app.texts.say('results.more')));
  return made;
}

export async function results(app: App, here: Here): Promise<Shown> {
  const { texts } = app;
  const found = await app.source.search({ q: here.q, chosen: here.chosen, offset: 0 });
  const said = found.total === 0 ? 'results.none' : found.query.relaxed ? 'results.relaxed' : 'results.count';
  const list = h('ol', { class: 'cards' }, ...(await hitsOf(app, here, found)).map((hit) => card(app, hit)));
  const nothing = found.total === 0 ? await instead(app, here, found) : null;
  return {
    content: h('section', { class: 'screen results' },
      h('div', { class: 'found' }, h('h1', { tabindex: -1 }, texts.say(said, found.total)), chips(app, here)),
      found.total > 0 ? narrowing(app, here) : null,
      nothing === null ? list : h('ul', { class: 'choices' }, ...nothing),
      more(app, here, list, found.total)),
  };
}
