// Debian's Chromium, and what every test asks of a page.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { axeSource, chromium } from './packages.mjs';
import { env } from './daemon.mjs';

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

export const phone = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
export const desktop = { viewport: { width: 1280, height: 800 } };

export const launch = () =>
  chromium.launch({
    executablePath: env('KYODO_CHROMIUM'),
    // Chromium's sandbox refuses to work for root.
    chromiumSandbox: process.getuid() !== 0,
  });

/**
 * A page in a context of its own. page.faults: what went wrong in it. before(context) is called
 * first; wait: how far the page is loaded then.
 */
export async function open(browser, url, { before, wait = 'load', ...options } = {}) {
  const context = await browser.newContext({ locale: 'ja-JP', ...desktop, ...options });
  await before?.(context);
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') page.faults.push(message.text());
  });
  await page.goto(url, { waitUntil: wait });
  return page;
}

/** No rule of WCAG 2.2, A and AA, or none of these rules, is broken, as far as a machine can tell. */
export async function assertAccessible(page, state, rules = null) {
  const runOnly = rules === null ? { type: 'tag', values: wcag } : { type: 'rule', values: rules };
  // evaluate() is not subject to the page's Content-Security-Policy.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const { violations, passes } = await page.evaluate((only) => globalThis.axe.run(document, { runOnly: only }), runOnly);
  const told = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((n) => n.html).join('\n  ')}`);
  assert.deepEqual(told, [], state);
  assert.ok(passes.length > 0, `${state}: axe-core found nothing to look at`);
}

/** Nothing is cut off or has to be scrolled sideways. */
export async function assertFitsWidth(page, state) {
  const [wide, shown] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  assert.ok(wide <= shown, `${state}: ${wide} px wide in ${shown} px`);
}

/** Pictures for people to look at, where KYODO_SCREENSHOTS names a folder. */
export async function picture(page, name) {
  const folder = process.env.KYODO_SCREENSHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
