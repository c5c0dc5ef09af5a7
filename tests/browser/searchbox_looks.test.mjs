// What is proved here, of how the search box looks:
//  - axe-core finds nothing against WCAG 2.2 A and AA: closed, open, with an active suggestion, without
//    any, and without the script; in light, dark and forced colours; on a telephone or a desktop, or,
//    tortured, on both
//  - nothing is cut off at 320 px and at text of 200 %
//  - whatever can be pressed is 44 px high and wide at least; text has 18 px, small text 14
//  - it follows the page's colour scheme: dark only where the page is
//  - nothing moves where less movement is asked for
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, assertFitsWidth, desktop, open, phone, picture } from './lib/browser.mjs';
import { activeText, bare, inputOf, listOf, optionsOf, ownForm, stage, torture, typed } from './lib/box.mjs';

const all = stage();

const looks = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  forced: { forcedColors: 'active' },
  'forced-dark': { forcedColors: 'active', colorScheme: 'dark' },
};

async function everyState(page, name) {
  const look = async (state) => {
    await picture(page, `${name}-${state}`);
    await assertAccessible(page, `${name}, ${state}`);
    await assertFitsWidth(page, `${name}, ${state}`);
  };
  await look('closed');
  await typed(page, 'こ');
  await page.getByRole('status').filter({ hasText: /\d/ }).waitFor();
  await look('open');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await activeText(page), null);
  await look('active');
  await page.keyboard.insertText('んなものはないぞ');
  await listOf(page).waitFor({ state: 'hidden' });
  await page.getByRole('status').filter({ hasText: 'ありません' }).waitFor();
  await look('empty');
}

const devices = Object.entries({ phone, desktop });
for (const [i, [look, colours]] of Object.entries(looks).entries())
  for (const [size, device] of torture ? devices : [devices[i % devices.length]])
    test(`accessible in every state: ${look}, ${size}`, async () => {
      const page = await all.show({ ...device, ...colours, reducedMotion: 'reduce' });
      await everyState(page, `${look}-${size}`);
    });

test('accessible with a form of its own making, and before the script comes', async () => {
  await assertAccessible(await all.show({ box: bare }), 'own making');
  // axe-core itself needs scripts.
  const without = (context) => context.route('**/searchbox.js', (route) => route.abort());
  const plain = await all.show({ before: without });
  assert.equal(await plain.getByRole('combobox').count(), 0);
  await assertAccessible(plain, 'plain form');
});

test('fits its width without JavaScript', async () => {
  const page = await all.show({ javaScriptEnabled: false, ...phone });
  await picture(page, 'no-script');
  await assertFitsWidth(page, 'without JavaScript');
});

test('the example page is accessible and has two boxes', async () => {
  for (const device of [phone, desktop]) {
    const page = await open(all.browser, `${all.daemon.origin}/embed-example`, device);
    assert.equal(await page.getByRole('combobox', { name: '協働事業をさがす' }).count(), 2);
    await picture(page, `example-${device.viewport.width}`);
    await assertAccessible(page, 'example');
    await assertFitsWidth(page, 'example');
  }
});

test('names of projects wrap at 320 px, and so does text of twice the size', async () => {
  const box = (daemon) => `${ownForm(daemon)}`;
  for (const big of [false, true]) {
    const page = await all.show({ ...phone, box });
    if (big)
      await page.evaluate(() => document.querySelector('kyodo-search').style.setProperty('--kyodo-font-size', '36px'));
    await typed(page, '小金井');
    await assertFitsWidth(page, big ? 'twice the size' : '320 px');
    await picture(page, big ? 'phone-200' : 'phone-names');
    const [list, wide] = await listOf(page).evaluate((e) => [e.clientWidth, e.scrollWidth]);
    assert.ok(wide <= list, `${wide} px in a list of ${list}`);
  }
});

test('targets and text are large enough', async () => {
  const page = await all.show(phone);
  await typed(page, 'こ');
  const targets = [inputOf(page), page.getByRole('button', { name: '検索' }), ...(await optionsOf(page).all())];
  for (const target of targets) {
    const { width, height } = await target.boundingBox();
    assert.ok(width >= 44 && height >= 44, `${width} x ${height}`);
    assert.ok((await target.evaluate((e) => parseFloat(getComputedStyle(e).fontSize))) >= 18);
  }
  for (const small of await page.locator('kyodo-search').locator('.reading, .count').all())
    assert.ok((await small.evaluate((e) => parseFloat(getComputedStyle(e).fontSize))) >= 14);
});

const brightness = (locator) =>
  locator.evaluate((e) => {
    const rgb = getComputedStyle(e).backgroundColor.match(/\d+/g).map(Number);
    return (rgb[0] + rgb[1] + rgb[2]) / 3;
  });

test('dark only where the page is, or where the attribute says so', async () => {
  const dark = { colorScheme: 'dark' };
  const theme = (value) => (daemon) => bare(daemon, `theme="${value}"`);
  assert.ok((await brightness(inputOf(await all.show(dark)))) < 64);
  assert.ok((await brightness(inputOf(await all.show({ ...dark, scheme: 'light' })))) > 192);
  assert.ok((await brightness(inputOf(await all.show({ ...dark, box: theme('light') })))) > 192);
  assert.ok((await brightness(inputOf(await all.show({ colorScheme: 'light', box: theme('dark') })))) < 64);
});

test('the active suggestion differs by more than its colour', async () => {
  const page = await all.show();
  await typed(page, 'こ');
  await page.keyboard.press('ArrowDown');
  const shadowOf = (i) => optionsOf(page).nth(i).evaluate((e) => getComputedStyle(e).boxShadow);
  assert.match(await shadowOf(0), /inset/);
  assert.equal(await shadowOf(1), 'none');
});

test('moves nothing where less movement is asked for', async () => {
  const animations = async (reducedMotion) => {
    const page = await all.show({ reducedMotion });
    await typed(page, 'こ');
    return listOf(page).evaluate((e) => getComputedStyle(e).animationName);
  };
  assert.equal(await animations('reduce'), 'none');
  assert.notEqual(await animations('no-preference'), 'none');
});
