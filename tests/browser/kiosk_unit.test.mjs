// What is proved here, of the files that make a screen in a hall of it (searchd/systemd):
//  - what the unit leaves of the browser's profile at a start brings the kiosk up while the daemon is
//    away, and holds nothing else
//  - the policies are JSON and allow the unit's address alone
//  - no key of a keyboard, and no wheel, commands the browser; text is typed all the same
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Daemon, env } from './lib/daemon.mjs';
import { kept, portrait, settled, stage, tap } from './lib/kiosk.mjs';
import { chromium } from './lib/packages.mjs';

const all = stage();
const delivered = (name) => readFile(new URL(`../../searchd/systemd/${name}`, import.meta.url), 'utf8');
const unit = (await delivered('kyodo-kiosk.service')).replace(/\\\n\s*/g, '');

/** The kiosk in a browser with this profile. */
async function withProfile(profile, origin, look) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: env('KYODO_CHROMIUM'), chromiumSandbox: process.getuid() !== 0, ...portrait,
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`${origin}/kiosk`);
    await settled(page);
    await look(page);
  } finally {
    await context.close();
  }
}

test('what outlives a start brings it up', async () => {
  const [, before] = /^ExecStartPre=(.*)$/m.exec(unit);
  const state = await mkdtemp(path.join(os.tmpdir(), 'kyodo-state-'));
  const profile = path.join(state, 'kyodo-kiosk/profile');
  assert.ok(unit.includes(' --user-data-dir=%S/kyodo-kiosk/profile '));
  await mkdir(profile, { recursive: true });
  const daemon = await Daemon.start();
  try {
    await withProfile(profile, daemon.origin, async (page) => {
      await kept(page, 77);
      await tap(page, '.words');
      await page.keyboard.insertText('秘密の公園');
      await tap(page, '[data-key=search]');
    });
    await daemon.kill();
    execFileSync('/bin/sh', ['-c', before.replaceAll('%S', state)]);
    assert.deepEqual([await readdir(profile), await readdir(path.join(profile, 'Default'))], [['Default'], ['Service Worker']]);
    await withProfile(profile, daemon.origin, async (page) => {
      assert.notEqual((await page.locator('.banner').textContent()).trim(), '');
      await tap(page, '[data-facet=category]');
      await tap(page, '[data-value="環境保全"]');
      assert.ok((await page.locator('.card').count()) > 10);
    });
  } finally {
    await daemon.stop();
    await rm(state, { recursive: true });
  }
});

test('the policies allow the address of the unit alone', async () => {
  const { origin, pathname } = new URL(/(\S+)$/.exec(/^ExecStart=(.*)$/m.exec(unit)[1])[1]);
  assert.equal(pathname, '/kiosk');
  const policies = JSON.parse(await delivered('kyodo-kiosk-policies.json'));
  assert.deepEqual([policies.URLBlocklist, policies.URLAllowlist], [['*'], [origin]]);
});

test('a keyboard commands nothing', async () => {
  const page = await all.show();
  await page.evaluate(() => {
    window.passed = [];
    for (const name of ['keydown', 'wheel', 'copy', 'contextmenu'])
      window.addEventListener(name, (event) => event.defaultPrevented || window.passed.push(event.key ?? name));
  });
  await tap(page, '.words');
  await page.keyboard.insertText('公園');
  await page.keyboard.press('Control+a');
  for (const key of ['Control+c', 'Control+t', 'Control+Shift+n', 'Control+p', 'Control+f', 'Control+=', 'F1', 'F5', 'F11', 'F12', 'Alt+ArrowLeft', 'Meta+l'])
    await page.keyboard.press(key);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, 100);
  await page.keyboard.up('Control');
  await page.locator('.typed').click({ button: 'right' });
  await page.keyboard.press('End');
  await page.keyboard.press('a');
  const passed = await page.evaluate(() => window.passed);
  assert.deepEqual(passed.filter((key) => !['Control', 'Shift', 'Alt', 'Meta'].includes(key)), ['a', 'End', 'a']);
  assert.equal(await page.locator('.typed').inputValue(), '公園a');
});
