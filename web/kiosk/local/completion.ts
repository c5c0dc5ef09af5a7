/** What can be typed next, and what it may become. */
import type { Suggested, Suggestion } from '../types';
import { folded, hiragana, isKana } from './folding';
import type { Known } from './known';
import type { Offer } from './offers';
import { begunBy, beingTyped, type Begun } from './question';
import type { Spelling, Text } from './text';

const MOST = 12;

function textsOf({ title, texts, values }: Known): readonly Text[] {
  return [title, ...texts, ...values];
}

/** All that goes on behind one of several beginnings, up to `length` characters. */
function following(known: readonly Known[], beginnings: readonly Spelling[], length: number): ReadonlySet<string> {
  const made = new Set<string>();
  for (const one of known) for (const text of textsOf(one)) for (const beginning of beginnings) text.follow(beginning, length, made);
  return made;
}

/** The longest that a half-typed syllable becomes: っきゃ. */
const SYLLABLE = 3;

export class Completion {
  readonly #offers: readonly Offer[];

  constructor(offers: readonly Offer[]) {
    this.#offers = offers;
  }

  /** found: the records that the words in front bring. */
  of(q: string, keys: string | undefined, found: (before: string) => readonly Known[]): Suggested {
    const [before, last] = beingTyped(q);
    const known = found(before);
    const begun = begunBy(last);
    const goesOn = following(known, begun.beginnings, 1);
    return {
      suggestions: last === '' ? [] : this.#suggestions(q, before, known, begun),
      next: last === '' || isKana(last) ? [...new Set([...goesOn].filter(isKana).map(hiragana))] : [],
      ...(keys === undefined ? {} : { keys: leading(last, keys, known, begun, goesOn) }),
    };
  }

  #suggestions(q: string, before: string, known: readonly Known[], { beginnings }: Begun): readonly Suggestion[] {
    const whole = { written: folded(q), read: null };
    const among = new Set(known.map(({ entry }) => entry));
    const together = ({ records }: Offer): boolean => before === '' || [...records].some((entry) => among.has(entry));
    const ways: readonly ((offer: Offer) => boolean)[] = [
      ({ spelled }) => spelled.startsWith(whole),
      (offer) => beginnings.some((beginning) => offer.spelled.startsWith(beginning)) && together(offer),
      (offer) => beginnings.some((beginning) => offer.spelled.begins(beginning)) && together(offer),
    ];
    const made = new Map<Offer, Suggestion>();
    for (const way of ways)
      for (const offer of this.#offers)
        if (made.size < MOST && !made.has(offer) && way(offer)) made.set(offer, completed(offer, way === ways[0] ? '' : before));
    return [...made.values()];
  }
}

function completed({ text, kind, spelled, records }: Offer, before: string): Suggestion {
  return { text: before === '' ? text : `${before} ${text}`, kind, reading: spelled.read, count: records.size };
}

/** The keys behind which there is something: as it is written, or as its romaji is read. */
function leading(last: string, keys: string, known: readonly Known[], { head }: Begun, goesOn: ReadonlySet<string>): readonly string[] {
  const behind = new Set<string>();
  for (const sound of following(known, [{ written: last, read: head }], SYLLABLE))
    for (let length = 1; length <= SYLLABLE; length++) behind.add(sound.slice(0, length));
  return [...keys].filter((key) => {
    const c = folded(key);
    if (goesOn.has(c)) return true;
    const now = begunBy(last + c);
    return now.head.startsWith(head) && now.beginnings.some(({ read }) => read !== null && read.length > head.length && behind.has(read.slice(head.length)));
  });
}
