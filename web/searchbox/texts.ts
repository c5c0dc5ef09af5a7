/** What the box says, in the language of the page it stands on. */
import all from './texts.json';

export type Language = keyof typeof all;
export type Texts = Readonly<(typeof all)['ja']>;

/** `easy`, `ja-easy` and `ja-x-easy` are やさしい日本語; a language without texts gets Japanese. */
export function languageFor(tag: string): Language {
  if (/(^|-)easy$/i.test(tag)) return 'easy';
  return /^en(-|$)/i.test(tag) ? 'en' : 'ja';
}

export function textsFor(element: Element): Texts {
  return all[languageFor(languageOf(element))];
}

/** The language that holds at an element: its own or that of what it stands in. */
function languageOf(element: Element): string {
  for (let at: Node | null = element; at !== null; at = up(at))
    if (at instanceof Element && at.hasAttribute('lang')) return at.getAttribute('lang') ?? '';
  return '';
}

function up(node: Node): Node | null {
  return node instanceof ShadowRoot ? node.host : node.parentNode;
}

/** One text for one, another for any other number. */
export function counted(one: string, many: string, n: number): string {
  return n === 1 ? one : many.replace('{n}', String(n));
}
