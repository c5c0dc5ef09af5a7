// What is proved here, of pages with JavaScript:
//  - what is typed is searched for after a pause, in place, and never while composing
//  - title, address, status, hits, facets and the links to other languages follow
//  - history is kept: Back restores the state and the words; a state that is being typed leaves one entry
//  - the status is the same element, always in the document, so that screen readers tell its change
//  - the focus stays where it was: on the facet's value, in the box, on the next chip; after paging, and
//    where nothing is left to have it, it is on the status
//  - facets stay as open as the visitor left them
//  - a late answer never covers a newer one; where the network fails, the browser goes there itself, or,
//    while one types, the status says so
//  - a fragment loads nothing
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerOf, boxOf, hitsOf, parameters, stage, statusOf, valueOf } from './lib/pages.mjs';

const all = stage();

/** A page that tells whether it was loaded anew, or its status taken away. */
async function show(path, more) {
  const page = await all.show(path, more);
  await page.waitForLoadState('load');
  await page.evaluate(() => {
    globalThis.same = true;
    globalThis.taken = 0;
    const status = document.getElementById('status');
    globalThis.told = status;
    new MutationObserver(() => (globalThis.taken += status.isConnected ? 0 : 1)).observe(document, { childList: true, subtree: true });
    const answer = document.getElementById('answer');
    new MutationObserver((changes) => {
      for (const { removedNodes } of changes) globalThis.taken += [...removedNodes].includes(status) ? 1 : 0;
    }).observe(answer, { childList: true });
  });
  return page;
}

const isSame = (page) => page.evaluate(() => globalThis.same === true);
const focused = (page) => page.evaluate(() => document.activeElement.closest('a, button, [id]')?.textContent.trim() ?? '');

/** The words that are searched for from now on. */
function searchesOf(page) {
  const asked = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === '/') asked.push(searchParams.get('q'));
  });
  return asked;
}

/** The address with these parameters has come. */
const until = (page, wanted) =>
  page.waitForURL((url) => JSON.stringify(Object.fromEntries(url.searchParams)) === JSON.stringify(wanted), { waitUntil: 'commit' });

async function type(page, text) {
  await boxOf(page).click();
  await page.keyboard.insertText(text);
}

/** The page in place is what loading its address gives. */
async function assertAsLoaded(page) {
  const loaded = await all.show(page.url().replace(all.daemon.origin, ''));
  assert.deepEqual(await answerOf(page), await answerOf(loaded));
  const links = (p) => p.locator('.languages a').evaluateAll((a) => a.map((e) => e.getAttribute('href')));
  assert.deepEqual(await links(page), await links(loaded));
}

test('typing searches in place: title, address, status, hits and languages follow', async () => {
  const page = await show('/');
  const before = await statusOf(page).innerText();
  await type(page, '公園');
  await until(page, { q: '公園' });
  assert.ok(await isSame(page));
  assert.match(await page.title(), /公園/);
  assert.notEqual(await statusOf(page).innerText(), before);
  for (const hit of await page.locator('.results .hit').allInnerTexts()) assert.match(hit, /公園/);
  await assertAsLoaded(page);
  assert.deepEqual(page.faults, []);
});

test('the box keeps focus, caret and words while the page changes', async () => {
  const page = await show('/');
  await type(page, '公園');
  await page.keyboard.press('ArrowLeft');
  await until(page, { q: '公園' });
  const [value, caret, has] = await boxOf(page).evaluate((e) => [e.value, e.selectionStart, e.getRootNode().activeElement === e]);
  assert.deepEqual([value, caret, has], ['公園', 1, true]);
});

test('a pause is waited for: letters typed at once ask once', async () => {
  const page = await show('/');
  const asked = searchesOf(page);
  await type(page, '公');
  await page.keyboard.insertText('園');
  await until(page, { q: '公園' });
  assert.deepEqual(asked, ['公園']);
});

test('nothing is searched for while composing', async () => {
  const page = await show('/', { before: (context) => context.clock.install() });
  const asked = searchesOf(page);
  await boxOf(page).click();
  const cdp = await page.context().newCDPSession(page);
  for (const text of ['こ', 'こう', 'こうえ', 'こうえん', '公園'])
    await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await page.clock.runFor(10_000);
  assert.deepEqual(asked, []);
  await cdp.send('Input.insertText', { text: '公園' });
  await until(page, { q: '公園' });
  assert.deepEqual(asked, ['公園']);
});

test('Back restores the state before the first letter, Forward what was typed', async () => {
  const page = await show('/');
  const before = await answerOf(page);
  await type(page, '公');
  await until(page, { q: '公' });
  await page.keyboard.insertText('園');
  await until(page, { q: '公園' });
  const typed = await answerOf(page);
  await page.goBack();
  await page.waitForFunction((title) => document.title === title, before.title);
  assert.deepEqual(await answerOf(page), before);
  await page.goForward();
  await page.waitForFunction((title) => document.title === title, typed.title);
  assert.deepEqual(await answerOf(page), typed);
  assert.ok(await isSame(page));
});

test('Enter closes a search: what is typed next is an entry of its own', async () => {
  const page = await show('/');
  await type(page, '公園');
  await until(page, { q: '公園' });
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => history.state?.typing === false);
  await page.keyboard.insertText(' 清掃');
  await until(page, { q: '公園 清掃' });
  await page.goBack();
  await page.waitForFunction(() => document.title.includes('「公園」'));
  assert.equal(await boxOf(page).inputValue(), '公園');
  await page.goBack();
  await page.waitForFunction(() => !document.title.includes('「公園」'));
  assert.equal(await boxOf(page).inputValue(), '');
});

test('a value of a facet narrows, keeps the focus, and Back undoes it', async () => {
  const page = await show('/?q=公園');
  const before = await answerOf(page);
  const value = valueOf(page, 'category', '環境保全');
  await value.focus();
  await page.keyboard.press('Enter');
  await until(page, { q: '公園', category: '環境保全' });
  await valueOf(page, 'category', '環境保全').and(page.locator('[aria-current=true]')).waitFor();
  assert.match(await focused(page), /環境保全/);
  assert.ok(await valueOf(page, 'category', '環境保全').evaluate((e) => e === document.activeElement));
  await assertAsLoaded(page);
  await page.goBack();
  await page.locator('.chips').waitFor({ state: 'detached' });
  assert.deepEqual(await answerOf(page), before);
  assert.ok(await isSame(page));
});

test('what is chosen goes along with what is typed next', async () => {
  const page = await show('/');
  await valueOf(page, 'category', '環境保全').click();
  await until(page, { category: '環境保全' });
  await type(page, '公園');
  await page.waitForURL((url) => url.searchParams.get('q') === '公園', { waitUntil: 'commit' });
  assert.deepEqual(parameters(page), { q: '公園', category: '環境保全' });
  await assertAsLoaded(page);
});

test('facets stay open or closed', async () => {
  const page = await show('/');
  const open = () => page.locator('details.facet').evaluateAll((d) => d.map((e) => [e.dataset.facet, e.open]));
  await page.locator('details[data-facet=form] summary').click();
  await page.locator('details[data-facet=department] summary').click();
  const before = await open();
  assert.ok(before.some(([name, is]) => name === 'form' && is) && before.some(([name, is]) => name === 'department' && !is));
  await valueOf(page, 'category', '環境保全').click();
  await until(page, { category: '環境保全' });
  await page.locator('.chip').waitFor();
  assert.deepEqual(await open(), before);
});

test('chips take filters away; the focus goes to the next, then to the status', async () => {
  const page = await show('/?category=環境保全&partner=町会・自治会');
  assert.equal(await page.locator('.chip').count(), 2);
  await page.locator('.chip').first().focus();
  await page.keyboard.press('Enter');
  await until(page, { partner: '町会・自治会' });
  await page.locator('.chip').nth(1).waitFor({ state: 'detached' });
  assert.ok(await page.locator('.chip').evaluate((e) => e === document.activeElement));
  await page.keyboard.press('Enter');
  await until(page, {});
  await page.locator('.chip').waitFor({ state: 'detached' });
  assert.ok(await statusOf(page).evaluate((e) => e === document.activeElement));
  await assertAsLoaded(page);
});

test('the order changes in place and its link keeps the focus', async () => {
  const page = await show('/?q=公園');
  const before = await hitsOf(page).allInnerTexts();
  await page.getByRole('link', { name: '番号の大きい順' }).click();
  await until(page, { q: '公園', sort: '-number' });
  await page.locator('.sorts [aria-current]', { hasText: '番号の大きい順' }).waitFor();
  assert.match(await focused(page), /番号の大きい順/);
  assert.deepEqual([...(await hitsOf(page).allInnerTexts())].sort(), before.sort());
  await assertAsLoaded(page);
});

test('paging takes the focus to the status', async () => {
  const page = await show('/');
  const before = await hitsOf(page).allInnerTexts();
  await page.locator('.pages').getByRole('link', { name: '次へ' }).click();
  await until(page, { offset: '20' });
  await page.locator('.pages [rel=prev]').waitFor();
  assert.ok(await statusOf(page).evaluate((e) => e === document.activeElement));
  const now = await hitsOf(page).allInnerTexts();
  assert.equal(now.filter((hit) => before.includes(hit)).length, 0);
  await assertAsLoaded(page);
});

test('the status is one element, in the document all the time', async () => {
  const page = await show('/');
  assert.equal(await statusOf(page).getAttribute('role'), 'status');
  await type(page, '公園');
  await until(page, { q: '公園' });
  await valueOf(page, 'category', '環境保全').click();
  await page.locator('.chip').waitFor();
  await page.locator('.chips-clear').click();
  await page.locator('.chip').waitFor({ state: 'detached' });
  const [same, taken] = await page.evaluate(() => [document.getElementById('status') === globalThis.told, globalThis.taken]);
  assert.deepEqual([same, taken], [true, 0]);
});

test('the words that were meant are asked for by a link, and stand in the box then', async () => {
  const page = await show('/?q=ボランテア');
  await page.locator('.corrected a').click();
  await until(page, { q: 'ボランティア' });
  await page.locator('.corrected').waitFor({ state: 'detached' });
  assert.equal(await boxOf(page).inputValue(), 'ボランティア');
  assert.ok(await isSame(page));
});

test('a late answer does not cover a newer one', async () => {
  const page = await show('/');
  let release;
  const held = new Promise((resolve) => (release = resolve));
  let answered;
  const late = new Promise((resolve) => (answered = resolve));
  await page.route((url) => url.searchParams.get('q') === '公', async (route) => {
    const response = await route.fetch();
    await held;
    await route.fulfill({ response }).catch(() => {});
    answered();
  });
  const asked = page.waitForRequest((request) => new URL(request.url()).searchParams.get('q') === '公' && !request.url().includes('suggest'));
  await type(page, '公');
  await asked;
  await page.keyboard.insertText('園');
  await until(page, { q: '公園' });
  const wanted = await answerOf(page);
  release();
  await late;
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  assert.deepEqual(await answerOf(page), wanted);
  assert.deepEqual(parameters(page), { q: '公園' });
});

test('where the fetch fails, the browser goes there itself', async () => {
  const page = await show('/');
  await page.route(
    (url) => url.searchParams.has('category'),
    (route) => (route.request().isNavigationRequest() ? route.continue() : route.abort()),
  );
  await Promise.all([page.waitForEvent('load'), valueOf(page, 'category', '環境保全').click()]);
  assert.equal(await isSame(page), false);
  assert.deepEqual(parameters(page), { category: '環境保全' });
  assert.equal(await page.locator('.chip').count(), 1);
});

test('where the fetch fails while typing, the page stays; submitting goes there', async () => {
  const page = await show('/');
  const failed = page.waitForEvent('requestfailed', (request) => !request.url().includes('suggest'));
  await page.route(
    (url) => url.pathname === '/' && url.searchParams.has('q'),
    (route) => (route.request().isNavigationRequest() ? route.continue() : route.abort()),
  );
  await type(page, '公園');
  await failed;
  assert.ok(await isSame(page));
  assert.equal(await boxOf(page).inputValue(), '公園');
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  assert.deepEqual(parameters(page), { q: '公園' });
});

const isSearch = (url) => url.pathname === '/' && url.searchParams.has('q');

test('what is typed and cannot be searched for is said to have failed, until it can', async () => {
  const page = await show('/?q=%E5%AD%90%E8%82%B2%E3%81%A6');
  const found = await statusOf(page).innerText();
  await page.route(isSearch, (route) => route.abort());
  await type(page, ' 市');
  await page.waitForFunction((before) => document.getElementById('status').innerText !== before, found);
  assert.match(await statusOf(page).innerText(), /できませんでした/);
  await page.unroute(isSearch);
  await type(page, '民');
  await page.waitForFunction(() => !document.getElementById('status').textContent.includes('できませんでした'));
  assert.ok(await isSame(page));
});

test('Back goes there itself where the fetch fails', async () => {
  const page = await show('/');
  const before = await page.title();
  await type(page, '公園');
  await until(page, { q: '公園' });
  await page.route('**/*', (route) => (route.request().resourceType() === 'fetch' ? route.abort() : route.continue()));
  await Promise.all([page.waitForEvent('load'), page.goBack({ waitUntil: 'commit' })]);
  assert.equal(await page.title(), before);
  assert.equal(await isSame(page), false);
});

test('a fragment loads nothing', async () => {
  const page = await show('/');
  const asked = searchesOf(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/#main');
  await page.goBack();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  assert.deepEqual(asked, []);
  assert.ok(await isSame(page));
});

test('links that are not for this page are followed as ever, and so is a click with a key', async () => {
  const page = await show('/?q=公園');
  const [opened] = await Promise.all([
    page.context().waitForEvent('page'),
    valueOf(page, 'category', '環境保全').click({ modifiers: ['Control'] }),
  ]);
  await opened.waitForLoadState();
  assert.deepEqual(parameters(opened), { q: '公園', category: '環境保全' });
  assert.deepEqual(parameters(page), { q: '公園' });
  await Promise.all([page.waitForEvent('load'), hitsOf(page).first().click()]);
  assert.match(page.url(), /\/projects\//);
});

test('another view of the picture comes in place, with the focus on its link', async () => {
  const page = await show('/overview');
  await page.locator('.views').getByRole('link', { name: '分類と形態' }).click();
  await page.waitForURL('**/overview?view=category-form', { waitUntil: 'commit' });
  await page.locator('.views [aria-current]', { hasText: '分類と形態' }).waitFor();
  assert.match(await focused(page), /分類と形態/);
  assert.equal(await page.locator('caption').innerText(), '分類と形態');
});

test('furigana and languages change by going there', async () => {
  const page = await all.show('/projects/2020-34');
  await page.locator('.furigana-toggle').click();
  await page.waitForURL('**furigana=on');
  assert.ok((await page.locator('h1 rt').count()) > 0);
  await page.locator('.languages').getByRole('link', { name: 'English' }).click();
  await page.waitForURL('**lang=en**');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.equal(await page.locator('h1').getAttribute('lang'), 'ja');
});
