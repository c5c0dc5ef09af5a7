import type { App, Shown } from '../app';
import { button, h } from '../dom';
import { facetIcon, icon } from '../icons';
import { withReadings } from '../texts';

/** What the records are sorted into, each to choose by. */
export function facetChoices(app: App): HTMLElement[] {
  return app.facets.map(({ name, labels }) =>
    h('li', {}, button({ class: 'choice', 'data-facet': name }, () => app.go({ at: 'values', facet: name }),
      facetIcon(app.facets, name), h('span', {}, withReadings(app.texts.raw('start.by', app.texts.label(labels, name)))))));
}

/** By words, or by what the records are sorted into. */
export function start(app: App): Shown {
  const { texts } = app;
  const waiting = app.schema === undefined;
  return {
    content: h('section', { class: 'screen start', 'data-waiting': waiting },
      app.heading(texts.say(waiting ? 'nothing' : 'start.heading')),
      waiting ? null : h('p', { class: 'lead' }, texts.say('start.lead', app.schema?.index.records ?? 0)),
      h('div', { class: 'doors' },
        button({ class: 'choice words' }, () => app.go({ at: 'typing' }), icon('search'),
          h('span', {}, texts.say('start.words'), h('span', { class: 'hint' }, texts.say('start.words.hint')))),
        h('ul', { class: 'choices' }, ...facetChoices(app)))),
  };
}
