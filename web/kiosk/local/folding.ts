/** What counts as the same when texts are compared. */

export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

export function hiragana(text: string): string {
  return text.replace(/[\u30a1-\u30f6]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
}

/** Marks that nobody types and nobody reads out. */
const mark = /[\p{P}\p{S}\p{Z}\p{C}]/u;

export function isMark(c: string): boolean {
  return c !== 'ー' && mark.test(c);
}

/** As a reading is typed: hiragana without marks. */
export function typed(reading: string): string {
  return [...hiragana(folded(reading))].filter((c) => !isMark(c)).join('');
}

export function isKana(text: string): boolean {
  return /^[\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u.test(text);
}
