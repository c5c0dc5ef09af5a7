// What is proved here, of the search box while Japanese is being converted:
//  - suggestions come while composing
//  - the Enter that confirms a conversion neither searches nor chooses, in Chromium's way (isComposing)
//    and in Safari's (isComposing already false, keyCode 229); the next Enter does
//  - Escape, arrows, Home and End during a conversion are the input method's
//  - what a keyboard of Android composes is never ignored, and a choice is possible meanwhile
//  - a script that comes while someone is composing takes nothing away
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activeText, inputOf, isOpen, listOf, optionsOf, ownForm, stage } from './lib/box.mjs';

const all = stage();

/** An input method by CDP: Chromium composes for real. */
async function ime(page) {
  const cdp = await page.context().newCDPSession(page);
  return {
    compose: (text) =>
      cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length }),
    commit: (text) => cdp.send('Input.insertText', { text }),
    // What a page sees of a key that the input method takes.
    key: async (key) => {
      const event = { key, code: key, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
      await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
      await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    },
  };
}

async function composing(text) {
  const page = await all.show();
  await inputOf(page).click();
  const method = await ime(page);
  await method.compose(text);
  return { page, method };
}

const staysHere = (page) => page.url().startsWith(all.site.origin);

test('suggestions come while composing', async () => {
  const { page } = await composing('こうえ');
  await listOf(page).waitFor();
  const wanted = (await all.daemon.suggestions('こうえ')).map((s) => s.text);
  assert.ok(wanted.length > 0);
  assert.deepEqual(await optionsOf(page).locator('.text').allTextContents(), wanted);
});

test('keys of a conversion are left to the input method', async () => {
  const { page, method } = await composing('こうえん');
  await listOf(page).waitFor();
  const keys = await inputOf(page).evaluateHandle((input) => {
    const seen = [];
    input.addEventListener('keydown', (event) => seen.push([event.key, event.isComposing]));
    return seen;
  });
  for (const key of ['ArrowDown', 'ArrowUp', 'Home', 'End', 'Tab', 'Escape', 'Enter']) {
    await method.key(key);
    assert.equal(await isOpen(page), true, key);
    assert.equal(await activeText(page), null, key);
    assert.equal(await inputOf(page).inputValue(), 'こうえん', key);
  }
  for (const [, isComposing] of await keys.jsonValue()) assert.equal(isComposing, true);
  assert.ok(staysHere(page));
});

test('Enter confirms, and only the next one searches', async () => {
  const { page, method } = await composing('公園');
  await listOf(page).waitFor();
  await method.key('Enter');
  await method.commit('公園');
  assert.ok(staysHere(page));
  await Promise.all([page.waitForURL(`${all.daemon.origin}/?*`), page.keyboard.press('Enter')]);
  assert.equal(new URL(page.url()).searchParams.get('q'), '公園');
});

test('a confirming Enter as Safari tells it chooses nothing', async () => {
  const { page, method } = await composing('公園');
  await method.commit('公園');
  await listOf(page).waitFor();
  await page.keyboard.press('ArrowDown');
  const active = await activeText(page);
  assert.notEqual(active, null);
  const prevented = await inputOf(page).evaluate((input) => {
    const key = (name, keyCode, isComposing) => {
      const event = new KeyboardEvent('keydown', { key: name, keyCode, isComposing, bubbles: true, composed: true, cancelable: true });
      input.dispatchEvent(event);
      return event.defaultPrevented;
    };
    input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    input.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '公園' }));
    key('Escape', 229, false);
    return [key('Enter', 229, false), key('Enter', 13, true), key('ArrowDown', 40, true)];
  });
  assert.deepEqual(prevented, [false, false, false]);
  assert.equal(await isOpen(page), true);
  assert.equal(await activeText(page), active);
  assert.equal(await inputOf(page).inputValue(), '公園');
  assert.ok(staysHere(page));
});

test('a keyboard that composes all the time gets suggestions and may choose', async () => {
  const { page, method } = await composing('さ');
  await listOf(page).waitFor();
  const before = await optionsOf(page).locator('.text').allTextContents();
  await method.compose('さく');
  const wanted = (await all.daemon.suggestions('さく')).map((s) => s.text);
  assert.notDeepEqual(wanted, before);
  await optionsOf(page).filter({ hasText: wanted[0] }).first().waitFor();
  await Promise.all([page.waitForURL(`${all.daemon.origin}/?*`), optionsOf(page).first().click()]);
  assert.equal(new URL(page.url()).searchParams.get('q'), wanted[0]);
});

test('the box waits for a composition that was begun before the script came', async () => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const page = await all.show({ box: ownForm, before: (context) =>
    context.route('**/searchbox.js', async (route) => {
      await held;
      await route.continue();
    }), wait: 'commit' });
  const plain = page.locator('#words');
  await plain.click();
  const method = await ime(page);
  await method.compose('こうえ');
  release();
  await page.waitForFunction(() => customElements.get('kyodo-search') !== undefined);
  assert.equal(await plain.evaluate((input) => input.getRootNode() === document), true);
  await method.compose('こうえん');
  assert.equal(await plain.inputValue(), 'こうえん');
  await method.commit('公園');
  await inputOf(page).waitFor();
  assert.equal(await inputOf(page).inputValue(), '公園');
  assert.equal(await inputOf(page).evaluate((input) => input.getRootNode().activeElement === input), true);
  await page.keyboard.press('ArrowDown');
  await listOf(page).waitFor();
});
