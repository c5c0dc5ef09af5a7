/** Kana of romaji by the table that input methods and the daemon use (dict/romaji.tsv). */
import syllables from 'kiosk-romaji';

const table = new Map<string, string>();
for (const [romaji, kana] of syllables) if (!table.has(romaji)) table.set(romaji, kana);
const LONGEST = Math.max(...[...table.keys()].map(({ length }) => length));

export interface Kana {
  /** The syllables that are done. */
  readonly head: string;
  /** As it stands; null where its last syllable is not done. */
  readonly done: string | null;
  /** What it may be the beginning of. */
  readonly begun: readonly string[];
}

/** ā is aa, ō is ou: as they are typed. */
function withoutMacrons(romaji: string): string {
  return romaji.normalize('NFD').replace(/([aiueo])[\u0304\u0302]/gu, (_, vowel: string) => vowel + (vowel === 'o' ? 'u' : vowel));
}

function syllableAt(text: string, at: number): [kana: string, length: number] | null {
  for (let length = Math.min(LONGEST, text.length - at); length > 0; length--) {
    const kana = table.get(text.substr(at, length));
    if (kana !== undefined) return [kana, length];
  }
  return nasalAt(text, at) ?? doubledAt(text, at) ?? (text.charAt(at) === '-' ? ['ー', 1] : null);
}

/** ん: n before a consonant, nn as typed for an input method, m before a lip sound. */
function nasalAt(text: string, at: number): [kana: string, length: number] | null {
  const [c, next] = [text.charAt(at), text.charAt(at + 1)];
  if (next === '') return null;
  if (c === 'm') return 'bmp'.includes(next) ? ['ん', 1] : null;
  if (c !== 'n' || 'aiueoy'.includes(next)) return null;
  const isDone = next === "'" || /^nn(?![aiueoy])/u.test(text.slice(at));
  return ['ん', isDone ? 2 : 1];
}

function doubledAt(text: string, at: number): [kana: string, length: number] | null {
  const [c, next] = [text.charAt(at), text.charAt(at + 1)];
  return /[a-z]/u.test(c) && (c === next || (c === 't' && next === 'c')) ? ['っ', 1] : null;
}

/** Null where it is no romaji. */
export function kanaOf(latin: string): Kana | null {
  const text = withoutMacrons(latin);
  if (!/^[a-z'-]+$/u.test(text)) return null;
  let head = '';
  for (let at = 0; at < text.length; ) {
    const found = syllableAt(text, at);
    if (found === null) return halfTyped(head, text.slice(at));
    head += found[0];
    at += found[1];
  }
  return { head, done: head, begun: [head] };
}

function halfTyped(head: string, rest: string): Kana | null {
  const tails = new Set([...table].filter(([romaji]) => romaji.startsWith(rest)).map(([, kana]) => kana));
  if (rest === 'n') tails.add('ん');
  if (tails.size === 0) return null;
  return { head, done: rest === 'n' ? `${head}ん` : null, begun: [...tails].map((tail) => head + tail) };
}
