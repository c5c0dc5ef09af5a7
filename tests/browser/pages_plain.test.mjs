// What is proved here, of pages without JavaScript: everything is reached by links and the form.
//  - the words in the box and the choices made go along; the page answers what its address says
//  - facets, chips, order, pages, other languages, furigana, the picture and its table, files
//  - a page with JavaScript shows the same
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerOf, boxOf, hitsOf, parameters, spoken, stage, states, statusOf, valueOf } from './lib/pages.mjs';

const all = stage();
const show = (path) => all.show(path, { javaScriptEnabled: false });

async function follow(page, link) {
  await Promise.all([page.waitForNavigation(), link.click()]);
}

test('the form searches', async () => {
  const page = await show('/');
  await boxOf(page).fill('公園');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  assert.deepEqual(parameters(page), { q: '公園' });
  assert.equal(await boxOf(page).inputValue(), '公園');
  const hits = await page.locator('.results .hit').allInnerTexts();
  assert.ok(hits.length > 0);
  for (const hit of hits) assert.match(hit, /公園/);
  await boxOf(page).fill('清掃');
  await follow(page, page.getByRole('button', { name: 'さがす' }));
  assert.deepEqual(parameters(page), { q: '清掃' });
});

test('a value narrows, chips take it away again, the form keeps it', async () => {
  const page = await show('/?q=公園');
  const before = await answerOf(page);
  await follow(page, valueOf(page, 'category', '環境保全'));
  assert.deepEqual(parameters(page), { q: '公園', category: '環境保全' });
  assert.equal(await valueOf(page, 'category', '環境保全').getAttribute('aria-current'), 'true');
  await page.locator('details[data-facet=partner] summary').click();
  await follow(page, valueOf(page, 'partner', '町会・自治会'));
  assert.equal(await page.locator('.chip').count(), 2);
  await boxOf(page).fill('清掃');
  await follow(page, page.getByRole('button', { name: 'さがす' }));
  assert.deepEqual(parameters(page), { q: '清掃', category: '環境保全', partner: '町会・自治会' });
  await follow(page, page.locator('.chip').first());
  assert.deepEqual(parameters(page), { q: '清掃', partner: '町会・自治会' });
  await follow(page, page.locator('.chips-clear'));
  assert.deepEqual(parameters(page), { q: '清掃' });
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await page.goBack();
  assert.deepEqual(await answerOf(page), before);
});

test('values that are chosen can be taken back where they were chosen', async () => {
  const page = await show('/?q=公園&category=環境保全');
  await follow(page, valueOf(page, 'category', '環境保全'));
  assert.deepEqual(parameters(page), { q: '公園' });
});

test('all values stay, with their numbers, when another is chosen', async () => {
  const page = await show('/');
  const values = () => page.locator('details[data-facet=category] .value-label').allInnerTexts();
  const before = await values();
  assert.ok(before.length > 10);
  await follow(page, valueOf(page, 'category', '環境保全'));
  await page.locator('details[data-facet=partner] summary').click();
  await follow(page, valueOf(page, 'partner', '町会・自治会'));
  assert.deepEqual(await values(), before);
});

test('the order and the pages', async () => {
  const page = await show('/');
  await follow(page, page.getByRole('link', { name: '番号の大きい順' }));
  assert.deepEqual(parameters(page), { sort: '-number' });
  const first = await hitsOf(page).first().innerText();
  await follow(page, page.locator('.pages').getByRole('link', { name: '次へ' }));
  assert.deepEqual(parameters(page), { sort: '-number', offset: '20' });
  assert.ok(!(await hitsOf(page).allInnerTexts()).includes(first));
  assert.equal(await page.locator('.pages [aria-current=page]').innerText(), '2');
  await follow(page, page.locator('.pages').getByRole('link', { name: '前へ' }));
  assert.equal(await hitsOf(page).first().innerText(), first);
});

test('every page of all records is reached by the next one, and each record once', async () => {
  const page = await show('/');
  const seen = [];
  for (;;) {
    seen.push(...(await hitsOf(page).evaluateAll((a) => a.map((e) => e.pathname))));
    const next = page.locator('.pages [rel=next]');
    if ((await next.count()) === 0) break;
    await follow(page, next);
  }
  const total = Number(await page.locator('#status strong').innerText());
  assert.equal(seen.length, total);
  assert.equal(new Set(seen).size, total);
});

test('past the end there is a way back', async () => {
  const page = await show('/?q=公園&offset=60');
  assert.equal(await page.locator('.past-end').count(), 1);
  assert.equal(await page.locator('.stretch').count(), 0);
  await follow(page, page.getByRole('link', { name: '1ページ目' }));
  assert.ok((await hitsOf(page).count()) > 0);
});

test('the words that were meant, and what is related', async () => {
  const page = await show('/?q=ボランテア');
  await follow(page, page.locator('.corrected a'));
  assert.equal(await boxOf(page).inputValue(), 'ボランティア');
  assert.ok((await hitsOf(page).count()) > 0);
});

test('nothing found never leaves an empty page', async () => {
  for (const state of ['nothing found', 'nothing with these filters', 'corrected']) {
    const page = await show(states[state]);
    assert.ok((await page.locator('.hit').count()) > 0, state);
    assert.ok((await statusOf(page).innerText()).length > 0, state);
  }
  const page = await show(states.relaxed);
  assert.equal(await page.locator('.relaxed del').innerText(), '量子力学');
});

test('another language keeps what is asked', async () => {
  const page = await show('/?q=公園&category=環境保全');
  const hits = await hitsOf(page).allInnerTexts();
  await follow(page, page.getByRole('link', { name: 'English' }));
  assert.deepEqual(parameters(page), { q: '公園', category: '環境保全', lang: 'en' });
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.deepEqual(await hitsOf(page).allInnerTexts(), hits);
  await follow(page, valueOf(page, 'category', 'Environmental protection').or(page.locator('.chip').first()).first());
  assert.equal(parameters(page).lang, 'en');
  await follow(page, page.getByRole('link', { name: 'やさしい' }));
  assert.equal(parameters(page).lang, 'easy');
  assert.ok((await page.locator('#main ruby').count()) > 0);
});

test('a record, its furigana and what is like it', async () => {
  const page = await show('/?q=子育て');
  const name = await hitsOf(page).first().innerText();
  await follow(page, hitsOf(page).first());
  assert.equal(await page.locator('h1').innerText(), name);
  await follow(page, page.getByRole('link', { name: 'ふりがなをつける' }));
  const plain = await page.locator('h1').evaluate((h1) => {
    const copy = h1.cloneNode(true);
    for (const reading of copy.querySelectorAll('rt, rp')) reading.remove();
    return copy.textContent;
  });
  assert.equal(plain, name);
  assert.ok((await page.locator('.record rt').count()) > 5);
  await follow(page, page.getByRole('link', { name: 'ふりがなをはずす' }));
  assert.equal(await page.locator('.record rt').count(), 0);
  await follow(page, page.locator('.similar h3 a').first());
  assert.notEqual(await page.locator('h1').innerText(), name);
});

test('a number of the picture and of the table leads to as many projects', async () => {
  const page = await show('/overview');
  for (const cell of ['.picture a', 'tbody td a']) {
    const link = page.locator(cell).first();
    const number = cell === '.picture a' ? await link.locator('text').textContent() : await link.innerText();
    await follow(page, link);
    assert.equal(await page.locator('#status strong').innerText(), number);
    await page.goBack();
  }
  const pictured = await page.locator('.picture .number').allTextContents();
  const told = (await page.locator('tbody td a').allInnerTexts()).map((text) => text.trim());
  assert.deepEqual(pictured, told);
});

test('another view, and back to the list, with the same filters', async () => {
  const page = await show('/overview?department=環境政策課');
  await follow(page, page.locator('.views').getByRole('link', { name: '分類と形態' }));
  assert.deepEqual(parameters(page), { department: '環境政策課', view: 'category-form' });
  const total = await page.locator('#status strong').innerText();
  await follow(page, page.locator('.to-list a'));
  assert.deepEqual(parameters(page), { department: '環境政策課' });
  assert.equal(await page.locator('#status strong').innerText(), total);
});

test('the files are there', async () => {
  const page = await show('/data');
  const links = await page.locator('.formats a').evaluateAll((a) => a.map((e) => e.href));
  assert.ok(links.length >= 3);
  for (const link of links) assert.equal((await page.request.get(link)).status(), 200, link);
  const results = await show('/?q=公園');
  const csv = await results.request.get(await results.locator('.as-csv a').evaluate((e) => e.href));
  const lines = (await csv.text()).trim().split('\r\n').length;
  assert.equal(String(lines - 1), await results.locator('#status strong').innerText());
});

test('with JavaScript every page says the same', async () => {
  for (const [state, path] of Object.entries(states)) {
    const texts = [];
    for (const javaScriptEnabled of [true, false]) {
      const page = await all.show(spoken(path, 'ja'), { javaScriptEnabled });
      const answer = page.locator((await page.locator('#answer').count()) > 0 ? '#answer' : '#main');
      texts.push(await answer.innerText());
      await page.context().close();
    }
    assert.equal(texts[0], texts[1], state);
  }
});
