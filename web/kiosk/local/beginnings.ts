/** Where words may begin in what has no reading: kana, letters, digits and marks. */

/** For each character of a text whether a word may begin with it. */
export type Beginnings = (text: string) => readonly boolean[];

const words = new Intl.Segmenter('ja', { granularity: 'word' });
/** Words of these scripts are parted by others alone, whatever a dictionary says. */
const whole = [/[\p{Script=Katakana}ー]/u, /\p{Script=Latin}/u, /\p{N}/u];
const parting = /[\p{P}\p{S}\p{Z}]/u;
/** More than the short pieces of any language, less than every sentence of a large table. */
const MOST_KNOWN = 5000;

function holdsTogether(before: string, after: string): boolean {
  return whole.some((script) => script.test(before) && script.test(after));
}

function look(text: string): readonly boolean[] {
  const begins = new Array<boolean>(text.length).fill(false);
  for (const { index } of words.segment(text)) begins[index] = index === 0 || !holdsTogether(text.charAt(index - 1), text.charAt(index));
  for (let at = 1; at < text.length; at++) {
    const before = text.charAt(at - 1);
    if (parting.test(before) && before !== 'ー') begins[at] = true;
  }
  return begins;
}

/** Remembers, since pieces come again and again. */
export function beginnings(): Beginnings {
  const known = new Map<string, readonly boolean[]>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const begins = look(text);
    if (known.size < MOST_KNOWN) known.set(text, begins);
    return begins;
  };
}
