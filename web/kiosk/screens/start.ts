import type { App, Shown } from '../app';
import { button, h } from '../dom';
import { facetIcon, icon } from '../icons';
import { withReadings } from '../texts';

/** By words, or by what the records are sorted into. */
export function start(app: App): Shown {
  const { texts } = app;
  const waiting = app.schema === undefined;
  const choices = app.facets.map(({ name, labels }) =>
    h('li', {}, button({ class: 'choice', 'data-facet': name }, () => app.go({ at: 'values', facet: name }),
      facetIcon(name), h('span', {}, withReadings(texts.raw('start.by', texts.label(labels, name)))))));
  return {
    content: h('section', { class: 'screen start', 'data-waiting': waiting },
      app.heading(texts.say(waiting ? 'nothing' : 'start.heading')),
      button({ class: 'choice words' }, () => app.go({ at: 'typing' }), icon('search'), h('span', {}, texts.say('start.words'))),
      h('ul', { class: 'choices' }, ...choices)),
  };
}
