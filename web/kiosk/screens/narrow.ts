import type { App, Place, Shown } from '../app';
import { button, h } from '../dom';
import { valueIcon } from '../icons';
import { withReadings } from '../texts';
import type { Chosen } from '../types';
import { without } from './results';

type Here = Extract<Place, { at: 'narrow' }>;

function withValue(chosen: Chosen, facet: string, value: string): Chosen {
  return { ...chosen, [facet]: [...(chosen[facet] ?? []), value] };
}

/** The values of a facet and what each would bring; none vanishes that would bring nothing. */
export async function narrow(app: App, { q, chosen, facet }: Here): Promise<Shown> {
  const { texts } = app;
  const { facets } = await app.source.search({ q, chosen, offset: 0, countsAlone: true });
  const choices = (facets[facet] ?? []).map(({ value, count, selected }) =>
    h('li', {}, button({ class: 'choice', 'data-value': value, 'aria-pressed': String(selected), disabled: count === 0 && !selected },
      () => app.narrowed({ at: 'results', q, chosen: (selected ? without : withValue)(chosen, facet, value) }),
      valueIcon(facet, value), h('span', {}, withReadings(app.valueLabel(facet, value))),
      h('span', { class: 'count' }, texts.say('count', count)))));
  return {
    content: h('section', { class: 'screen' },
      app.heading(withReadings(texts.raw('values.heading', texts.label(app.facet(facet)?.labels, facet)))),
      h('ul', { class: 'choices many' }, ...choices)),
  };
}
