/** What the daemon's /v1 answers, as far as the kiosk reads it (docs/api.md). */
export type Language = 'ja' | 'easy' | 'en';

export interface Labels {
  readonly ja: string;
  readonly easy: string;
  readonly en: string;
}

/** Characters and, where they have one, their reading. */
export type Pieces = readonly (readonly [string, string?])[];

export interface Field {
  readonly name: string;
  readonly kind: 'text' | 'facet' | 'flag' | 'number';
  readonly role?: string;
  readonly labels: Labels;
}

export interface Facet extends Field {
  readonly open: boolean;
  readonly values: readonly { readonly value: string; readonly labels: Labels; readonly note?: boolean }[];
}

export interface Schema {
  readonly fields: readonly Field[];
  readonly facets: readonly Facet[];
  readonly index: { readonly generation: string; readonly records: number; readonly built: string };
}

export interface Entry {
  readonly id: string;
  readonly number: number;
  readonly year: number;
  readonly ruby?: Readonly<Record<string, Pieces>>;
  readonly values?: Readonly<Record<string, readonly Pieces[]>>;
  /** What was published behind a value: その他（X）; one for each value that takes a note. */
  readonly other?: Readonly<Record<string, readonly string[]>>;
  /** The same in pieces, one for each value. */
  readonly notes?: Readonly<Record<string, readonly Pieces[]>>;
  readonly [field: string]: unknown;
}

export interface Project extends Entry {
  readonly similar: readonly Entry[];
}

export interface Count {
  readonly value: string;
  readonly count: number;
  readonly selected: boolean;
}

export interface Found {
  readonly query: { readonly relaxed: boolean; readonly corrected: string | null };
  readonly total: number;
  readonly hits: readonly Entry[];
  readonly facets: Readonly<Record<string, readonly Count[]>>;
  readonly related: readonly { readonly query?: string; readonly facet?: string; readonly value?: string; readonly count: number }[];
}

export interface Suggestion {
  readonly text: string;
  readonly kind: string;
  readonly reading: string;
  readonly count: number;
}

export interface Suggested {
  readonly suggestions: readonly Suggestion[];
  readonly next: readonly string[];
  /** Of the keys that were asked for those that lead on. */
  readonly keys?: readonly string[];
}

/** Values of facets that are chosen. */
export type Chosen = Readonly<Record<string, readonly string[]>>;

export interface Question {
  readonly q: string;
  readonly chosen: Chosen;
  readonly offset: number;
  /** No hits, where only the counts are wanted. */
  readonly countsAlone?: boolean;
}

/** Who answers: the daemon, or the kiosk's own copy of its records. */
export interface Answers {
  search(question: Question): Promise<Found>;
  suggest(q: string, keys?: string): Promise<Suggested>;
  project(id: string): Promise<Project>;
}
