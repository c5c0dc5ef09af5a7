// What is proved here, of text made larger or wider by the visitor:
//  - with text of 200 %, and spaced as WCAG 1.4.12 says, no page is wider than the screen, and no text is
//    cut off in its box: every state, in one language by turns, or, tortured, in each; at 1280 and 320 px
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertFitsWidth, picture } from './lib/browser.mjs';
import { spoken, spokenStates, stage, torture } from './lib/pages.mjs';

const all = stage();
const wide = { width: 1280, height: 800 };
const narrow = { width: 320, height: 640 };

// A browser's own text size is what rem counts by.
const twice = 'html { font-size: 225% !important }';
const spaced = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }';

/** Texts that are cut off in their boxes. */
const cutOff = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main *, header *, footer *')]
      .filter((e) => !e.closest('svg, .unseen, .results > h2, .picture, .numbers-scroll') && e.getClientRects().length > 0)
      .filter((e) => ['hidden', 'clip'].includes(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1)
      .map((e) => e.outerHTML.slice(0, 80)),
  );

async function restyle(page, css) {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, css);
}

const ways = { 'text of 200 %': twice, 'text spaced': spaced };

for (const [state, address, lang] of spokenStates)
  test(`${state}, ${lang}${torture ? ', tortured' : ''}`, async () => {
    const page = await all.show(spoken(address, lang));
    for (const [how, css] of Object.entries(ways)) {
      await restyle(page, css);
      for (const size of [wide, narrow]) {
        await page.setViewportSize(size);
        await assertFitsWidth(page, `${how}, ${size.width} px`);
        assert.deepEqual(await cutOff(page), [], `${how}, ${size.width} px`);
      }
      await picture(page, `${state}-${lang}-${how.replace(/\W+/g, '')}`.replace(/ /g, '-'));
    }
  });
