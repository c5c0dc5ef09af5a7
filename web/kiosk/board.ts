/**
 * What the keys do and which of them lead somewhere. A base kana leads somewhere where it, or one
 * of its other forms (voiced, half voiced, small), goes on some reading: that form is typed by the
 * base and the mark behind it.
 */
import layouts from './keyboards.json';

export type Board = 'kana' | 'abc' | 'digits';
export type Mark = 'voiced' | 'half' | 'small';

export const rows: Readonly<Record<Board, readonly (readonly string[])[]>> = {
  kana: layouts.kana,
  abc: layouts.abc,
  digits: layouts.digits,
};

const small: Readonly<Record<string, string>> = layouts.small;
const bases = new Map(Object.entries(small).map(([base, form]) => [form, base]));
const signs = { voiced: '\u3099', half: '\u309a' } as const;

function composed(kana: string, sign: string): string | null {
  const made = (kana + sign).normalize('NFC');
  return made.length === kana.length ? made : null;
}

/** The kana without any mark. */
export function baseOf(kana: string): string {
  return (bases.get(kana) ?? kana).normalize('NFD').charAt(0);
}

/** The kana with the mark, or without where it has it; null where it takes none. */
export function marked(kana: string, mark: Mark): string | null {
  const base = baseOf(kana);
  const form = mark === 'small' ? (small[base] ?? null) : composed(base, signs[mark]);
  return form === kana ? base : form;
}

const marks: readonly Mark[] = ['voiced', 'half', 'small'];

/** All that the keys of a board write, with their marks. */
export function charactersOf(board: Board): string {
  return rows[board].flat().flatMap(formsOf).join('');
}

export function formsOf(base: string): readonly string[] {
  return [base, ...marks.map((mark) => marked(base, mark)).filter((form) => form !== null)];
}

function lastOf(text: string): string {
  return [...text].at(-1) ?? '';
}

export function withoutLast(text: string): string {
  return [...text].slice(0, -1).join('');
}

/** `text` with the mark on its last kana; null where that takes none. */
export function withMark(text: string, mark: Mark): string | null {
  const form = marked(lastOf(text), mark);
  return form === null || text === '' ? null : withoutLast(text) + form;
}

/** Keys that lead somewhere: `next` goes on behind the text, `before` behind all but its last kana. */
export function leads(key: string, next: ReadonlySet<string> | null): boolean {
  return next === null || formsOf(key).some((form) => next.has(form));
}

export function markLeads(text: string, mark: Mark, before: ReadonlySet<string> | null): boolean {
  const other = withMark(text, mark);
  return other !== null && (before === null || before.has(lastOf(other)));
}
