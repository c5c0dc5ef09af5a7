// What is proved here, of what the pages leave alone:
//  - the Content-Security-Policy is never broken, whatever the visitor does
//  - no request leaves the origin; no cookie is set, nothing is stored
//  - what a record or a visitor wrote is never run
//  - the QR code says the public address of its page, as every absolute address does
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { boxOf, spoken, stage, states, statusOf, valueOf } from './lib/pages.mjs';

const site = 'https://kyodo.example.jp';
const all = stage('--public-url', site);

/** A page that notes every breach and every request from its first byte on. */
async function watched(path) {
  const asked = [];
  const breaches = [];
  const page = await all.show(path, {
    before: async (context) => {
      context.on('request', (request) => asked.push(request.url()));
      await context.exposeBinding('breach', (_, what) => breaches.push(what));
      await context.addInitScript(() =>
        document.addEventListener('securitypolicyviolation', (e) => globalThis.breach(`${e.violatedDirective} ${e.blockedURI}`)),
      );
    },
  });
  return { page, asked, breaches };
}

async function assertSealed({ page, asked, breaches }, state) {
  assert.deepEqual(breaches, [], state);
  assert.deepEqual(page.faults.filter((fault) => !/status of 404/.test(fault)), [], state);
  assert.ok(asked.length > 0, state);
  for (const url of asked) assert.equal(new URL(url).origin, all.daemon.origin, url);
  assert.deepEqual(await page.context().cookies(), [], state);
  const kept = await page.evaluate(async () => [
    localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys().catch(() => [])).length,
    (await navigator.serviceWorker?.getRegistrations())?.length ?? 0,
  ]);
  assert.deepEqual(kept, [0, 0, 0, 0, 0], state);
}

test('every page', async () => {
  for (const [state, path] of Object.entries(states)) {
    const seen = await watched(spoken(path, 'ja'));
    await seen.page.evaluate(() => document.fonts.ready);
    await assertSealed(seen, state);
    await seen.page.context().close();
  }
});

test('a visit: words, suggestions, a facet, a page, a record', async () => {
  const seen = await watched('/');
  const { page } = seen;
  await boxOf(page).click();
  await page.keyboard.insertText('公');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/?q=*', { waitUntil: 'commit' });
  await valueOf(page, 'category', '環境保全').click();
  await page.locator('.chip').waitFor();
  await page.goto(`${all.daemon.origin}/overview`);
  await page.locator('.picture a').first().click();
  await page.waitForURL('**/?*');
  await page.locator('.hit h3 a').first().click();
  await page.waitForURL('**/projects/*');
  await assertSealed(seen, 'visit');
});

test('a script that gets into a page all the same is not run', async () => {
  const { page, breaches } = await watched('/');
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.ran = true';
    document.body.append(script);
    const image = document.createElement('img');
    image.setAttribute('onerror', 'globalThis.ran = true');
    image.src = 'data:,';
    document.body.append(image);
  });
  await page.waitForFunction(() => document.querySelector('img:last-of-type')?.complete !== false);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  assert.equal(await page.evaluate(() => globalThis.ran), undefined);
  assert.ok(breaches.length >= 2);
});

test('what a visitor wrote is text: in the address, and in place', async () => {
  const word = '<img src=x onerror="globalThis.ran=1">"\'&';
  for (const path of [`/?q=${encodeURIComponent(word)}`, `/?category=${encodeURIComponent(word)}`, `/?sort=${encodeURIComponent(word)}`]) {
    const seen = await watched(path);
    assert.ok((await seen.page.locator('body').innerText()).includes('<img') || (await boxOf(seen.page).inputValue()) === word, path);
    assert.equal(await seen.page.locator('main img').count(), 0, path);
    await assertSealed(seen, path);
  }
  const seen = await watched('/');
  await boxOf(seen.page).click();
  await seen.page.keyboard.insertText(word);
  await seen.page.waitForURL('**/?q=*', { waitUntil: 'commit' });
  assert.match(await seen.page.title(), /<img src=x/);
  assert.equal(await seen.page.locator('main img').count(), 0);
  assert.ok((await statusOf(seen.page).innerText()).length > 0);
  await assertSealed(seen, 'in place');
});

test('the QR code says the public address, read as a telephone would', async () => {
  for (const id of ['2020-1', '2020-77']) {
    const page = await all.show(`/projects/${id}`);
    const picture = await page.locator('.qr img').screenshot();
    const read = execFileSync('zbarimg', ['--quiet', '--raw', '--nodbus', '-'], { input: picture, encoding: 'utf8' }).trim();
    assert.equal(read, `${site}/projects/${id}`);
    assert.equal(await page.locator('.permalink a').getAttribute('href'), read);
    assert.equal(await page.locator('link[rel=canonical]').getAttribute('href'), read);
  }
  const dark = await all.show('/projects/2020-1', { colorScheme: 'dark' });
  const picture = await dark.locator('.qr img').screenshot();
  assert.match(execFileSync('zbarimg', ['--quiet', '--raw', '--nodbus', '-'], { input: picture, encoding: 'utf8' }), /2020-1/);
});
