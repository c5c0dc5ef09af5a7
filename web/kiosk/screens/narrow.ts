import type { App, Place, Shown } from '../app';
import { button, h } from '../dom';
import { icon, valueIcon } from '../icons';
import { withReadings } from '../texts';
import type { Chosen } from '../types';
import { without } from './results';

type Here = Extract<Place, { at: 'narrow' }>;

function withValue(chosen: Chosen, facet: string, value: string): Chosen {
  return { ...chosen, [facet]: [...(chosen[facet] ?? []), value] };
}

/** What the list is of by now. */
function soFar(app: App, q: string, chosen: Chosen): HTMLElement[] {
  const words = q === '' ? [] : [h('span', { class: 'tag', lang: 'ja' }, icon('search'), h('span', {}, q))];
  const values = Object.entries(chosen).flatMap(([facet, all]) => all.map((value) =>
    h('span', { class: 'tag' }, valueIcon(app.facets, facet, value), app.value(facet, value))));
  return [...words, ...values];
}

/** The values of a facet and what each would bring; none vanishes that would bring nothing. */
export async function narrow(app: App, { q, chosen, facet }: Here): Promise<Shown> {
  const { texts } = app;
  const { facets, total } = await app.source.search({ q, chosen, offset: 0, countsAlone: true });
  const choices = (facets[facet] ?? []).map(({ value, count, selected }) =>
    h('li', {}, button({ class: 'choice', 'data-value': value, 'aria-pressed': String(selected), disabled: count === 0 && !selected },
      () => app.narrowed({ at: 'results', q, chosen: (selected ? without : withValue)(chosen, facet, value) }),
      valueIcon(app.facets, facet, value), app.value(facet, value),
      h('span', { class: 'count' }, texts.say('count', count)))));
  return {
    content: h('section', { class: 'screen' },
      h('div', { class: 'found' },
        app.heading(withReadings(texts.raw('values.heading', texts.label(app.facet(facet)?.labels, facet)))),
        h('p', { class: 'so-far' }, h('strong', {}, texts.say('narrow.count', total)), ...soFar(app, q, chosen))),
      h('ul', { class: 'choices many' }, ...choices)),
  };
}
