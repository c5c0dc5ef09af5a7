// What is proved here, of the kiosk when nobody touches it:
//  - after the time that the staff set a question stands for 20 seconds, and つづける goes on
//  - then everything is gone: words, choices, language, size and colours; projects come in turn
//  - the browser's way back shows nothing of the last visitor, nor is anything kept
//  - where there is nothing to lose nobody is asked
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kept, portrait, settled, stage, tap } from './lib/kiosk.mjs';

const all = stage('--kiosk-idle', '30');

async function shown() {
  const page = await all.show(portrait, { before: (context) => context.clock.install() });
  await page.clock.runFor(100);
  return page;
}

// Timers go by the test's clock, answers by the world's.
async function pass(page, ms) {
  await page.clock.runFor(ms);
  await settled(page);
}

const asking = (page) => page.locator('dialog[open]').count();

async function leaveTraces(page) {
  await tap(page, '[data-hold=language-en]');
  await tap(page, '[data-hold=contrast]');
  await tap(page, '[data-hold=size]');
  await tap(page, '.words');
  await page.keyboard.insertText('秘密の公園');
  await settled(page);
  await tap(page, '[data-key=search]');
}

test('a question, twenty seconds, and everything is gone', async () => {
  const page = await shown();
  const entries = await page.evaluate(() => history.length);
  await leaveTraces(page);
  await page.evaluate(() => document.querySelector('.view').scrollTo(0, 500));
  await page.waitForTimeout(200); // a scroll is a sign of life, too
  await pass(page, 29_000);
  assert.equal(await asking(page), 0);
  await pass(page, 1_500);
  assert.equal(await asking(page), 1);
  await pass(page, 18_000);
  assert.equal(await asking(page), 1);
  await pass(page, 3_000);
  assert.equal(await asking(page), 0);
  assert.equal(await page.locator('.attract').count(), 1);
  const left = await page.evaluate(() => ({
    lang: document.documentElement.lang, size: document.documentElement.dataset.size,
    contrast: document.documentElement.dataset.contrast, text: document.body.innerText,
    stored: [localStorage.length, sessionStorage.length, document.cookie, history.length, location.search + location.hash],
  }));
  assert.deepEqual([left.lang, left.size, left.contrast], ['ja', '0', 'usual']);
  assert.ok(!left.text.includes('秘密'));
  assert.deepEqual(left.stored.slice(0, 3), [0, 0, '']);
  assert.deepEqual(left.stored.slice(3), [entries, '']);
  await tap(page, '.touch');
  assert.equal(await page.locator('.view').evaluate((view) => view.scrollTop), 0);
  await tap(page, '.words');
  assert.equal(await page.locator('.typed').inputValue(), '');
  await page.goBack({ timeout: 2000 }).catch(() => null);
  assert.ok(!(await page.content()).includes('秘密'));
});

test('who answers goes on where they were', async () => {
  const page = await shown();
  await leaveTraces(page);
  const before = await page.locator('.view').innerText();
  await pass(page, 31_000);
  await page.locator('.go-on').tap();
  assert.equal(await asking(page), 0);
  await pass(page, 25_000);
  assert.equal(await asking(page), 0);
  assert.equal(await page.locator('.view').innerText(), before);
  await pass(page, 6_000);
  assert.equal(await asking(page), 1);
});

test('projects come in turn, and a touch begins', async () => {
  const page = await shown();
  await pass(page, 31_000);
  assert.equal(await asking(page), 0);
  const first = await page.locator('.slide-name').textContent();
  await pass(page, 8_100);
  const second = await page.locator('.slide-name').textContent();
  assert.notEqual(first, second);
  assert.equal(await page.locator('.home').count(), 1);
  await tap(page, '.touch');
  assert.equal(await page.locator('.start').count(), 1);
});

test('no question of a visitor is kept in the browser', async () => {
  const page = await all.show();
  const before = await kept(page, 77);
  await leaveTraces(page);
  await page.locator('.card').first().waitFor();
  await page.waitForTimeout(500);
  assert.deepEqual(await kept(page, 77), before);
  assert.deepEqual(before.filter((path) => path.startsWith('/v1/')), []);
});
