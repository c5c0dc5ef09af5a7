/**
 * A small search of the copy, while the daemon is away: words in name, description and values, as
 * written and as read. Of synonyms, variants and the daemon's dictionary it knows nothing.
 */
import type { Copy } from '../copy';
import { PAGE, NotThere } from '../online';
import { titleField, valuesOf } from '../records';
import type { Answers, Chosen, Count, Entry, Facet, Found, Project, Question, Suggested } from '../types';
import { beginnings } from './beginnings';
import { Completion } from './completion';
import { likenessTo } from './nearest';
import { Offers, type Offer } from './offers';
import { know, type Known } from './known';
import { keywordsOf, wordsOf, type Keyword } from './question';
import { score, stands, standsOrIsPartOfValue } from './score';

const MOST_SIMILAR = 5;
const MOST_RELATED = 5;
/** Less alike are words that have nothing to do with each other. */
const ALIKE = 0.4;

interface Made {
  readonly known: readonly Known[];
  readonly offers: readonly Offer[];
  readonly completion: Completion;
}

interface Matching {
  readonly found: readonly Known[];
  readonly relaxed: boolean;
}

function ranked(known: readonly Known[], scoreOf: (known: Known) => number): readonly Known[] {
  return known.map((one) => ({ one, n: scoreOf(one) })).filter(({ n }) => n > 0).sort((a, b) => b.n - a.n).map(({ one }) => one);
}

export class Local implements Answers {
  readonly #copy: Copy;
  readonly #title: string;
  #made: Made | null = null;

  constructor(copy: Copy) {
    this.#copy = copy;
    this.#title = titleField(copy.schema);
  }

  /** What is searched. It is made when it is first needed: mostly the daemon answers. */
  prepare(): Made {
    return (this.#made ??= this.#make());
  }

  #make(): Made {
    const { records, schema } = this.#copy;
    const begins = beginnings();
    const known = records.map((entry) => know(entry, schema, this.#title, begins));
    const offers = new Offers(records, this.#title, schema.facets, begins).all;
    return { known, offers, completion: new Completion(offers) };
  }

  #facets(): readonly Facet[] {
    return this.#copy.schema.facets;
  }

  /** All keywords; where that finds nothing those that are part of values, too; then any word. */
  #matching(q: string): Matching {
    const keywords = keywordsOf(q);
    const wanted = keywords.filter(({ excluded }) => !excluded);
    const known = this.prepare().known.filter((one) => !keywords.some((keyword) => keyword.excluded && score(one, keyword, stands) > 0));
    if (wanted.length === 0) return { found: known, relaxed: false };
    for (const rule of [stands, standsOrIsPartOfValue]) {
      const found = ranked(known, (one) => {
        const scores = wanted.map((keyword) => score(one, keyword, rule));
        return Math.min(...scores) > 0 ? scores.reduce((sum, n) => sum + n, 0) : 0;
      });
      if (found.length > 0) return { found, relaxed: false };
    }
    return this.#relaxed(wanted, known);
  }

  #relaxed(wanted: readonly Keyword[], known: readonly Known[]): Matching {
    const quoted = wanted.filter((keyword) => keyword.quoted);
    const words = wanted.flatMap(wordsOf);
    const found = ranked(known, (one) =>
      quoted.every(({ whole }) => stands(one, whole) > 0) ? words.reduce((sum, word) => sum + Math.min(4, stands(one, word)), 0) : 0);
    return { found, relaxed: found.length > 0 };
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

  /** What is spelled or read most like what found nothing. */
  #nearest(q: string): readonly Offer[] {
    const words = keywordsOf(q).filter(({ excluded }) => !excluded).map(({ whole }) => ({
      written: likenessTo(whole.written), read: likenessTo(whole.read ?? whole.written),
    }));
    return this.prepare().offers
      .map((offer) => ({
        offer,
        like: Math.max(0, ...words.map(({ written, read }) => Math.max(written(offer.spelled.written), read(offer.spelled.read)))),
      }))
      .filter(({ like }) => like >= ALIKE)
      .sort((a, b) => b.like - a.like)
      .slice(0, MOST_RELATED)
      .map(({ offer }) => offer);
  }

  search({ q, chosen, offset }: Question): Promise<Found> {
    const { found, relaxed } = this.#matching(q);
    const narrowed = found.filter(({ entry }) => this.#has(entry, chosen, null));
    const [first, ...others] = found.length === 0 ? this.#nearest(q) : [];
    return Promise.resolve({
      query: { relaxed, corrected: first?.text ?? null },
      total: narrowed.length,
      hits: narrowed.slice(offset, offset + PAGE).map(({ entry }) => entry),
      facets: Object.fromEntries(this.#facets().map((facet) => [facet.name, this.#counts(facet, found, chosen)])),
      related: others.map(({ text, records }) => ({ query: text, count: records.size })),
    });
  }

  suggest(q: string, keys?: string): Promise<Suggested> {
    const { known, completion } = this.prepare();
    return Promise.resolve(completion.of(q, keys, (before) => (before === '' ? known : this.#matching(before).found)));
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
