// What is proved here, of the search box on other sites:
//  - on an origin that the daemon allows it has suggestions; on one that it does not it is a form that
//    works, and says nothing
//  - it works under a Content-Security-Policy without inline scripts, styles or eval
//  - it asks nobody but the daemon, sends neither cookies nor anything but q and limit, keeps nothing
//  - it does not ask at every key; an answer that comes too late is not shown, one that fails is silent
//  - without JavaScript the page's form works
//  - the page's styles do not reach it, but its custom properties and parts do
//  - the script has 15 KB at most, compressed
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { env } from './lib/daemon.mjs';
import { bare, inputOf, isOpen, listOf, optionsOf, ownForm, stage, typed } from './lib/box.mjs';

const all = stage();

const suggest = (url) => new URL(url).pathname === '/v1/suggest';
const questionOf = (url) => new URL(url).searchParams.get('q');

test('allowed: suggestions, under a strict policy, and no fault', async () => {
  const page = await all.show();
  await typed(page, '公園');
  assert.ok((await optionsOf(page).count()) > 0);
  assert.deepEqual(page.faults, []);
});

for (const [name, box] of [['its own form', ownForm], ['no form', bare]])
  test(`not allowed, with ${name}: a plain form that works, and silence`, async () => {
    const page = await all.show({ from: all.stranger, box });
    await inputOf(page).click();
    const failed = page.waitForEvent('requestfailed', (request) => suggest(request.url()));
    await page.keyboard.insertText('公園');
    await failed;
    assert.equal(await isOpen(page), false);
    assert.equal(await page.getByRole('status').textContent(), '');
    assert.ok(page.faults.every((fault) => /CORS|ERR_FAILED/.test(fault)), page.faults.join('\n'));
    await Promise.all([page.waitForURL(`${all.daemon.origin}/?*`), page.keyboard.press('Enter')]);
    assert.equal(new URL(page.url()).searchParams.get('q'), '公園');
  });

test('asks the daemon alone, for q and limit, without cookies, and keeps nothing', async () => {
  const page = await all.show();
  // A cookie knows no port: the page has it, too.
  await page.context().addCookies([{ name: 'secret', value: '1', url: all.daemon.origin }]);
  const others = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(all.site.origin)) others.push(request);
  });
  await inputOf(page).click();
  await page.keyboard.insertText('公園 & #1?');
  await page.getByRole('status').filter({ hasText: 'ありません' }).waitFor();
  assert.equal(others.length, 1);
  const [request] = others;
  assert.ok(request.url().startsWith(`${all.daemon.origin}/v1/suggest?`));
  assert.deepEqual([...new URL(request.url()).searchParams], [['q', '公園 & #1?'], ['limit', '8']]);
  assert.equal(request.method(), 'GET');
  assert.equal((await request.allHeaders()).cookie, undefined);
  const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
  assert.deepEqual(kept, [0, 0, 'secret=1']);
});

test('does not ask at every key, nor twice for the same', async () => {
  const page = await all.show();
  const asked = [];
  page.on('request', (request) => {
    if (suggest(request.url())) asked.push(questionOf(request.url()));
  });
  await inputOf(page).click();
  // All at once: a real typist's keys come apart.
  await inputOf(page).evaluate((input) => {
    for (const value of ['こ', 'こう', 'こうえ', 'こうえん']) {
      input.value = value;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  });
  await listOf(page).waitFor();
  assert.deepEqual(asked, ['こうえん']);
  await page.keyboard.press('Backspace');
  await page.waitForRequest((request) => questionOf(request.url()) === 'こうえ');
  await page.keyboard.insertText('ん');
  await optionsOf(page).first().waitFor();
  assert.deepEqual(asked, ['こうえん', 'こうえ']);
});

test('an answer that comes too late is not shown', async () => {
  let releaseFirst;
  const held = new Promise((resolve) => (releaseFirst = resolve));
  const page = await all.show({
    before: (context) =>
      context.route(suggest, async (route) => {
        if (questionOf(route.request().url()) === '公園') await held;
        await route.continue().catch(() => {});
      }),
  });
  await inputOf(page).click();
  const first = page.waitForRequest((request) => questionOf(request.url()) === '公園');
  await page.keyboard.insertText('公園');
  await first;
  await inputOf(page).fill('子育て');
  await listOf(page).waitFor();
  const wanted = (await all.daemon.suggestions('子育て')).map((s) => s.text);
  releaseFirst();
  // A question asked after the late answer shows that it has had its time.
  await page.evaluate((url) => fetch(url).then((r) => r.text()), `${all.daemon.origin}/v1/suggest?q=x`);
  assert.deepEqual(await optionsOf(page).locator('.text').allTextContents(), wanted);
});

test('an answer after Escape or after the focus has gone opens nothing', async () => {
  for (const leave of [(page) => page.keyboard.press('Escape'), (page) => page.locator('#after').focus()]) {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    const page = await all.show({
      before: (context) =>
        context.route(suggest, async (route) => {
          await held;
          await route.continue().catch(() => {});
        }),
    });
    await inputOf(page).click();
    const asked = page.waitForRequest((request) => suggest(request.url()));
    await page.keyboard.insertText('公園');
    await asked;
    await leave(page);
    release();
    await page.evaluate((url) => fetch(url).then((r) => r.text()), `${all.daemon.origin}/v1/suggest?q=x`);
    assert.equal(await isOpen(page), false);
  }
});

for (const [name, answer] of [
  ['a server that fails', { status: 503, body: '' }],
  ['no JSON', { status: 200, body: '<p>' }],
  ['JSON of another shape', { status: 200, body: '{"suggestions": {"text": 1}}' }],
])
  test(`${name}: the list goes, nothing is said`, async () => {
    const page = await all.show();
    await typed(page, '公園');
    await page.route(suggest, (route) =>
      route.fulfill({ ...answer, headers: { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/json' } }),
    );
    await page.keyboard.insertText('清掃');
    await listOf(page).waitFor({ state: 'hidden' });
    assert.equal(await page.getByRole('status').textContent(), '');
  });

test('markup in a suggestion is text', async () => {
  const nasty = '<img src=x onerror=alert(1)>"\'&';
  const page = await all.show({
    before: (context) =>
      context.route(suggest, (route) =>
        route.fulfill({
          json: { suggestions: [{ text: nasty, kind: 'name', reading: nasty + 'よみ', count: 1 }], next: [] },
          headers: { 'Access-Control-Allow-Origin': '*' },
        }),
      ),
  });
  await typed(page, 'x');
  assert.equal(await optionsOf(page).locator('.text').textContent(), nasty);
  assert.equal(await listOf(page).locator('img').count(), 0);
});

test('without JavaScript the form works', async () => {
  const page = await all.show({ javaScriptEnabled: false });
  assert.equal(await page.getByRole('combobox').count(), 0);
  await page.getByRole('searchbox', { name: '協働事業をさがす' }).fill('公園');
  await Promise.all([
    page.waitForURL(`${all.daemon.origin}/?*`),
    page.getByRole('button', { name: '検索' }).click(),
  ]);
  assert.equal(new URL(page.url()).searchParams.get('q'), '公園');
});

test('a label round the input, a second script and a later element do no harm', async () => {
  const box = (daemon) => `
    <kyodo-search action="${daemon.origin}/"><form><label>ことば <input name="q"></label></form></kyodo-search>
    <script src="${all.host}/searchbox.js" defer></script>`;
  const page = await all.show({ box });
  assert.equal(await page.getByRole('combobox', { name: 'ことば' }).count(), 1);
  await typed(page, '公園');
  await page.evaluate((action) => {
    const made = document.createElement('kyodo-search');
    made.setAttribute('action', action);
    document.querySelector('main').append(made);
  }, `${all.daemon.origin}/`);
  assert.equal(await page.getByRole('combobox').count(), 2);
  assert.deepEqual(page.faults, []);
});

test('styles of the page stay outside, custom properties and parts come in', async () => {
  const page = await all.show();
  const styleOf = (locator, name) => locator.evaluate((e, n) => getComputedStyle(e)[n], name);
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`:root, body { font-size: 8px } input, [role=option] { border: 9px solid red !important; font-size: 5px !important }
      kyodo-search { --kyodo-radius: 3px }
      kyodo-search::part(list) { border-width: 4px }`);
    document.adoptedStyleSheets = [sheet];
  });
  await typed(page, '公園');
  assert.equal(await styleOf(inputOf(page), 'borderTopWidth'), '2px');
  assert.equal(await styleOf(inputOf(page), 'fontSize'), '18px');
  assert.equal(await styleOf(optionsOf(page).first(), 'fontSize'), '18px');
  assert.equal(await styleOf(inputOf(page), 'borderTopLeftRadius'), '3px');
  assert.equal(await styleOf(listOf(page), 'borderTopWidth'), '4px');
});

test('the script is light', async () => {
  const script = await readFile(path.join(env('KYODO_WEB'), 'searchbox.js'));
  const packed = gzipSync(script, { level: 9 }).length;
  assert.ok(packed <= 15 * 1024, `${packed} bytes`);
  assert.doesNotMatch(script.toString(), /\beval\(|new Function|innerHTML|document\.cookie|localStorage|sessionStorage/);
});
