// What is proved here, of the search box by mouse and touch:
//  - a click, a tap on a suggestion searches for it; a press that ends elsewhere does not
//  - a touch that scrolls the list chooses nothing and leaves it open
//  - the list closes when the focus goes, and when something beside it is pressed; a click opens it
//  - it stays open and in place when the window changes its size, above the input where there is no
//    room below
//  - the page's own button searches for what was typed
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { phone } from './lib/browser.mjs';
import { bare, inputOf, isOpen, listOf, optionsOf, stage, typed } from './lib/box.mjs';

const all = stage();

const searched = async (page, act) => {
  await Promise.all([page.waitForURL(`${all.daemon.origin}/?*`), act]);
  return new URL(page.url()).searchParams.get('q');
};

test('a click chooses', async () => {
  const page = await all.show();
  await typed(page, 'こ');
  const third = (await all.daemon.suggestions('こ'))[2].text;
  assert.equal(await searched(page, optionsOf(page).nth(2).click()), third);
});

test('a tap chooses', async () => {
  const page = await all.show(phone);
  await inputOf(page).tap();
  await page.keyboard.insertText('こ');
  await listOf(page).waitFor();
  const second = (await all.daemon.suggestions('こ'))[1].text;
  assert.equal(await searched(page, optionsOf(page).nth(1).tap()), second);
});

test('a press that is dragged away chooses nothing', async () => {
  const page = await all.show();
  await typed(page, 'こ');
  const from = await optionsOf(page).first().boundingBox();
  const to = await inputOf(page).boundingBox();
  await page.mouse.move(from.x + 20, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y + 10);
  await page.mouse.up();
  assert.equal(await inputOf(page).inputValue(), 'こ');
  assert.ok(page.url().startsWith(all.site.origin));
});

test('pressing into the list leaves the focus in the input', async () => {
  const page = await all.show();
  await typed(page, 'こ');
  const box = await optionsOf(page).first().boundingBox();
  await page.mouse.move(box.x + 20, box.y + 10);
  await page.mouse.down();
  assert.equal(await isOpen(page), true);
  assert.ok(await inputOf(page).evaluate((input) => input.getRootNode().activeElement === input));
  await page.mouse.up();
});

test('a touch that scrolls the list chooses nothing', async () => {
  const page = await all.show({ ...phone, box: (daemon) => bare(daemon, 'limit="40"') });
  await inputOf(page).tap();
  await page.keyboard.insertText('し');
  await listOf(page).waitFor();
  assert.ok((await optionsOf(page).count()) > 10);
  const { x, y, height } = await listOf(page).boundingBox();
  const cdp = await page.context().newCDPSession(page);
  const touch = (type, ...touchPoints) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints });
  const at = (up) => ({ x: x + 60, y: y + height / 2 - up });
  await touch('touchStart', at(0));
  for (let up = 20; up <= 160; up += 20) await touch('touchMove', at(up));
  await touch('touchEnd');
  await page.waitForFunction((list) => list.scrollTop > 50, await listOf(page).elementHandle());
  assert.equal(await isOpen(page), true);
  assert.equal(await inputOf(page).inputValue(), 'し');
});

test('closes beside, on blur, and opens by a click', async () => {
  const page = await all.show();
  await typed(page, '公園');
  await page.getByRole('heading').click();
  assert.equal(await isOpen(page), false);
  await inputOf(page).click();
  await listOf(page).waitFor();
  await page.locator('#after').focus();
  assert.equal(await isOpen(page), false);
  await inputOf(page).focus();
  assert.equal(await isOpen(page), false);
});

test('a touch beside the box that takes no focus closes, too', async () => {
  const page = await all.show();
  await typed(page, '公園');
  await page.evaluate(() => {
    document.addEventListener('mousedown', (event) => event.preventDefault(), { capture: true });
  });
  await page.getByRole('heading').click();
  assert.ok(await inputOf(page).evaluate((input) => input.getRootNode().activeElement === input));
  assert.equal(await isOpen(page), false);
});

test('stays open and under the input when the window changes', async () => {
  const page = await all.show();
  await typed(page, '公園');
  for (const width of [1280, 600, 320]) {
    await page.setViewportSize({ width, height: 800 });
    const input = await inputOf(page).boundingBox();
    const list = await listOf(page).boundingBox();
    assert.equal(await isOpen(page), true);
    assert.ok(Math.abs(list.x - input.x) < 2 && list.width > input.width - 2, `${width}`);
    assert.ok(list.x + list.width <= width, `${width}`);
    assert.ok(list.y >= input.y + input.height, `${width}`);
  }
});

test('opens above where there is no room below', async () => {
  const page = await all.show({ box: (daemon) => `<p class="tall">${'あ '.repeat(400)}</p>${bare(daemon)}`, viewport: { width: 400, height: 500 } });
  await inputOf(page).evaluate((input) => input.scrollIntoView({ block: 'end' }));
  await typed(page, '公園');
  const input = await inputOf(page).boundingBox();
  const list = await listOf(page).boundingBox();
  assert.ok(list.y >= 0 && list.y + list.height <= input.y);
});

test('the button searches for what was typed', async () => {
  const page = await all.show();
  await typed(page, 'こ');
  assert.equal(await searched(page, page.getByRole('button', { name: '検索' }).click()), 'こ');
});
