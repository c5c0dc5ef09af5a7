// From a tap on the kiosk to its painted answer, by the browser's own clock: node kiosk.mjs ORIGIN.
// Median and 95th percentile of each kind of tap, in milliseconds; the aim is 100 at the 95th.
import { createRequire } from 'node:module';

const packages = createRequire(new URL('../web/package.json', import.meta.url));
const { chromium } = packages('playwright-core');
const [, , origin] = process.argv;
const ROUNDS = 12;

// A tap begins when the finger leaves; its answer stands once a frame has been painted after the
// screen says that nothing is under way.
function watch() {
  window.taps = [];
  const busy = () => document.querySelector('#kiosk[aria-busy=true], #kiosk [aria-busy=true]') !== null;
  window.addEventListener('pointerup', ({ timeStamp }) => {
    const painted = () => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.taps.push(performance.now() - timeStamp);
      channel.port2.postMessage(null);
    });
    const look = () => (busy() ? requestAnimationFrame(look) : painted());
    window.addEventListener('click', () => setTimeout(look), { once: true });
  }, { capture: true });
}

const at = (times, share) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', chromiumSandbox: process.getuid() !== 0 });
const context = await browser.newContext({ viewport: { width: 1080, height: 1920 }, hasTouch: true, locale: 'ja-JP' });
const page = await context.newPage();
await page.addInitScript(watch);
await page.goto(`${origin}/kiosk`);
await page.locator('.start .choice').nth(1).waitFor();

const measured = new Map();
async function tap(kind, selector) {
  const n = await page.evaluate(() => window.taps.length);
  await page.locator(selector).first().tap();
  await page.waitForFunction((before) => window.taps.length > before, n);
  const times = measured.get(kind) ?? [];
  measured.set(kind, [...times, await page.evaluate(() => window.taps.at(-1))]);
}

for (let round = 0; round < ROUNDS; round++) {
  for (const facet of ['category', 'partner', 'form', 'department']) {
    await tap('a facet', `[data-facet=${facet}]`);
    await tap('a value', `.choices li:nth-child(${(round % 5) + 1}) .choice`);
    await tap('a project', '.card');
    await tap('back', '.back');
    await tap('narrow', '.narrow-by');
    await tap('to the start', '.home');
  }
  await tap('words', '.words');
  for (const key of ['こ', 'う']) await tap('a key', `[data-key="${key}"]`);
  await tap('a suggestion', '.suggestion');
  await tap('to the start', '.home');
}
for (const [kind, times] of [...measured, ['all', [...measured.values()].flat()]])
  console.log(`  ${kind.padEnd(14)} ${String(times.length).padStart(4)} taps: median ${at(times, 0.5).toFixed(0)} ms, p95 ${at(times, 0.95).toFixed(0)} ms`);
await browser.close();
