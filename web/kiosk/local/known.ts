/** A record with its texts. */
import type { Entry, Pieces, Schema } from '../types';
import type { Beginnings } from './beginnings';
import { valuesOf } from '../records';
import { Text } from './text';

export interface Known {
  readonly entry: Entry;
  readonly title: Text;
  /** The other fields of text, and what was published behind values. */
  readonly texts: readonly Text[];
  readonly values: readonly Text[];
}

/** `notes` has an entry for each value, empty where it has no words of its own. */
function notesOf({ notes }: Entry, facet: string): readonly Pieces[] | undefined {
  return notes?.[facet]?.filter(({ length }) => length > 0);
}

export function know(entry: Entry, { fields, facets }: Schema, title: string, begins: Beginnings): Known {
  const text = (field: string): Text => new Text(entry.ruby?.[field] ?? [[String(entry[field] ?? '')]], begins);
  const others = Object.entries(entry.other ?? {}).flatMap(([facet, all]) => notesOf(entry, facet) ?? all.map((other): Pieces => [[other]]));
  return {
    entry,
    title: text(title),
    texts: [...fields.filter(({ name, kind }) => kind === 'text' && name !== title).map(({ name }) => text(name)), ...others.map((pieces) => new Text(pieces, begins))],
    values: facets
      .filter(({ kind }) => kind === 'facet')
      .flatMap(({ name }) => valuesOf(entry, name).map((value, i) => new Text(entry.values?.[name]?.[i] ?? [[value]], begins))),
  };
}
