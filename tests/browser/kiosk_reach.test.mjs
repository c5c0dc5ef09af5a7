// What is proved here, of the kiosk:
//  - each of the 77 projects is reached without typing by four taps at most, and its screen has its
//    name; the ways back lead back
//  - the number of hits is that of the daemon, and each value's count is what a tap on it brings
//  - facets narrow from the list, what is chosen can be let go of, and nothing found is no dead end
//  - the code that takes a project home is that of its public page
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { answer, landscape, portrait, settled, stage, tap } from './lib/kiosk.mjs';

const all = stage('--public-url', 'https://city.example');

const ids = (page) => page.locator('.card').evaluateAll((cards) => cards.map(({ dataset }) => dataset.id));
const numberIn = (text) => Number(/[0-9]+/.exec(text)[0]);

async function openEach(page, values, seen, names) {
  for (const value of values) {
    await tap(page, '.home');
    await tap(page, `[data-facet="${value.facet}"]`);
    await tap(page, `[data-value="${value.value}"]`);
    assert.equal(numberIn(await page.locator('.found h1').textContent()), value.count);
    const here = await ids(page);
    assert.equal(here.length, value.count);
    for (const id of here.filter((one) => !seen.has(one))) {
      await tap(page, `.card[data-id="${id}"]`); // the third tap
      const shown = await page.locator('h1').evaluate((h1) => {
        const copy = h1.cloneNode(true);
        for (const reading of copy.querySelectorAll('rt, rp')) reading.remove();
        return copy.textContent;
      });
      assert.equal(shown, names.get(id));
      seen.add(id);
      await tap(page, '.back');
      assert.deepEqual(await ids(page), here);
    }
  }
}

test('every project is reached by four taps at most', async () => {
  const page = await all.show();
  const { hits, facets } = await answer(all.daemon, '/v1/search', { limit: 100 });
  const names = new Map(hits.map(({ id, name }) => [id, name]));
  const seen = new Set();
  for (const facet of ['category', 'partner', 'form', 'department'])
    if (seen.size < names.size)
      await openEach(page, facets[facet].filter(({ count }) => count > 0).map((one) => ({ facet, ...one })), seen, names);
  assert.equal(seen.size, 77);
  assert.deepEqual(page.faults, []);
});

test('a list is narrowed, and widened again', async () => {
  const page = await all.show(landscape);
  await tap(page, '[data-facet=category]');
  await tap(page, '[data-value="福祉"]');
  await tap(page, '.narrow-by[data-facet=partner]');
  const choice = page.locator('.choice:not([disabled])').nth(1);
  const count = numberIn(await choice.locator('.count').textContent());
  const value = await choice.getAttribute('data-value');
  await choice.tap();
  await settled(page);
  assert.equal((await ids(page)).length, count);
  const { total } = await answer(all.daemon, '/v1/search', { category: '福祉', partner: value });
  assert.equal(total, count);
  assert.equal(await page.locator('.chip').count(), 2);
  await page.locator('.chip').nth(1).tap();
  await settled(page);
  assert.equal((await ids(page)).length, (await answer(all.daemon, '/v1/search', { category: '福祉' })).total);
});

test('what finds nothing leads on', async () => {
  for (const [words, wanted] of [['ボランディア', 'ボランティア'], ['ぬるぽがっ', null]]) {
    const page = await all.show();
    await tap(page, '.words');
    await page.keyboard.insertText(words);
    await page.keyboard.press('Enter');
    await page.locator('.found').waitFor();
    await settled(page);
    assert.equal(await page.locator('.card').count(), 0);
    assert.ok((await page.locator('.choices .choice').count()) > 0);
    if (wanted !== null) assert.equal(await page.locator('.choices .choice').first().textContent(), wanted);
    await tap(page, '[data-do=all]');
    assert.ok((await page.locator('.card').count()) > 0);
  }
});

test('a project has its facts, similar ones and the way home', async () => {
  const page = await all.show(portrait);
  await tap(page, '.words');
  await page.keyboard.insertText('たこあげ');
  await page.keyboard.press('Enter');
  await page.locator('.card').first().waitFor();
  await settled(page);
  await tap(page, '.card');
  assert.equal(await page.locator('.flag').first().textContent(), '中止');
  assert.ok((await page.locator('.note').textContent()).includes('青少年健全育成地区委員会'));
  assert.ok((await page.locator('section .card').count()) > 0);
  const code = await page.locator('.qr').screenshot();
  const read = execFileSync('zbarimg', ['--quiet', '--raw', '--nodbus', '-'], { input: code, encoding: 'utf8' });
  assert.equal(read.trim(), 'https://city.example/projects/2020-36');
  assert.equal(await page.locator('h1 rt').count(), 0);
  await tap(page, '[data-hold=furigana]');
  assert.ok((await page.locator('h1 rt').count()) > 0);
  assert.ok((await page.locator('dd rt').count()) > 10);
});
