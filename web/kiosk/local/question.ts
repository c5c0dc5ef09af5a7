/** The keywords of a question, as docs/api.md reads them. */
import { folded, isMark, typed } from './folding';
import { segmentsOf } from './particles';
import { kanaOf, type Kana } from './romaji';
import type { Spelling } from './text';

export interface Keyword {
  readonly whole: Spelling;
  /** The words between its particles; the whole where it has none. */
  readonly parts: readonly Spelling[];
  readonly quoted: boolean;
  readonly excluded: boolean;
}

/** Kana with romaji behind them, as they stand while an input method is at work. */
const mixed = /^([\p{Script=Hiragana}\p{Script=Katakana}ー]*)(.*)$/su;

/** What stands in readings as it is typed: 29かい. */
const heard = /^[\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Latin}\p{N}]+$/u;

function asItStands(text: string): Kana | null {
  if (!heard.test(text)) return null;
  const read = typed(text);
  return { head: read, done: read, begun: [read] };
}

/** How it is read; null where that is not known. */
function soundsOf(text: string): Kana | null {
  const [, inKana = '', rest = ''] = mixed.exec(text) ?? [];
  const before = typed(inKana);
  if (rest === '') return { head: before, done: before, begun: [before] };
  const kana = kanaOf(rest);
  if (kana === null) return asItStands(text);
  return { head: before + kana.head, done: kana.done === null ? null : before + kana.done, begun: kana.begun.map((one) => before + one) };
}

export function spellingOf(written: string): Spelling {
  return { written, read: soundsOf(written)?.done ?? null };
}

/**
 * What stands between particles and marks. Of hiragana alone nobody can tell where words end, so
 * that it stays whole, but for marks.
 */
function partsOf(keyword: string): string[] {
  const parts: string[] = [];
  let open = false;
  for (const { text, isEmpty } of segmentsOf(keyword)) {
    if (!isEmpty) parts.push(open ? `${parts.pop()}${text}` : text);
    open = !isEmpty;
  }
  return parts.length > 0 && !/^\p{Script=Hiragana}+$/u.test(keyword) ? parts : [keyword];
}

/** Kana that mean something alone. */
const ENOUGH_KANA = 2;

/** The words of a keyword, wherever they end: what is looked for where it is not found as it stands. */
export function wordsOf({ whole, quoted }: Keyword): readonly Spelling[] {
  if (quoted) return [whole];
  return segmentsOf(whole.written)
    .filter(({ text, isEmpty }) => !isEmpty && !(/^\p{Script=Hiragana}+$/u.test(text) && text.length < ENOUGH_KANA))
    .map(({ text }) => spellingOf(text));
}

const keyword = /([-−+]?)(?:["“”]([^"“”]*)["“”]|「([^」]*)」|(\S+))/gu;

export function keywordsOf(q: string): readonly Keyword[] {
  const made: Keyword[] = [];
  for (const [, sign, double, corner, open] of folded(q).matchAll(keyword)) {
    const quote = double ?? corner;
    const text = quote ?? (open ?? '').replace(/["“”「」]/gu, '');
    if ([...text].every(isMark)) continue;
    const whole = quote === undefined ? spellingOf(text) : { written: text, read: null };
    const parts = quote === undefined ? partsOf(text).map(spellingOf) : [whole];
    made.push({ whole, parts, quoted: quote !== undefined, excluded: sign === '-' || sign === '−' });
  }
  return made;
}

/** The words in front, and the one that is being typed. */
export function beingTyped(q: string): readonly [before: string, last: string] {
  const at = folded(q).search(/\S*$/u);
  const last = folded(q).slice(at);
  return [folded(q).slice(0, at).trim(), last];
}

/** What the word being typed may be so far. */
export interface Begun {
  /** What of its reading is certain. */
  readonly head: string;
  readonly beginnings: readonly Spelling[];
}

export function begunBy(last: string): Begun {
  const sounds = soundsOf(last);
  if (sounds === null) return { head: '', beginnings: [{ written: last, read: null }] };
  return { head: sounds.head, beginnings: sounds.begun.map((read) => ({ written: last, read })) };
}
