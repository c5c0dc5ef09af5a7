/** A text to look in, as it is written and as it is read. */
import type { Beginnings } from './beginnings';
import { folded, hiragana, isMark } from './folding';
import type { Pieces } from '../types';

/** Of a word what is looked for: as it is written and, where that is known, as it is read. */
export interface Spelling {
  readonly written: string;
  readonly read: string | null;
}

/** Whether a word may begin at a character, and whether none may end before it. */
const BEGINS = 1;
const INSIDE = 2;

/** A string with the places where words may begin and end. */
class Run {
  readonly text: string;
  readonly #marks: Uint8Array;

  constructor(text: string, marks: readonly number[]) {
    this.text = text;
    this.#marks = Uint8Array.from(marks);
  }

  has(wanted: string): boolean {
    for (const end of this.ends(wanted)) if (this.#marks[end] !== INSIDE) return true;
    return false;
  }

  /** Where it ends, wherever a word that begins so begins. */
  *ends(wanted: string): Iterable<number> {
    const anywhere = mayStandInside.test(wanted);
    for (let at = this.text.indexOf(wanted); at >= 0 && at < this.text.length; at = this.text.indexOf(wanted, at + 1))
      if (anywhere || this.#marks[at] === BEGINS) yield at + wanted.length;
  }
}

/** Words that are found inside others: of one kanji (祭 in 文化祭), and of katakana, whose borders nobody wrote down. */
const mayStandInside = /^(?:\p{Script=Han}|[\p{Script=Katakana}ー]{3,})$/u;

export class Text {
  readonly #written: Run;
  readonly #read: Run;

  constructor(pieces: Pieces, begins: Beginnings) {
    const written = { text: '', marks: [] as number[] };
    const read = { text: '', marks: [] as number[] };
    for (const [characters, reading] of pieces) {
      const text = folded(characters);
      const marks = reading === undefined ? marksBetween(text, begins) : marksOfWord(text, 0);
      written.text += text;
      written.marks.push(...marks);
      const sound = reading === undefined ? text : folded(reading);
      read.text += heard(sound, reading === undefined ? marks : marksOfWord(sound, INSIDE), read.marks);
    }
    this.#written = new Run(written.text, written.marks);
    this.#read = new Run(read.text, read.marks);
  }

  get written(): string {
    return this.#written.text;
  }

  get read(): string {
    return this.#read.text;
  }

  has({ written, read }: Spelling): boolean {
    return this.#written.has(written) || (read !== null && this.#read.has(read));
  }

  is({ written, read }: Spelling): boolean {
    return this.written === written || (read !== null && this.read === read);
  }

  startsWith({ written, read }: Spelling): boolean {
    return this.written.startsWith(written) || (read !== null && this.read.startsWith(read));
  }

  /** Whether a word begins so. */
  begins({ written, read }: Spelling): boolean {
    for (const _ of this.#written.ends(written)) return true;
    if (read !== null) for (const _ of this.#read.ends(read)) return true;
    return false;
  }

  /** Collects what goes on, up to `length` characters, behind a beginning of a word. */
  follow({ written, read }: Spelling, length: number, into: Set<string>): void {
    for (const end of this.#written.ends(written)) into.add(this.written.slice(end, end + length));
    if (read !== null) for (const end of this.#read.ends(read)) into.add(this.read.slice(end, end + length));
  }
}

/** `rest`: 0 where other words may end in it, as written (図書 in 図書館), INSIDE where not, as read. */
function marksOfWord(characters: string, rest: number): readonly number[] {
  return Array.from({ length: characters.length }, (_, i) => (i === 0 ? BEGINS : rest));
}

function marksBetween(characters: string, begins: Beginnings): readonly number[] {
  return begins(characters).map((first, i) => (first ? BEGINS : /[\p{N}\p{Script=Latin}]/u.test(characters.charAt(i)) ? INSIDE : 0));
}

/** What is typed of it; its marks go on behind `into`. */
function heard(characters: string, marks: readonly number[], into: number[]): string {
  let made = '';
  for (let at = 0; at < characters.length; at++) {
    const c = characters.charAt(at);
    if (isMark(c)) continue;
    made += c;
    into.push(marks[at] ?? 0);
  }
  return hiragana(made);
}
