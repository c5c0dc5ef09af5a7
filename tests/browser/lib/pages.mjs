// The daemon's own pages in the browser.
import { after, afterEach, before } from 'node:test';
import { Daemon } from './daemon.mjs';
import { launch, open } from './browser.mjs';

/** Every kind of page and state, by what it shows. */
export const states = {
  front: '/',
  results: '/?q=小金井',
  filtered: '/?q=公園&category=環境保全&partner=町会・自治会',
  relaxed: '/?q=公園 量子力学',
  corrected: '/?q=ボランテア',
  'nothing found': '/?q=量子力学',
  'nothing with these filters': '/?q=公園&category=保健、医療',
  'bad parameter': '/?sort=upside-down&q=公園',
  'past the end': '/?q=公園&offset=60',
  project: '/projects/2020-34',
  furigana: '/projects/2020-19?furigana=on',
  'category by partner': '/overview',
  'category by form': '/overview?view=category-form',
  'department by category': '/overview?view=department-category&q=小金井',
  'narrowed picture': '/overview?category=環境保全&category=福祉&partner=NPO法人',
  data: '/data',
  'not found': '/projects/nothing',
};

export const languages = ['ja', 'easy', 'en'];

/** Everything in every way, however long it takes; else each thing in one, and a few in all. */
export const torture = process.env.KYODO_TORTURE === '1';

/** [state, address, language]: every state in every language, or each in one of them by turns. */
export const spokenStates = Object.entries(states).flatMap(([state, address], i) =>
  (torture ? languages : [languages[i % languages.length]]).map((lang) => [state, address, lang]),
);

/** The address in another language. */
export const spoken = (path, lang) => `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`;

/** Starts and stops, round the tests of a file, the browser and the daemon. */
export function stage(...options) {
  const all = {};
  before(async () => {
    [all.browser, all.daemon] = await Promise.all([launch(), Daemon.start(...options)]);
  });
  afterEach(async () => {
    await Promise.all(all.browser.contexts().map((context) => context.close()));
  });
  after(async () => {
    await all.browser?.close();
    await all.daemon?.stop();
  });
  /** A page in a context of its own. */
  all.show = (path, more = {}) => open(all.browser, all.daemon.origin + path, more);
  return all;
}

export const statusOf = (page) => page.locator('#status');
export const boxOf = (page) => page.locator('input[name=q]');
export const hitsOf = (page) => page.locator('.results .hit h3 > a');

/** What answers, to compare two pages. */
export const answerOf = async (page) => ({
  title: await page.title(),
  status: await statusOf(page).innerText(),
  hits: await hitsOf(page).allInnerTexts(),
  chips: await page.locator('.chip').allInnerTexts(),
  word: await boxOf(page).inputValue(),
});

/** The link of a facet's value. */
export const valueOf = (page, facet, label) =>
  page.locator(`details[data-facet="${facet}"] a.value`).filter({ has: page.getByText(label, { exact: true }) });

/** What stands in the address, decoded. */
export const parameters = (page) => Object.fromEntries(new URL(page.url()).searchParams);
