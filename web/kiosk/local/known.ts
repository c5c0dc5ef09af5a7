/** A record with its texts. */
import type { Entry, Schema } from '../types';
import type { Beginnings } from './beginnings';
import { valuesOf } from './offers';
import { Text } from './text';

export interface Known {
  readonly entry: Entry;
  readonly title: Text;
  /** The other fields of text, and what was published behind values. */
  readonly texts: readonly Text[];
  readonly values: readonly Text[];
}

export function know(entry: Entry, { fields, facets }: Schema, title: string, begins: Beginnings): Known {
  const text = (field: string): Text => new Text(entry.ruby?.[field] ?? [[String(entry[field] ?? '')]], begins);
  const others = Object.entries(entry.other ?? {}).flatMap(([facet, all]) =>
    all.map((other, i) => new Text(entry.notes?.[facet]?.[i] ?? [[other]], begins)));
  return {
    entry,
    title: text(title),
    texts: [...fields.filter(({ name, kind }) => kind === 'text' && name !== title).map(({ name }) => text(name)), ...others],
    values: facets
      .filter(({ kind }) => kind === 'facet')
      .flatMap(({ name }) => valuesOf(entry, name).map((value, i) => new Text(entry.values?.[name]?.[i] ?? [[value]], begins))),
  };
}
