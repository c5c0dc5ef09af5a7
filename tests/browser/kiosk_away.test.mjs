// What is proved here, of the kiosk whose daemon is killed under it:
//  - it says so with the date of its data, and goes on: words in kanji and kana, facets with their
//    counts, projects with furigana and the code that takes them home, the keyboard
//  - its own search finds what the daemon finds: kanji, kana, romaji, particles, parts of compounds
//    but not across their borders, exact texts, what is excluded, values; where it finds nothing it
//    offers what is nearest; the keys of every board are lit by what it would find
//  - an answer that breaks off counts as none; a question that the daemon refuses does not
//  - it comes up again from its own copy while the daemon is away
//  - it comes back by itself, and says nothing any longer; loaded again it is as it is set up now
//  - a daemon without an index is away, too
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { launch, open } from './lib/browser.mjs';
import { Daemon } from './lib/daemon.mjs';
import { answer, kept, portrait, settled, tap } from './lib/kiosk.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const kiosk = async (daemon) => {
  const page = await open(browser, `${daemon.origin}/kiosk`, { reducedMotion: 'reduce', ...portrait });
  await settled(page);
  return page;
};

async function found(page, words) {
  await tap(page, '.home');
  await tap(page, '.words');
  await page.keyboard.insertText(words);
  await page.keyboard.press('Enter');
  await page.locator('.found').waitFor();
  await settled(page);
  return page.locator('.card').evaluateAll((cards) => cards.map(({ dataset }) => dataset.id));
}

test('killed, it goes on; started again, it comes back', async () => {
  let daemon = await Daemon.start();
  const { facets } = await answer(daemon, '/v1/search', { limit: 0 });
  const { index } = await answer(daemon, '/v1/schema');
  const { hits } = await answer(daemon, '/v1/search', { q: '公園の', limit: 100 });
  const page = await kiosk(daemon);
  await kept(page, 77);
  assert.equal((await page.locator('.banner').textContent()).trim(), '');
  await daemon.kill();
  assert.deepEqual((await found(page, '公園の')).sort(), hits.map(({ id }) => id).sort());
  const said = await page.locator('.banner').textContent();
  const day = new Date(index.built);
  assert.ok(said.includes(`${day.getFullYear()}年`) && said.includes('日'), said);

  assert.ok((await found(page, 'たこあげ')).includes('2020-36'));
  assert.ok((await found(page, 'こうえん')).length > 3);
  await tap(page, '.home');
  await tap(page, '[data-facet=category]');
  for (const { value, count } of facets.category.filter(({ count: n }) => n > 0))
    assert.ok((await page.locator(`[data-value="${value}"] .count`).textContent()).includes(String(count)), value);
  await tap(page, '[data-value="環境保全"]');
  const { count } = facets.category.find(({ value }) => value === '環境保全');
  assert.equal(await page.locator('.card').count(), count);
  await tap(page, '.card');
  await tap(page, '[data-hold=furigana]');
  assert.ok((await page.locator('h1 rt').count()) > 0);
  await page.waitForFunction(() => document.querySelector('.qr')?.naturalWidth > 0);
  assert.ok((await page.locator('section .card').count()) > 0);

  await page.reload();
  await settled(page);
  assert.ok((await page.locator('.banner').textContent()).includes('日'));
  assert.equal(await page.locator('.start .choices .choice').count(), 4);
  await tap(page, '.words');
  await tap(page, '[data-key="こ"]');
  assert.ok((await page.locator('.suggestion').count()) > 0);

  daemon = await Daemon.start('--listen', daemon.origin, '--kiosk-idle', '77');
  await page.waitForFunction(() => document.querySelector('.banner').textContent.trim() === '', null, { timeout: 30_000 });
  assert.equal(await page.locator('.typed').inputValue(), 'こ');
  assert.ok((await found(page, 'ボランティア')).length > 5);
  // What the staff set meanwhile is what counts.
  await page.reload();
  await settled(page);
  assert.equal(await page.locator('#kiosk').getAttribute('data-idle'), '77');
  await daemon.stop();
});

const questions = [
  '公園', 'こうえん', 'kouen', 'kōen', '公園の清掃', '公園 清掃', '公園 -清掃', '"公園の"', '「まちづくり」', 'まちづくり',
  'こそだて', 'kosodate', 'ぼらんてぃあ', 'ﾎﾞﾗﾝﾃｨｱ', 'npo', 'NPO法人', '祭', 'ねこ', '学芸大学', '1', '10',
  '京都', '議会', '業者', '行事', 'たこ', '凧揚げ', '子どもの居場所', '環境', 'だんじょきょうどうさんかく',
  '魅力向上', '民生委員児童委員協議会', 'だい29かい', 'nekko', 'kannkyou',
];

test('away, it finds what the daemon finds, and offers what is nearest', async () => {
  const daemon = await Daemon.start();
  const page = await kiosk(daemon);
  await kept(page, 77);
  const wanted = [];
  for (const q of questions) {
    const { hits } = await answer(daemon, '/v1/search', { q, limit: 100 });
    wanted.push(hits.map(({ id }) => id).sort());
  }
  const near = await answer(daemon, '/v1/search', { q: '子育て ほたる', limit: 1 });
  await daemon.kill();
  for (const [i, q] of questions.entries()) assert.deepEqual((await found(page, q)).sort(), wanted[i], q);
  assert.ok(near.query.relaxed);
  assert.equal((await found(page, '子育て ほたる'))[0], near.hits[0].id);
  assert.match(await page.locator('.found h1').textContent(), /すべて.*はありません/u);

  assert.deepEqual(await found(page, 'ボランティヤ'), []);
  await page.locator('.choice', { hasText: /^ボランティア$/ }).tap();
  await settled(page);
  assert.ok((await page.locator('.card').count()) > 5);

  await tap(page, '.home');
  await tap(page, '.words');
  const lit = () => page.locator('[data-key]:not([data-mark]):not([data-key=search])[aria-disabled=false]').allTextContents();
  await tap(page, '[data-board=abc]');
  await page.keyboard.insertText('NP');
  await settled(page);
  assert.deepEqual(await lit(), ['O']);
  await tap(page, '[data-do=clear]');
  await page.keyboard.insertText('kouk');
  await settled(page);
  for (const vowel of 'AEIOU') assert.ok((await lit()).includes(vowel) === (vowel !== 'U'), vowel);
  await tap(page, '[data-board=kana]');
  await tap(page, '[data-do=clear]');
  await page.keyboard.insertText('だい29');
  await settled(page);
  assert.deepEqual(await lit(), ['か']);
  await tap(page, '[data-board=digits]');
  await tap(page, '[data-do=clear]');
  await page.keyboard.insertText('第');
  await settled(page);
  assert.deepEqual(await lit(), ['2', '3']);
});

test('broken off in the middle of an answer, it goes on; a refusal is not taken for that', async () => {
  const daemon = await Daemon.start();
  const page = await kiosk(daemon);
  await kept(page, 77);
  const wanted = await found(page, 'たこあげ');
  await page.route('**/v1/search**', (route) => route.fulfill({ status: 400, body: '{}' }));
  assert.deepEqual(await found(page, 'たこあげ'), wanted);
  assert.equal((await page.locator('.banner').textContent()).trim(), '');
  await page.route('**/v1/search**', (route) => route.fulfill({ status: 200, body: '{"query":{"q":"た' }));
  assert.deepEqual(await found(page, 'たこあげ'), wanted);
  assert.notEqual((await page.locator('.banner').textContent()).trim(), '');
  await daemon.stop();
});

test('without an index there is nothing to show, and that is said', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'kyodo-none-'));
  const daemon = await Daemon.on(folder);
  try {
    const page = await kiosk(daemon);
    assert.ok((await page.locator('.banner').textContent()).trim() !== '');
    assert.equal(await page.locator('h1').textContent(), 'ただいま表示できません');
    assert.equal(await page.locator('.home').count(), 1);
  } finally {
    await daemon.stop();
    await rm(folder, { recursive: true });
  }
});
