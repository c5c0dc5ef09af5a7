// The kiosk on the real daemon: a touch screen in either orientation.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launch, open } from './browser.mjs';
import { Daemon } from './daemon.mjs';

/** More of everything: ./do torture. */
export const torture = process.env.KYODO_TORTURE === '1';

export const portrait = { viewport: { width: 1080, height: 1920 }, hasTouch: true };
export const landscape = { viewport: { width: 1920, height: 1080 }, hasTouch: true };

/** Nothing is under way any longer. */
export const settled = (page) =>
  page.waitForFunction(() => document.querySelectorAll('#kiosk [aria-busy=true], #kiosk[aria-busy=true]').length === 0 && document.querySelector('#kiosk .screen') !== null);

export async function tap(page, selector) {
  await page.locator(selector).first().tap();
  await settled(page);
}

/** Waits until everything is kept that the kiosk keeps of so many records; the paths of that. */
export async function kept(page, records) {
  const paths = () => page.evaluate(async () => {
    const found = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return found.flat().map(({ url }) => new URL(url).pathname).sort();
  });
  const codes = (some) => some.filter((path) => path.endsWith('/qr.svg')).length;
  let found = await paths();
  for (let i = 0; codes(found) !== records && i < 300; i++) {
    await page.waitForTimeout(100);
    found = await paths();
  }
  assert.equal(codes(found), records);
  for (const part of ['/kiosk', '/assets/kiosk.js', '/assets/kiosk.css', '/assets/fonts.css', '/kiosk/copy.json']) assert.ok(found.includes(part), part);
  return found;
}

/** A browser and a daemon for all tests of a file; show() gives the kiosk's first screen. */
export function stage(...options) {
  const all = { pages: [] };
  before(async () => {
    all.daemon = await Daemon.start(...options);
    all.browser = await launch();
  });
  after(async () => {
    await all.browser?.close();
    await all.daemon?.stop();
  });
  all.show = async (shape = portrait, more = {}) => {
    const page = await open(all.browser, `${all.daemon.origin}/kiosk`, { reducedMotion: 'reduce', ...shape, ...more });
    await settled(page);
    return page;
  };
  return all;
}

/** What a daemon answers by its contract. */
export async function answer(daemon, path, fields = {}) {
  const response = await fetch(`${daemon.origin}${path}?${new URLSearchParams(fields)}`);
  return response.json();
}
