// A page of another origin with the search box on it, and the daemon behind.
import { after, afterEach, before } from 'node:test';
import { Daemon } from './daemon.mjs';
import { launch, open } from './browser.mjs';
import { Site } from './site.mjs';

export { torture } from './pages.mjs';

/** The page's own form round an input. */
export const ownForm = (daemon) => `
<kyodo-search action="${daemon.origin}/">
  <form action="${daemon.origin}/" method="get">
    <input type="hidden" name="from" value="box">
    <label for="words">協働事業をさがす</label>
    <input id="words" type="search" name="q">
    <button>検索</button>
  </form>
</kyodo-search>`;

export const bare = (daemon, attributes = '') =>
  `<kyodo-search action="${daemon.origin}/" ${attributes}></kyodo-search>`;

/** A page of a city: nothing inline, a sheet that would spoil a box without walls. */
const document = ({ box, host, lang = 'ja', scheme = 'light dark' }) => `<!DOCTYPE html>
<html lang="${lang}"><head><meta charset="utf-8"><title>みほん市</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${scheme}">
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/embed-example.css">
<script src="${host}/searchbox.js" defer></script></head>
<body><main><h1>みほん市</h1>${box}<p><a href="#top" id="after">このページの先頭へ</a></p></main></body></html>`;

export const policy = (host, daemon) =>
  `default-src 'none'; script-src 'self' ${host}; connect-src ${daemon.origin}; style-src 'self'; ` +
  `form-action ${daemon.origin}; img-src 'self'; base-uri 'none'`;

/**
 * Starts and stops, round the tests of a file: the browser, a site that the daemon's configuration
 * allows, one that it does not, and the daemon.
 */
export function stage() {
  const all = {};
  before(async () => {
    [all.site, all.stranger, all.browser] = await Promise.all([Site.start(), Site.start(), launch()]);
    all.daemon = await Daemon.start('--allow-origin', all.site.origin);
    all.host = all.daemon.origin;
  });
  afterEach(async () => {
    await Promise.all(all.browser.contexts().map((context) => context.close()));
  });
  after(async () => {
    await all.browser?.close();
    await Promise.all([all.site, all.stranger, all.daemon].map((one) => one?.stop()));
  });

  /** A new page with the box. box: a function of the daemon; from: the site it stands on. */
  all.show = async ({ box = ownForm, from = all.site, lang, scheme, ...options } = {}) => {
    const html = document({ box: box(all.daemon), host: all.host, lang, scheme });
    const url = from.page('page', html, { 'Content-Security-Policy': policy(all.host, all.daemon) });
    return open(all.browser, url, options);
  };
  return all;
}

export const inputOf = (page) => page.getByRole('combobox');
export const listOf = (page) => page.getByRole('listbox');
export const optionsOf = (page) => page.getByRole('option');

/** The text of the option that aria-activedescendant names in the input's own root, or null. */
export const activeText = (page) =>
  inputOf(page).evaluate((input) => {
    const id = input.getAttribute('aria-activedescendant');
    const option = id === null ? null : input.getRootNode().getElementById(id);
    if (option !== null && option.getAttribute('aria-selected') !== 'true') return 'not selected';
    return option?.querySelector('.text').textContent ?? null;
  });

export async function isOpen(page) {
  const [told, seen] = await Promise.all([
    inputOf(page).getAttribute('aria-expanded'),
    listOf(page).isVisible(),
  ]);
  if ((told === 'true') !== seen) throw new Error(`aria-expanded is ${told}, the list is ${seen ? '' : 'not '}visible`);
  return seen;
}

/** Type as people do and wait for the list. */
export async function typed(page, text) {
  await inputOf(page).click();
  await page.keyboard.insertText(text);
  await listOf(page).waitFor();
}
