// What is proved here, of the ways through the kiosk:
//  - a list that was gone through further than its first page is there again whole after a way back,
//    in another language, size and colours; the focus is on what もっと見る has brought
//  - a project that is gone after something else has been published is said to be gone, with a way on
//  - names and values of another table stand as they are published: markup, brackets, emoji
//  - each screen has a title of its own
//  - beside the question who is there are other languages and the beginning; the focus is where it was
//  - a daemon that holds still is not waited for: the copy answers, and the daemon again when it goes on;
//    taps meanwhile lead nowhere else
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { launch, open } from './lib/browser.mjs';
import { Daemon, env } from './lib/daemon.mjs';
import { answer, kept, portrait, settled, stage, tap } from './lib/kiosk.mjs';

const all = stage('--kiosk-idle', '30');

const cards = (page) => page.locator('.cards .card').count();

test('a long list is come back to', async () => {
  const page = await all.show();
  await tap(page, '.words');
  await page.keyboard.insertText('ぬるぽがっ');
  await page.keyboard.press('Enter');
  await page.locator('[data-do=all]').waitFor();
  await settled(page);
  await tap(page, '[data-do=all]');
  assert.equal(await cards(page), 50);
  await page.locator('.more').tap();
  await page.waitForFunction(() => document.querySelectorAll('.cards .card').length === 77);
  assert.equal(await page.locator('.more').count(), 0);
  assert.equal(await page.evaluate(() => [...document.querySelectorAll('.cards .card')].indexOf(document.activeElement)), 50);
  const ids = () => page.locator('.cards .card').evaluateAll((some) => some.map(({ dataset }) => dataset.id));
  const before = await ids();
  assert.equal(new Set(before).size, 77);
  await tap(page, '.cards li:nth-child(70) .card');
  await tap(page, '.back');
  assert.deepEqual(await ids(), before);
  assert.equal(await page.evaluate(() => [...document.querySelectorAll('.cards .card')].indexOf(document.activeElement)), 69);
  for (const way of ['size', 'contrast', 'language-en']) {
    await tap(page, `[data-hold=${way}]`);
    assert.deepEqual(await ids(), before, way);
  }
});

test('screens have titles', async () => {
  const page = await all.show();
  const titles = [await page.title()];
  for (const way of ['[data-facet=category]', '[data-value="環境保全"]', '.narrow-by[data-facet=partner]', '.home', '.words']) {
    await tap(page, way);
    titles.push(await page.title());
  }
  titles.splice(4, 1); // the first screen again
  assert.equal(new Set(titles).size, titles.length, titles.join('; '));
});

test('the question speaks other languages', async () => {
  const page = await all.show(portrait, { before: (context) => context.clock.install() });
  const askedIn = async (more) => {
    await page.clock.runFor(more);
    await settled(page);
    await page.locator('dialog[open]').waitFor();
  };
  await tap(page, '[data-facet=category]');
  await tap(page, '[data-value="環境保全"]');
  await page.locator('.card').nth(2).focus();
  await askedIn(31_000);
  await page.locator('.go-on').tap();
  assert.equal(await page.evaluate(() => [...document.querySelectorAll('.card')].indexOf(document.activeElement)), 2);
  await askedIn(31_000);
  await page.locator('dialog [data-hold=language-en]').tap();
  await settled(page);
  assert.equal(await page.locator('dialog').count(), 0);
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.ok((await cards(page)) > 3);
  await askedIn(31_000);
  await page.locator('dialog .home').tap();
  await settled(page);
  assert.equal(await page.locator('.start').count(), 1);
});

const bin = (name) => path.join(path.dirname(env('KYODO_SEARCHD')), name);
const schema = new URL('../../data/collaboration.schema.json', import.meta.url).pathname;

/** Publish these records, lines of JSON, as an index in the folder. */
async function publish(folder, records) {
  const table = path.join(folder, 'table.jsonl');
  await writeFile(table, `${records.join('\n')}\n`);
  execFileSync(bin('kyodo-indexer'), ['build', '--schema', schema, '--index', path.join(folder, 'index'), '--year', '2020', table], { stdio: 'pipe' });
}

/** The kiosk on an index of these records, in a folder of its own. */
async function withRecords(records, look) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'kyodo-records-'));
  await publish(folder, records);
  const daemon = await Daemon.on(path.join(folder, 'index'));
  const browser = await launch();
  try {
    const page = await open(browser, `${daemon.origin}/kiosk`, { ...portrait, reducedMotion: 'reduce' });
    await settled(page);
    await look(page, daemon, folder);
  } finally {
    await browser.close();
    await daemon.stop();
    await rm(folder, { recursive: true });
  }
}

test('what is gone is said to be gone', async () => {
  const exported = await (await fetch(`${all.daemon.origin}/data/koganei-kyodo-2020.jsonl`)).text();
  const records = exported.trim().split('\n');
  await withRecords(records, async (page, daemon, folder) => {
    await tap(page, '[data-facet=category]');
    await tap(page, '[data-value="環境保全"]');
    const id = await page.locator('.card').first().getAttribute('data-id');
    await publish(folder, records.filter((line) => JSON.parse(line).id !== id));
    daemon.renew();
    for (let i = 0; i < 200 && (await answer(daemon, '/v1/schema')).index.records === records.length; i++) await page.waitForTimeout(50);
    await tap(page, '.card');
    assert.equal(await page.locator('h1').textContent(), 'この事業は、いまの一覧にありません');
    await tap(page, '.screen .choice');
    assert.equal(Number(/[0-9]+/.exec(await page.locator('h1').textContent())[0]), records.length - 1);
  });
});

test('what is published stands as it is', async () => {
  const strange = '<b>"祭"</b> & \'😀\' 第24回（まつり）';
  const records = [
    { name: strange, description: '<script>alert(1)</script>だれでも', department: ['保育課（さくら）'], category: ['福祉'] },
    { name: '公園（こうえん）の会', description: '木を植える', department: ['保育課（もも）', '公園課'], category: ['環境保全'] },
  ].map((record) => JSON.stringify(record));
  await withRecords(records, async (page, daemon) => {
    const read = (selector) => page.locator(selector).first().evaluate((e) => {
      const copy = e.cloneNode(true);
      for (const reading of copy.querySelectorAll('rt, rp')) reading.remove();
      return copy.textContent;
    });
    const look = async () => {
      await tap(page, '.home');
      await tap(page, '[data-facet=department]');
      assert.equal(await read('[data-value="保育課（さくら）"] [lang=ja]'), '保育課（さくら）');
      await tap(page, '[data-value="保育課（さくら）"]');
      assert.equal(await read('.chip [lang=ja]'), '保育課（さくら）');
      assert.equal(await read('.card-name'), strange);
      await tap(page, '.card');
      assert.equal(await read('h1'), strange);
      assert.equal(await read('dd'), '<script>alert(1)</script>だれでも');
      await tap(page, '[data-hold=furigana]');
      assert.equal(await read('h1'), strange);
    };
    await look();
    await kept(page, 2);
    await daemon.kill();
    await look();
    assert.deepEqual(page.faults.filter((fault) => !fault.startsWith('Failed to load resource')), []);
  });
});

test('a daemon that holds still is not waited for', async () => {
  const daemon = await Daemon.start();
  const browser = await launch();
  try {
    const page = await open(browser, `${daemon.origin}/kiosk`, portrait);
    await settled(page);
    for (let i = 0; i < 300 && (await page.evaluate(() => caches.keys())).length < 2; i++) await page.waitForTimeout(50);
    daemon.pause();
    await page.locator('[data-facet=category]').tap();
    await page.locator('.working').waitFor({ state: 'visible' });
    await page.locator('[data-value="環境保全"]').waitFor();
    assert.notEqual((await page.locator('.banner').textContent()).trim(), '');
    assert.ok(await page.locator('.working').isHidden());
    daemon.resume();
    await page.waitForFunction(() => document.querySelector('.banner').textContent.trim() === '', null, { timeout: 30_000 });
    // Who taps again while nothing seems to happen is not thrown off the way.
    await tap(page, '[data-value="環境保全"]');
    await tap(page, '.narrow-by[data-facet=partner]');
    daemon.pause();
    const places = await page.locator('.choice:enabled').evaluateAll((some) => some.slice(0, 3).map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return [x + width / 2, y + height / 2];
    }));
    assert.equal(places.length, 3);
    for (const place of places) await page.touchscreen.tap(...place);
    await settled(page);
    assert.equal(await page.locator('.chips .chip').count(), 2);
    await tap(page, '.back');
    assert.equal(await page.locator('.choices.many').count(), 1);
    await page.reload();
    await page.locator('.start .choice').first().waitFor();
    assert.notEqual((await page.locator('.banner').textContent()).trim(), '');
    daemon.resume();
    await page.waitForFunction(() => document.querySelector('.banner').textContent.trim() === '', null, { timeout: 30_000 });
  } finally {
    await browser.close();
    await daemon.stop();
  }
});
