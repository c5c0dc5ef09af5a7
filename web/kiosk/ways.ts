/** To the beginning and to another language: on every screen, and beside the question who is there. */
import type { App } from './app';
import { button, h } from './dom';
import { icon } from './icons';
import type { Language } from './types';

const languages: readonly (readonly [Language, string, string])[] = [
  ['ja', 'ja', '日本語'],
  ['easy', 'ja', 'やさしい日本語'],
  ['en', 'en', 'English'],
];

export function homeButton(app: App, tapped: () => void): HTMLElement {
  return button({ class: 'home' }, tapped, icon('house'), h('span', {}, app.texts.say('home')));
}

export function languageButtons(app: App, tapped: (language: Language) => void): HTMLElement {
  const made = languages.map(([language, tag, name]) =>
    h('li', {}, button(
      { class: 'language', lang: tag, 'aria-pressed': String(language === app.texts.language), 'data-hold': `language-${language}` },
      () => tapped(language), name)));
  return h('ul', { class: 'languages', 'aria-label': app.texts.name('languages') }, ...made);
}
