import type { App, Place, Shown } from '../app';
import { button, h } from '../dom';
import { valueIcon } from '../icons';
import { withReadings } from '../texts';

/** The values of one facet, each with how many records have it. */
export async function values(app: App, { facet }: Extract<Place, { at: 'values' }>): Promise<Shown> {
  const { texts } = app;
  const { facets } = await app.source.search({ q: '', chosen: {}, offset: 0, countsAlone: true });
  const choices = (facets[facet] ?? []).filter(({ count }) => count > 0).map(({ value, count }) =>
    h('li', {}, button({ class: 'choice', 'data-value': value },
      () => app.go({ at: 'results', q: '', chosen: { [facet]: [value] } }),
      valueIcon(app.facets, facet, value), app.value(facet, value),
      h('span', { class: 'count' }, texts.say('count', count)))));
  return {
    content: h('section', { class: 'screen' },
      app.heading(withReadings(texts.raw('values.heading', texts.label(app.facet(facet)?.labels, facet)))),
      h('ul', { class: 'choices many' }, ...choices)),
  };
}
