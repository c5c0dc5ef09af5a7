import texts from 'kiosk-texts';
import type { Language, Labels, Pieces } from './types';
import { h, type Child } from './dom';

// 漢字（かんじ）: the reading stands behind the kanji it belongs to, as in texts/*.json.
const read = /([\p{Script=Han}々〆ヶ]+)（([\p{Script=Hiragana}\p{Script=Katakana}ー]+)）/gu;

function ruby(characters: string, reading: string): HTMLElement {
  return h('ruby', {}, characters, h('rp', {}, '（'), h('rt', {}, reading), h('rp', {}, '）'));
}

/** A text of ours with its furigana. */
export function withReadings(text: string): Node {
  const made = document.createDocumentFragment();
  let at = 0;
  for (const found of text.matchAll(read)) {
    made.append(text.slice(at, found.index), ruby(found[1] ?? '', found[2] ?? ''));
    at = found.index + found[0].length;
  }
  made.append(text.slice(at));
  return made;
}

/** The same without any, for names of elements. */
export function plain(text: string): string {
  return text.replace(read, '$1');
}

export class Texts {
  constructor(readonly language: Language) {}

  /** For `lang`: やさしい日本語 has no tag of its own. */
  get tag(): string {
    return this.language === 'en' ? 'en' : 'ja';
  }

  raw(id: string, ...values: readonly (string | number)[]): string {
    const text = texts[this.language][`kiosk.${id}`] ?? id;
    return text.replace(/\{([a-c])\}/g, (_, name: string) => String(values[name.charCodeAt(0) - 97] ?? ''));
  }

  say(id: string, ...values: readonly (string | number)[]): Node {
    return withReadings(this.raw(id, ...values));
  }

  name(id: string, ...values: readonly (string | number)[]): string {
    return plain(this.raw(id, ...values));
  }

  label(labels: Labels | undefined, value: string): string {
    return labels?.[this.language] || value;
  }
}

/** A text of the records, with furigana where they are shown. */
export function published(text: string, pieces: Pieces | undefined, shown: boolean): Child[] {
  if (!shown || pieces === undefined) return [text];
  return pieces.map(([characters, reading]) => (reading === undefined ? characters : ruby(characters, reading)));
}
