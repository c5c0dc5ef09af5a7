/** What can be offered to somebody who types: names, values of facets, and words of the texts. */
import type { Beginnings } from './beginnings';
import { segmentsOf } from './particles';
import { Text } from './text';
import { valuesOf } from '../records';
import type { Entry, Facet, Pieces } from '../types';

export interface Offer {
  readonly text: string;
  /** `name`, `term`, or the facet's name. */
  readonly kind: string;
  readonly spelled: Text;
  readonly records: ReadonlySet<Entry>;
}

/** Worth being offered alone: two kanji, or three katakana. */
const word = /^(?:\p{Script=Han}{2,}|[\p{Script=Katakana}ー]{3,})$/u;

/** Whether no kana of a word goes on behind it: 公園の, not 子育て. */
function isWhole(next: Pieces[number] | undefined): boolean {
  return next === undefined || next[1] !== undefined || !/^\p{Script=Hiragana}/u.test(next[0]) || segmentsOf(next[0])[0]?.isEmpty === true;
}

export class Offers {
  readonly #made = new Map<string, { offer: Offer; records: Set<Entry> }>();
  readonly #begins: Beginnings;

  constructor(entries: readonly Entry[], title: string, facets: readonly Facet[], begins: Beginnings) {
    this.#begins = begins;
    for (const entry of entries) {
      const name = String(entry[title] ?? '');
      this.#add(name, 'name', entry.ruby?.[title] ?? [[name]], entry);
      for (const { name: facet } of facets.filter(({ kind }) => kind === 'facet'))
        valuesOf(entry, facet).forEach((value, i) => this.#add(value, facet, entry.values?.[facet]?.[i] ?? [[value]], entry));
      for (const pieces of Object.values(entry.ruby ?? {}))
        pieces.forEach((piece, i) => {
          if (word.test(piece[0]) && isWhole(pieces[i + 1])) this.#add(piece[0], 'term', [piece], entry);
        });
    }
  }

  #add(text: string, kind: string, pieces: Pieces, entry: Entry): void {
    const known = this.#made.get(text);
    if (known !== undefined) {
      known.records.add(entry);
      return;
    }
    const records = new Set([entry]);
    this.#made.set(text, { offer: { text, kind, spelled: new Text(pieces, this.#begins), records }, records });
  }

  /** Those that bring most come first. */
  get all(): readonly Offer[] {
    return [...this.#made.values()].map(({ offer }) => offer).sort((a, b) => b.records.size - a.records.size || a.text.length - b.text.length);
  }
}
