/** How well a record answers a keyword. */
import type { Known } from './known';
import type { Keyword } from './question';
import type { Spelling } from './text';

/** What it is worth where a word stands; 0 where it does not. */
export type Rule = (known: Known, word: Spelling) => number;

const inTexts: Rule = ({ title, texts }, word) => {
  if (title.is(word)) return 8;
  if (title.has(word)) return 4;
  return texts.some((text) => text.has(word)) ? 1 : 0;
};

export const stands: Rule = (known, word) => Math.max(inTexts(known, word), known.values.some((value) => value.is(word)) ? 2 : 0);

export const standsOrIsPartOfValue: Rule = (known, word) => stands(known, word) || Number(known.values.some((value) => value.has(word)));

/** A keyword stands as it is, or with all that its particles part. */
export function score(known: Known, { whole, parts, quoted }: Keyword, rule: Rule): number {
  if (quoted) return inTexts(known, whole);
  const asItIs = rule(known, whole);
  if (asItIs > 0) return 2 * asItIs;
  const scores = parts.map((part) => rule(known, part));
  return Math.min(...scores) > 0 ? scores.reduce((sum, n) => sum + n, 0) / parts.length : 0;
}
