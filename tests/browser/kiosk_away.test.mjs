// What is proved here, of the kiosk whose daemon is killed under it:
//  - it says so with the date of its data, and goes on: words in kanji and kana, facets with their
//    counts, projects with furigana and the code that takes them home, the keyboard
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
import { answer, portrait, settled, tap } from './lib/kiosk.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const kiosk = async (daemon) => {
  const page = await open(browser, `${daemon.origin}/kiosk`, { reducedMotion: 'reduce', ...portrait });
  await settled(page);
  return page;
};

/** Everything that the kiosk keeps has been kept. */
async function kept(page, records) {
  const names = () => page.evaluate(async () => {
    const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => new URL(url).pathname);
  });
  const codes = (all) => all.filter((name) => name.endsWith('/qr.svg')).length;
  let all = await names();
  for (let i = 0; codes(all) < records && i < 300; i++) {
    await page.waitForTimeout(100);
    all = await names();
  }
  assert.equal(codes(all), records);
  for (const part of ['/kiosk', '/assets/kiosk.js', '/assets/kiosk.css', '/assets/fonts.css', '/kiosk/copy.json']) assert.ok(all.includes(part), part);
}

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
  const page = await kiosk(daemon);
  await kept(page, 77);
  assert.equal((await page.locator('.banner').textContent()).trim(), '');
  await daemon.kill();
  assert.deepEqual(await found(page, '公園の'), await found(page, '公園の'));
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
  const typed = page.url();

  daemon = await Daemon.start('--listen', daemon.origin, '--kiosk-idle', '77');
  await page.waitForFunction(() => document.querySelector('.banner').textContent.trim() === '', null, { timeout: 30_000 });
  assert.equal(page.url(), typed);
  assert.equal(await page.locator('.typed').inputValue(), 'こ');
  assert.ok((await found(page, 'ボランティア')).length > 5);
  // What the staff set meanwhile is what counts.
  await page.reload();
  await settled(page);
  assert.equal(await page.locator('#kiosk').getAttribute('data-idle'), '77');
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
