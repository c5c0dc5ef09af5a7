// What is proved here, by axe-core with the rules for WCAG 2.2 A and AA, and by the browser's width:
//  - no page breaks a rule: each state in a language, at 1280 or 320 px; some in every look, which is
//    light, dark and in forced colours; with suggestions open; after it was changed in place; before
//    there is an index. Tortured: every state in every language and look
//  - nothing is wider than the screen, at 320 px, too (which is 1280 px at 400 %): every state
//  - records are marked as Japanese on English pages
// Axe counts contrast where it can tell the colours; in forced colours they are the visitor's.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { assertAccessible, assertFitsWidth, picture } from './lib/browser.mjs';
import { Daemon } from './lib/daemon.mjs';
import { boxOf, languages, spoken, spokenStates, stage, states, torture, valueOf } from './lib/pages.mjs';

const all = stage();
const wide = { width: 1280, height: 800 };
const narrow = { width: 320, height: 640 };
const byColour = ['color-contrast', 'link-in-text-block'];

// What differs most: a form and lists, chips, a picture, furigana.
const representative = ['filtered', 'narrowed picture', 'furigana'];

async function assertGood(page, state, { size, colours, rules, name }) {
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', ...colours });
  await assertAccessible(page, `${state}, ${name}`, rules);
  await assertFitsWidth(page, `${state}, ${name}`);
  await picture(page, `${state}-${name}`.replace(/ /g, '-'));
}

const plain = [
  { size: wide, name: 'wide' },
  { size: narrow, name: 'narrow' },
];
const coloured = [
  { size: wide, colours: { colorScheme: 'dark' }, rules: byColour, name: 'wide dark' },
  { size: narrow, colours: { forcedColors: 'active' }, rules: byColour, name: 'narrow forced' },
];

async function everyLook(page, state) {
  for (const look of [...plain, ...coloured]) await assertGood(page, state, look);
}

for (const [i, [state, address, lang]] of spokenStates.entries())
  test(`${state}, ${lang}`, async () => {
    const page = await all.show(spoken(address, lang), { reducedMotion: 'reduce' });
    if (torture || representative.includes(state)) return everyLook(page, `${state} ${lang}`);
    const [look, other] = i % 2 === 0 ? plain : [...plain].reverse();
    await page.setViewportSize(other.size);
    await assertFitsWidth(page, `${state} ${lang}, ${other.name}`);
    return assertGood(page, `${state} ${lang}`, look);
  });

test('with suggestions open, and after a change in place', async () => {
  const page = await all.show('/', { reducedMotion: 'reduce' });
  await boxOf(page).click();
  await page.keyboard.insertText('公');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await assertGood(page, 'suggestions', plain[0]);
  for (const look of coloured) await assertGood(page, 'suggestions', look);
  await page.keyboard.press('Escape');
  await valueOf(page, 'category', '環境保全').click();
  await page.locator('.chip').waitFor();
  await assertGood(page, 'in place', plain[1]);
});

test('before there is an index', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'kyodo-none-'));
  const daemon = await Daemon.on(folder);
  try {
    for (const lang of languages) {
      const context = await all.browser.newContext();
      const page = await context.newPage();
      const response = await page.goto(`${daemon.origin}/?lang=${lang}`);
      assert.equal(response.status(), 503);
      await assertGood(page, `unavailable ${lang}`, plain[1]);
    }
  } finally {
    await daemon.stop();
    await rm(folder, { recursive: true });
  }
});

test('what was published is marked as Japanese where the page is not', async () => {
  // Without the dot between words, which is no word.
  const japanese = /[\u3041-\u30fa\u30fc-\u30ff\u4e00-\u9fff]/.source;
  for (const [state, address] of Object.entries(states)) {
    const page = await all.show(spoken(address, 'en'));
    const unmarked = await page.evaluate((source) => {
      const pattern = new RegExp(source);
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) {
        const { parentElement: e, data } = walker.currentNode;
        // In <del> stands what the visitor has typed.
        if (!e.closest('script, del') && pattern.test(data) && e.closest('[lang]').getAttribute('lang') !== 'ja') found.push(data.trim());
      }
      return found;
    }, japanese);
    assert.deepEqual([...new Set(unmarked)], [], state);
    await page.context().close();
  }
});
