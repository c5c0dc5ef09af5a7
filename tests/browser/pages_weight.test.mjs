// What is proved here, of what the pages weigh and of Lighthouse's judgement, for a telephone:
//  - a page of results, with all it needs but typefaces, comes in 60 KB at most
//  - accessibility and best practices get 100, SEO 100: for results without the audit is-crawlable, since
//    they are noindex on purpose, which is asserted, too
//  - performance is told, not judged: other work on the machine counts in it
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { phone } from './lib/browser.mjs';
import { env } from './lib/daemon.mjs';
import { stage, states } from './lib/pages.mjs';
import { lighthouse } from './lib/packages.mjs';

const all = stage();
const MOST_BYTES = 60_000;

async function weigh(path) {
  const context = await all.browser.newContext(phone);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  const types = new Map();
  const bytes = {};
  cdp.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId);
    bytes[type] = (bytes[type] ?? 0) + encodedDataLength;
  });
  await page.goto(all.daemon.origin + path, { waitUntil: 'networkidle' });
  return bytes;
}

test('a page of results weighs 60 KB at most', async (t) => {
  for (const path of [states.results, '/?sort=name']) {
    const bytes = await weigh(path);
    t.diagnostic(`${path}: ${JSON.stringify(bytes)}`);
    assert.ok(bytes.Document > 1000 && bytes.Stylesheet > 1000 && bytes.Script > 1000, 'all of it was seen');
    const { Font: fonts = 0, ...rest } = bytes;
    const sum = Object.values(rest).reduce((a, b) => a + b, 0);
    t.diagnostic(`${path}: ${sum} bytes, and ${fonts} of typefaces`);
    assert.ok(sum <= MOST_BYTES, `${path}: ${sum}`);
  }
});

let tools;
let chrome;
before(async () => {
  tools = await lighthouse();
  const flags = ['--headless=new', ...(process.getuid() === 0 ? ['--no-sandbox'] : [])];
  chrome = await tools.start({ chromePath: env('KYODO_CHROMIUM'), chromeFlags: flags, logLevel: 'silent' });
});
after(() => chrome?.kill());

const categories = ['performance', 'accessibility', 'best-practices', 'seo'];

async function judge(path) {
  const options = { port: chrome.port, output: 'json', logLevel: 'error', onlyCategories: categories };
  const { lhr } = await tools.measure(all.daemon.origin + path, options);
  assert.equal(lhr.runtimeError, undefined);
  const failed = (name) =>
    lhr.categories[name].auditRefs
      .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
      .map(({ id }) => id);
  const scores = Object.fromEntries(categories.map((name) => [name, Math.round(lhr.categories[name].score * 100)]));
  return { scores, failed, lhr };
}

for (const [state, path, seo] of [
  ['front', '/', []],
  ['results', encodeURI(states.results), ['is-crawlable']],
  ['project', states.project, []],
])
  test(`Lighthouse: ${state}`, async (t) => {
    const tell = ({ scores, lhr }) => {
      const { 'first-contentful-paint': first, 'largest-contentful-paint': largest, 'total-blocking-time': blocked, 'cumulative-layout-shift': shift } = lhr.audits;
      t.diagnostic(`${state}: ${JSON.stringify(scores)}; FCP ${first.displayValue}, LCP ${largest.displayValue}, TBT ${blocked.displayValue}, CLS ${shift.displayValue}`);
    };
    const judged = await judge(path);
    tell(judged);
    const { scores, failed } = judged;
    assert.deepEqual(failed('accessibility'), []);
    assert.deepEqual(failed('best-practices'), []);
    assert.deepEqual(failed('seo'), seo);
    assert.equal(scores.accessibility, 100);
  });
