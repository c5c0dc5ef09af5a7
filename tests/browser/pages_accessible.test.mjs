// What is proved here, by axe-core with the rules for WCAG 2.2 A and AA, and by the browser's width:
//  - no page breaks a rule: every state, in every language, light, dark and in forced colours, at 1280
//    and 320 px; with suggestions open; after it was changed in place; before there is an index
//  - nothing is wider than the screen, at 320 px, too (which is 1280 px at 400 %)
//  - records are marked as Japanese on English pages
// Axe counts contrast where it can tell the colours; in forced colours they are the visitor's.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { assertAccessible, assertFitsWidth, picture } from './lib/browser.mjs';
import { Daemon } from './lib/daemon.mjs';
import { boxOf, languages, spoken, stage, states, valueOf } from './lib/pages.mjs';

const all = stage();
const wide = { width: 1280, height: 800 };
const narrow = { width: 320, height: 640 };
const byColour = ['color-contrast', 'link-in-text-block'];

async function everyLook(page, state) {
  const look = async (size, colours, rules, name) => {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', ...colours });
    await assertAccessible(page, `${state}, ${name}`, rules);
    await assertFitsWidth(page, `${state}, ${name}`);
    await picture(page, `${state}-${name}`.replace(/ /g, '-'));
  };
  await look(wide, {}, null, 'wide');
  await look(wide, { colorScheme: 'dark' }, byColour, 'wide dark');
  await look(narrow, { forcedColors: 'active' }, byColour, 'narrow forced');
  await look(narrow, {}, null, 'narrow');
}

for (const lang of languages)
  for (const [state, address] of Object.entries(states))
    test(`${state}, ${lang}`, async () => {
      const page = await all.show(spoken(address, lang), { reducedMotion: 'reduce' });
      await everyLook(page, `${state} ${lang}`);
    });

test('with suggestions open, and after a change in place', async () => {
  const page = await all.show('/', { reducedMotion: 'reduce' });
  await boxOf(page).click();
  await page.keyboard.insertText('公');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await everyLook(page, 'suggestions');
  await page.keyboard.press('Escape');
  await valueOf(page, 'category', '環境保全').click();
  await page.locator('.chip').waitFor();
  await everyLook(page, 'in place');
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
      await everyLook(page, `unavailable ${lang}`);
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
  }
});
