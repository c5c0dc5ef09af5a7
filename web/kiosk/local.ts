/**
 * A small search of the copy: every keyword stands in the name, the description or their readings.
 * It is no match for the daemon's, whose words, readings and spellings it does not know.
 */
import type { Copy } from './copy';
import { PAGE, NotThere } from './online';
import { readingOf } from './texts';
import type { Answers, Chosen, Count, Entry, Facet, Found, Project, Question, Suggested, Suggestion } from './types';

const MOST_SUGGESTIONS = 12;
const MOST_SIMILAR = 5;

function hiragana(text: string): string {
  return text.replace(/[\u30a1-\u30f6]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
}

function folded(text: string): string {
  return hiragana(text.normalize('NFKC').toLowerCase());
}

/** As readings are typed: without marks. */
function typed(pieces: string): string {
  return folded(pieces).replace(/[\p{P}\p{S}\p{Z}]/gu, (c) => (c === 'ー' ? c : ''));
}

function valuesOf(entry: Entry, facet: string): readonly string[] {
  const value = entry[facet];
  if (Array.isArray(value)) return value as string[];
  if (typeof value === 'boolean') return [String(value)];
  return value === undefined || value === null ? [] : [String(value)];
}

interface Known {
  readonly entry: Entry;
  readonly title: string;
  readonly titleReading: string;
  readonly texts: string;
}

export class Local implements Answers {
  readonly #copy: Copy;
  readonly #known: readonly Known[];
  readonly #title: string;

  constructor(copy: Copy) {
    this.#copy = copy;
    this.#title = copy.schema.fields.find(({ role }) => role === 'title')?.name ?? 'name';
    this.#known = copy.records.map((entry) => this.#know(entry));
  }

  #know(entry: Entry): Known {
    const title = String(entry[this.#title] ?? '');
    const readings = Object.values(entry.ruby ?? {}).map((pieces) => typed(readingOf(pieces)));
    const texts = this.#copy.schema.fields
      .filter(({ kind }) => kind === 'text')
      .map(({ name }) => folded(String(entry[name] ?? '')));
    const values = this.#facets().flatMap(({ name }) => valuesOf(entry, name)).map(folded);
    return {
      entry,
      title: folded(title),
      titleReading: typed(readingOf(entry.ruby?.[this.#title] ?? [[title]])),
      texts: [...texts, ...readings, ...values].join('\n'),
    };
  }

  #facets(): readonly Facet[] {
    return this.#copy.schema.facets;
  }

  #matching(q: string): readonly Known[] {
    const words = folded(q).split(/\s+/u).filter((word) => word !== '');
    const scored = this.#known
      .filter(({ texts }) => words.every((word) => texts.includes(word)))
      .map((known) => ({
        known,
        inTitle: words.filter((word) => known.title.includes(word) || known.titleReading.includes(word)).length,
      }));
    if (words.length > 0) scored.sort((a, b) => b.inTitle - a.inTitle);
    return scored.map(({ known }) => known);
  }

  #has(entry: Entry, chosen: Chosen, but: string | null): boolean {
    return Object.entries(chosen).every(
      ([facet, values]) =>
        facet === but || values.length === 0 || valuesOf(entry, facet).some((value) => values.includes(value)),
    );
  }

  #counts(facet: Facet, found: readonly Known[], chosen: Chosen): readonly Count[] {
    const counts = new Map(facet.values.map(({ value }) => [value, 0]));
    for (const { entry } of found)
      if (this.#has(entry, chosen, facet.name))
        for (const value of new Set(valuesOf(entry, facet.name))) counts.set(value, (counts.get(value) ?? 0) + 1);
    const all = [...counts].map(([value, count]) => ({
      value, count, selected: chosen[facet.name]?.includes(value) ?? false,
    }));
    return facet.open ? all.sort((a, b) => b.count - a.count) : all;
  }

  search({ q, chosen, offset }: Question): Promise<Found> {
    const found = this.#matching(q);
    const narrowed = found.filter(({ entry }) => this.#has(entry, chosen, null));
    return Promise.resolve({
      query: { relaxed: false, corrected: null },
      total: narrowed.length,
      hits: narrowed.slice(offset, offset + PAGE).map(({ entry }) => entry),
      facets: Object.fromEntries(this.#facets().map((facet) => [facet.name, this.#counts(facet, found, chosen)])),
      related: [],
    });
  }

  suggest(q: string): Promise<Suggested> {
    const wanted = typed(q);
    const going = this.#known.filter(({ titleReading, title }) => titleReading.startsWith(wanted) || title.startsWith(folded(q)));
    const next = new Set(going.map(({ titleReading }) => titleReading.charAt(wanted.length)));
    const suggestions: Suggestion[] = going.slice(0, MOST_SUGGESTIONS).map(({ entry, titleReading }) => ({
      text: String(entry[this.#title] ?? ''), kind: 'name', reading: titleReading, count: 1,
    }));
    return Promise.resolve({
      suggestions: wanted === '' ? [] : suggestions,
      next: [...next].filter((c) => /[\u3041-\u3096ー]/u.test(c)),
    });
  }

  /** How many values of the facets two records share. */
  #shared(a: Entry, b: Entry): number {
    return this.#facets()
      .filter(({ kind }) => kind === 'facet')
      .reduce((n, { name }) => n + valuesOf(a, name).filter((value) => valuesOf(b, name).includes(value)).length, 0);
  }

  project(id: string): Promise<Project> {
    const entry = this.#copy.records.find((record) => record.id === id);
    if (entry === undefined) return Promise.reject(new NotThere(id));
    const similar = this.#copy.records
      .filter((record) => record !== entry)
      .map((record) => ({ record, shared: this.#shared(entry, record) }))
      .filter(({ shared }) => shared > 0)
      .sort((a, b) => b.shared - a.shared)
      .slice(0, MOST_SIMILAR)
      .map(({ record }) => record);
    return Promise.resolve({ ...entry, similar });
  }
}
