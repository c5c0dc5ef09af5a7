// What is proved here, of the pages' typeface where a device has none of its own:
//  - on a wide screen it comes after the first paint, in both weights; without JavaScript, too
//  - a telephone's first page shows its own and fetches ours, in one weight and half a megabyte at most;
//    the next page uses it, and fetches nothing anew
//  - it has every character of our own texts and of the published table, but rare ones
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { desktop, phone } from './lib/browser.mjs';
import { hitsOf, languages, spoken, stage, states } from './lib/pages.mjs';

const MOST_BYTES = 500_000;

// What fontconfig tells the browser: all that there is, but this.
const without = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include>/etc/fonts/fonts.conf</include><selectfont><rejectfont>
<pattern><patelt name="family"><string>BIZ UDPGothic</string></patelt></pattern>
</rejectfont></selectfont></fontconfig>`;

const folder = mkdtempSync(path.join(os.tmpdir(), 'kyodo-fonts-'));
process.env.FONTCONFIG_FILE = path.join(folder, 'fonts.conf');
writeFileSync(process.env.FONTCONFIG_FILE, without);
after(() => rmSync(folder, { recursive: true }));
const all = stage();

/** asked: files that came over the network, with their bytes. */
async function show(address, options) {
  const asked = [];
  const note = async (request) => {
    const [, file] = /fonts\/(.*)\.woff2/.exec(request.url()) ?? [];
    if (file !== undefined) asked.push({ file, bytes: (await request.sizes()).responseBodySize });
  };
  const page = await all.show(address, { ...options, before: (context) => void context.on('requestfinished', note) });
  return { page, asked };
}

/** Weights that are in use. */
const weights = (page) =>
  page.evaluate(() => [...new Set([...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.weight))].sort());
const inUse = (page, wanted) =>
  page.waitForFunction((n) => new Set([...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.weight)).size >= n, wanted);

for (const javaScriptEnabled of [true, false])
  test(`a wide screen uses both weights, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
    const { page } = await show(states.results, { ...desktop, javaScriptEnabled });
    await inUse(page, 2);
    assert.deepEqual(await weights(page), ['400', '700']);
    assert.deepEqual(page.faults, []);
  });

test('a telephone fetches it on the first page and uses it on the next', async (t) => {
  const { page, asked } = await show(states.results, phone);
  await page.waitForLoadState('networkidle');
  assert.deepEqual(await weights(page), []);
  const files = asked.map(({ file }) => file);
  assert.ok(files.length > 1 && files.every((file) => file.endsWith('-400')), files.join());
  const sum = asked.reduce((n, { bytes }) => n + bytes, 0);
  t.diagnostic(`${sum} bytes in ${files.length} files`);
  assert.ok(sum > 100_000 && sum <= MOST_BYTES, String(sum));
  await hitsOf(page).first().tap();
  await page.waitForURL('**/projects/*');
  await inUse(page, 1);
  assert.deepEqual(await weights(page), ['400']);
  const served = await page.evaluate(() =>
    performance.getEntriesByType('resource').filter((e) => e.name.includes('.woff2')).map((e) => e.transferSize),
  );
  assert.ok(served.length > 0);
  for (const bytes of served) assert.equal(bytes, 0, 'from the cache');
});

test('our own texts are in it', async () => {
  const { page } = await show('/', desktop);
  const sheet = await page.evaluate(async () => (await fetch(document.querySelector('link[data-typeface]').href)).text());
  const spans = [...sheet.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/g)].map(([, a, b]) => [parseInt(a, 16), parseInt(b ?? a, 16)]);
  const has = (c) => spans.some(([a, b]) => a <= c.codePointAt(0) && c.codePointAt(0) <= b);
  const rare = new Set();
  let n = 0;
  for (const lang of languages)
    for (const address of [states.front, '/?limit=100', states['category by partner'], states.data]) {
      const response = await page.request.get(all.daemon.origin + encodeURI(spoken(address, lang)));
      for (const c of (await response.text()).replace(/<[^>]*>/g, '').replace(/\s/g, '')) {
        n++;
        if (!has(c)) rare.add(c);
      }
    }
  assert.ok(n > 10_000);
  assert.ok(rare.size <= 3, [...rare].join(''));
});
