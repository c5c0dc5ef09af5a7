// What is proved here, of every screen of the kiosk, upright and lying:
//  - axe-core finds no broken rule of WCAG 2.2, A and AA; in strong colours and forced ones contrast
//  - what is touched is 60 px and more with 8 px between, no text is under 20 px
//  - nothing is cut off or wider than the screen, with text at twice its size, with the longest name
//    and the longest description, with furigana
//  - three languages, one tap away, and the way to the beginning, on every screen
//  - a project is read aloud where there is a voice, and the button is hidden where there is none
//  - nothing moves where the visitor's system asks for that
// Tortured: every screen in every language, size and colour.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, picture } from './lib/browser.mjs';
import { answer, kept, landscape, portrait, settled, stage, tap, torture } from './lib/kiosk.mjs';

const all = stage('--kiosk-idle', '30');

async function search(page, words) {
  await tap(page, '.words');
  await page.keyboard.insertText(words);
  await page.keyboard.press('Enter');
  await page.locator('.found').waitFor();
  await settled(page);
}

async function longest(field) {
  const { hits } = await answer(all.daemon, '/v1/search', { limit: 100 });
  return hits.reduce((a, b) => ([...a[field]].length >= [...b[field]].length ? a : b));
}

async function project(page, field) {
  const { id, name } = await longest(field);
  await search(page, `"${name}"`);
  await tap(page, `.card[data-id="${id}"]`);
  await tap(page, '[data-hold=furigana]');
}

const screens = {
  start: async () => undefined,
  values: (page) => tap(page, '[data-facet=category]'),
  departments: (page) => tap(page, '[data-facet=department]'),
  typing: async (page) => {
    await tap(page, '.words');
    await tap(page, '[data-key="こ"]');
  },
  letters: async (page) => {
    await tap(page, '.words');
    await tap(page, '[data-board=abc]');
  },
  results: async (page) => {
    await tap(page, '[data-facet=category]');
    await tap(page, '[data-value="環境保全"]');
  },
  narrow: async (page) => {
    await search(page, '公園');
    await tap(page, '.narrow-by[data-facet=partner]');
  },
  digits: async (page) => {
    await tap(page, '.words');
    await tap(page, '[data-board=digits]');
  },
  nothing: (page) => search(page, 'ぬるぽがっ'),
  relaxed: (page) => search(page, '子育て ほたる'),
  gone: async (page) => {
    await page.route('**/v1/projects/*', (route) => route.fulfill({ status: 404, body: '{}' }));
    await tap(page, '[data-facet=category]');
    await tap(page, '[data-value="環境保全"]');
    await page.locator('.card').first().tap();
    await page.locator('.card').first().waitFor({ state: 'detached' });
    await settled(page);
  },
  'without the daemon': async (page) => {
    await kept(page, 77);
    await page.route('**/v1/**', (route) => route.abort());
    await tap(page, '.words');
    await tap(page, '[data-key="こ"]');
    await page.locator('.banner p').waitFor();
  },
  'longest name': (page) => project(page, 'name'),
  'longest description': (page) => project(page, 'description'),
};

/** Chromium tells what these break off on purpose. */
const brokenOff = new Set(['gone', 'without the daemon']);

/** In the page: what is too small, too near, or cut off. */
function faultsThere() {
  const faults = [];
  const name = (e) => `${e.className || e.tagName} ${e.textContent.trim().slice(0, 20)}`;
  const seen = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility === 'visible';
  const touched = [...document.querySelectorAll('button, input')].filter(seen);
  const boxes = touched.map((e) => e.getBoundingClientRect());
  const part = (e) => e.closest('dialog, .bar, .tools, .view');
  for (const [i, a] of boxes.entries()) {
    if (a.width < 60 || a.height < 60) faults.push(`${name(touched[i])}: ${a.width} × ${a.height}`);
    for (let k = i + 1; k < boxes.length; k++) {
      const b = boxes[k];
      const apart = Math.max(a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom);
      if (part(touched[i]) === part(touched[k]) && apart < 7.9 && touched[i].closest('.found') === touched[k].closest('.found') && touched[i].closest('.offers') === touched[k].closest('.offers'))
        faults.push(`${name(touched[i])} and ${name(touched[k])}: ${apart} apart`);
    }
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const at = texts.currentNode.parentElement;
    const size = parseFloat(getComputedStyle(at).fontSize);
    if (texts.currentNode.data.trim() !== '' && at.closest('script, noscript, rp, .unseen') === null && size < 20) faults.push(`${name(at)}: ${size} px`);
  }
  for (const e of document.querySelectorAll('html, .view, .bar, .tools, button, h1:not(.unseen), dd, .card-name'))
    if (seen(e) && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline') faults.push(`${name(e)}: ${e.scrollWidth} px wide in ${e.clientWidth}`);
  for (const e of document.querySelectorAll('dialog[open]')) if (e.scrollHeight > e.clientHeight + 1) faults.push('a dialog: cut off');
  for (const e of touched) if (e.tagName === 'BUTTON' && e.scrollHeight > e.clientHeight + 1) faults.push(`${name(e)}: cut off`);
  if (document.querySelector('.view').clientHeight < 200) faults.push('no room between the bars');
  return faults;
}

async function assertGood(page, state) {
  assert.deepEqual(await page.evaluate(faultsThere), [], state);
  assert.equal(await page.locator('.home').count(), 1, state);
  assert.equal(await page.locator('.language').count(), 3, state);
}

const shapes = { upright: portrait, lying: landscape };
const languages = ['ja', 'easy', 'en'];

/** The taps that bring a look: text size, colours. */
async function dress(page, { size = 0, strong = false, lang = 'ja' }) {
  if (lang !== 'ja') await tap(page, `[data-hold=language-${lang}]`);
  for (let i = 0; i < size; i++) await tap(page, '[data-hold=size]');
  if (strong) await tap(page, '[data-hold=contrast]');
}

const looks = torture
  ? languages.flatMap((lang) => [0, 1, 2].flatMap((size) => [false, true].map((strong) => ({ lang, size, strong }))))
  : null;

for (const [i, [state, go]] of Object.entries(screens).entries())
  for (const [shape, size] of Object.entries(shapes))
    test(`${state}, ${shape}`, async () => {
      // Upright as most will see it, lying with what is largest and strongest; every other the other way.
      const usual = (shape === 'lying') === (i % 2 === 1);
      const one = { lang: languages[(i + (shape === 'lying')) % 3], size: usual ? 0 : 2, strong: !usual && i % 3 === 0 };
      for (const look of looks ?? [one]) {
        const page = await all.show(size);
        await go(page);
        await dress(page, look);
        const told = `${state} ${shape} ${look.lang} ${look.size}${look.strong ? ' strong' : ''}`;
        await assertGood(page, told);
        await assertAccessible(page, told);
        await picture(page, `kiosk-${told}`.replace(/ /g, '-'));
        assert.deepEqual(page.faults.filter((fault) => !brokenOff.has(state) || !fault.startsWith('Failed to load resource')), [], told);
        await page.context().close();
      }
    });

test('the question, and who passes by', async () => {
  for (const [shape, look] of [[portrait, { lang: 'easy', size: 2 }], [landscape, { lang: 'en', size: 2 }], [portrait, {}]]) {
    const page = await all.show(shape, { before: (context) => context.clock.install() });
    await page.clock.runFor(31_000);
    await page.locator('.attract').waitFor();
    await settled(page);
    await assertGood(page, 'attract');
    await assertAccessible(page, 'attract');
    await picture(page, `kiosk-attract-${shape.viewport.width}`);
    await tap(page, '.touch');
    await tap(page, '.words');
    await dress(page, look);
    await page.clock.runFor(31_000);
    await page.locator('dialog[open]').waitFor();
    assert.deepEqual(await page.evaluate(faultsThere), []);
    await assertAccessible(page, 'asking');
    await picture(page, `kiosk-asking-${shape.viewport.width}`);
    await page.context().close();
  }
});

test('in forced colours keys that lead nowhere still look so', async () => {
  const page = await all.show(portrait, { forcedColors: 'active' });
  await screens.typing(page);
  await assertAccessible(page, 'forced');
  const [dim, lit] = await page.evaluate(() =>
    ['true', 'false'].map((off) => getComputedStyle(document.querySelector(`[data-kana][aria-disabled=${off}]`)).color));
  assert.notEqual(dim, lit);
});

test('nothing moves where that is asked for', async () => {
  const page = await all.show(portrait, { before: (context) => context.clock.install() });
  await page.clock.runFor(31_000);
  await page.locator('.slide').waitFor();
  assert.equal(await page.locator('.slide').evaluate((slide) => getComputedStyle(slide).animationName), 'none');
});

test('a voice reads, and without one there is no button', async () => {
  const mute = await all.show();
  await screens.results(mute);
  await tap(mute, '.card');
  assert.equal(await mute.locator('.record-tools .tool').nth(1).isVisible(), false);
  const page = await all.show(portrait, {
    before: (context) => context.addInitScript(() => {
      window.said = [];
      speechSynthesis.getVoices = () => [{ lang: 'ja-JP' }];
      speechSynthesis.speak = (words) => window.said.push(words.text);
    }),
  });
  await screens.results(page);
  await tap(page, '.card');
  await page.locator('.record-tools .tool').nth(1).tap();
  const name = await page.locator('h1').textContent();
  const said = await page.evaluate(() => window.said);
  assert.equal(said.length, 1);
  assert.ok(said[0].startsWith(name));
});
