// What is proved here, of operating the pages:
//  - by keyboard alone everything that can be pressed is reached, in the order in which it stands, with a
//    focus that is seen and not covered, and left again
//  - the first Tab gives the way past the header
//  - facets open and close, links and the form work, by keys and by touch
//  - what can be pressed has 24 px at least; what stands alone 44, but for links within text and numbers
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { phone } from './lib/browser.mjs';
import { boxOf, parameters, spoken, spokenStates, stage, states, valueOf } from './lib/pages.mjs';

const all = stage();

const visible = (selector) => `${selector}:not([hidden])`;
const pressable = ['a[href]', 'button', 'input:not([type=hidden])', 'summary', '[tabindex="0"]'].map(visible).join(',');

/** Everything that can have the focus, in the document's order, those of the box included. */
const focusable = (page) =>
  page.evaluate((selector) => {
    const found = [];
    const walk = (root) => {
      for (const e of root.querySelectorAll('*')) {
        if (e.matches(selector) && e.checkVisibility()) found.push(e);
        if (e.shadowRoot) walk(e.shadowRoot);
      }
    };
    walk(document);
    globalThis.found = found;
    return found.length;
  }, pressable);

const active = (page) =>
  page.evaluate(() => {
    let e = document.activeElement;
    while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
    if (e === null || e === document.body) return null;
    const style = getComputedStyle(e);
    const box = e.getBoundingClientRect();
    const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return { at: globalThis.found.indexOf(e), html: e.outerHTML.slice(0, 120), seen, inView };
  });

for (const state of ['front', 'filtered', 'nothing found', 'project', 'category by partner', 'data', 'not found'])
  test(`the Tab key reaches everything in order, and the focus is seen: ${state}`, async () => {
    const page = await all.show(states[state]);
    const n = await focusable(page);
    assert.ok(n > 5);
    for (let i = 0; i < n; i++) {
      await page.keyboard.press('Tab');
      const now = await active(page);
      assert.ok(now !== null, `${i}: nowhere`);
      assert.equal(now.at, i, now.html);
      assert.ok(now.seen, `no outline: ${now.html}`);
      assert.ok(now.inView, `out of sight: ${now.html}`);
    }
    await page.keyboard.press('Tab');
    assert.equal((await active(page))?.at ?? -1, -1);
  });

test('the first Tab leads past the header', async () => {
  for (const path of ['/', '/projects/2020-34', '/overview', '/data']) {
    const page = await all.show(path);
    await page.keyboard.press('Tab');
    const skip = page.locator('.skip');
    assert.ok(await skip.evaluate((e) => e === document.activeElement));
    const { x, y } = await skip.boundingBox();
    assert.ok(x >= 0 && y >= 0, `${x}, ${y}`);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const inMain = await page.evaluate(() => document.activeElement.closest('main') !== null);
    assert.ok(inMain, path);
  }
});

test('a search by keyboard alone: words, a facet opened, a value, the chip', async () => {
  const page = await all.show('/');
  const tabTo = async (locator) => {
    for (let i = 0; i < 200; i++) {
      await page.keyboard.press('Tab');
      if (await locator.evaluate((e) => e.getRootNode().activeElement === e)) return;
    }
    assert.fail('not reached');
  };
  await tabTo(boxOf(page));
  await page.keyboard.insertText('公園');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.searchParams.get('q') === '公園', { waitUntil: 'commit' });
  const partner = page.locator('details[data-facet=partner] summary');
  await tabTo(partner);
  await page.keyboard.press('Space');
  await tabTo(valueOf(page, 'partner', '町会・自治会'));
  await page.keyboard.press('Enter');
  await page.locator('.chip').waitFor();
  assert.deepEqual(parameters(page), { q: '公園', partner: '町会・自治会' });
  await page.locator('#main').focus();
  await tabTo(page.locator('.chip'));
  await page.keyboard.press('Enter');
  await page.locator('.chip').waitFor({ state: 'detached' });
  assert.deepEqual(parameters(page), { q: '公園' });
});

test('what is scrolled sideways is scrolled by keys', async () => {
  const page = await all.show('/overview', phone);
  for (const region of ['.picture', '.numbers-scroll']) {
    const scroller = page.locator(region);
    await scroller.focus();
    const before = await scroller.evaluate((e) => e.scrollLeft);
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(([s, was]) => document.querySelector(s).scrollLeft > was, [region, before]);
  }
});

test('touch opens facets, chooses and searches', async () => {
  const page = await all.show('/', phone);
  await page.locator('details[data-facet=partner] summary').tap();
  await valueOf(page, 'partner', '町会・自治会').tap();
  await page.locator('.chip').waitFor();
  await boxOf(page).tap();
  await page.keyboard.insertText('公園');
  await page.getByRole('option').first().waitFor();
  await page.getByRole('option').first().tap();
  await page.waitForURL((url) => url.searchParams.has('q') && url.searchParams.has('partner'), { waitUntil: 'commit' });
});

/** Sizes of what can be pressed, without links in running text. */
const targets = (page) =>
  page.evaluate((selector) => {
    const found = [];
    const walk = (root) => {
      for (const e of root.querySelectorAll('*')) {
        if (e.shadowRoot) walk(e.shadowRoot);
        if (!e.matches(selector) || !e.checkVisibility() || e.tabIndex < 0 || e.matches('div, .skip')) continue;
        const { width, height } = e.getBoundingClientRect();
        const own = e.matches('.site-nav a, .languages a, .search *, button, input, summary, .value, .chip, .button, .sorts a, .pages a, .views a');
        found.push({ html: e.outerHTML.slice(0, 100), width, height, own });
      }
    };
    walk(document);
    return found;
  }, pressable);

test('whatever can be pressed is large enough', async () => {
  for (const [state, path, lang] of spokenStates) {
    const page = await all.show(spoken(path, lang), phone);
    const found = await targets(page);
    assert.ok(found.length > 5, state);
    const small = found.filter(({ width, height, own }) => Math.min(width, height) < (own ? 43.9 : 23.9));
    assert.deepEqual(small, [], `${state}, ${lang}`);
    await page.context().close();
  }
});
