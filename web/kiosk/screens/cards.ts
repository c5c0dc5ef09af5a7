import type { App } from '../app';
import { button, h } from '../dom';
import { valueIcon } from '../icons';
import { titleField, valuesOf } from '../records';
import { published, withReadings } from '../texts';
import type { Entry } from '../types';

const TAGS = 2;

/** What the facets of a record say in a few words: their first values, of vocabularies if there are any. */
function tags(app: App, entry: Entry): HTMLElement[] {
  const closed = app.facets.filter(({ open }) => !open);
  return (closed.length > 0 ? closed : app.facets).slice(0, TAGS).flatMap(({ name }) =>
    valuesOf(entry, name).slice(0, 1).map((value) =>
      h('span', { class: 'tag' }, valueIcon(app.facets, name, value), app.value(name, value))));
}

/** Flags that are set: 中止. */
export function flags(app: App, entry: Entry): HTMLElement[] {
  return (app.schema?.facets ?? [])
    .filter(({ kind, name }) => kind === 'flag' && entry[name] === true)
    .map(({ name, labels, values }) => {
      const said = values.find(({ value }) => value === 'true')?.labels;
      return h('span', { class: 'flag' }, withReadings(app.texts.label(said, '') || app.texts.label(labels, name)));
    });
}

/** One record in a list; a tap shows it. Names have furigana always, whoever reads them. */
export function card(app: App, entry: Entry): HTMLElement {
  const field = titleField(app.schema);
  return h('li', {}, button({ class: 'card', 'data-id': entry.id }, () => app.go({ at: 'project', id: entry.id }),
    h('span', { class: 'card-name', lang: 'ja' }, ...published(String(entry[field] ?? entry.id), entry.ruby?.[field], true)),
    h('span', { class: 'card-tags' }, ...flags(app, entry), ...tags(app, entry))));
}
