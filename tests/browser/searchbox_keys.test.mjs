// What is proved here, of the search box by keyboard:
//  - typing brings the daemon's own suggestions, with their readings; the focus never leaves the input
//  - arrows go through the list and round, and open it; with Alt they open and close it only
//  - Home, End, left and right give the caret back to the text
//  - Enter chooses what is active and searches for it; with nothing active it searches for the text
//  - Escape closes first and clears then; Tab closes and goes on, and changes nothing
//  - what is typed is never changed before something is chosen
//  - the number of suggestions is announced in the page's language while they are shown; nothing
//    found is, too
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activeText, bare, inputOf, isOpen, listOf, optionsOf, stage, typed } from './lib/box.mjs';

const all = stage();

const valueOf = (page) => inputOf(page).inputValue();

async function withList(text = 'こ') {
  const page = await all.show();
  await typed(page, text);
  return page;
}

test('typing shows what the daemon suggests, with readings', async () => {
  const page = await withList('こ');
  const wanted = await all.daemon.suggestions('こ');
  assert.ok(wanted.length > 1);
  assert.deepEqual(
    await optionsOf(page).locator('.text').allTextContents(),
    wanted.map((s) => s.text),
  );
  assert.deepEqual(
    await optionsOf(page).locator('.reading').allTextContents(),
    wanted.filter((s) => s.reading !== '' && s.reading !== s.text).map((s) => s.reading),
  );
  assert.equal(await valueOf(page), 'こ');
  assert.equal(await activeText(page), null);
  assert.deepEqual(page.faults, []);
});

test('input and list have one root, and the ids reach', async () => {
  const page = await withList();
  const same = await inputOf(page).evaluate((input) => {
    const list = input.getRootNode().getElementById(input.getAttribute('aria-controls'));
    return list?.getAttribute('role') === 'listbox' && input.getRootNode() instanceof ShadowRoot;
  });
  assert.ok(same);
});

test('arrows go down, up and round', async () => {
  const page = await withList();
  const texts = (await all.daemon.suggestions('こ')).map((s) => s.text);
  for (const text of [...texts, texts[0]]) {
    await page.keyboard.press('ArrowDown');
    assert.equal(await activeText(page), text);
  }
  for (const text of [texts.at(-1), texts.at(-2)]) {
    await page.keyboard.press('ArrowUp');
    assert.equal(await activeText(page), text);
  }
  assert.equal(await valueOf(page), 'こ');
  assert.ok(await inputOf(page).evaluate((input) => input.getRootNode().activeElement === input));
});

test('the up arrow begins at the end', async () => {
  const page = await withList();
  await page.keyboard.press('ArrowUp');
  assert.equal(await activeText(page), (await all.daemon.suggestions('こ')).at(-1).text);
});

test('arrows open the list, on an empty input too', async () => {
  const page = await all.show();
  const texts = (await all.daemon.suggestions('')).map((s) => s.text);
  await inputOf(page).focus();
  assert.equal(await isOpen(page), false);
  await page.keyboard.press('ArrowDown');
  await listOf(page).waitFor();
  assert.equal(await activeText(page), texts[0]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowUp');
  await listOf(page).waitFor();
  assert.equal(await activeText(page), texts.at(-1));
});

test('Alt and arrows open and close without choosing', async () => {
  const page = await withList();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Alt+ArrowUp');
  assert.equal(await isOpen(page), false);
  await page.keyboard.press('Alt+ArrowDown');
  await listOf(page).waitFor();
  assert.equal(await activeText(page), null);
  assert.equal(await valueOf(page), 'こ');
});

for (const [key, caret] of [['Home', 0], ['End', 2], ['ArrowLeft', 1], ['ArrowRight', 2]])
  test(`${key} gives the caret back to the text`, async () => {
    const page = await withList('公園');
    await page.keyboard.press('ArrowDown');
    assert.notEqual(await activeText(page), null);
    await page.keyboard.press(key);
    assert.equal(await activeText(page), null);
    assert.equal(await isOpen(page), true);
    assert.equal(await inputOf(page).evaluate((input) => input.selectionStart), caret);
  });

test('Enter searches for the active suggestion, hidden fields and all', async () => {
  const page = await withList('こ');
  const second = (await all.daemon.suggestions('こ'))[1].text;
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await Promise.all([page.waitForURL(`${all.daemon.origin}/?*`), page.keyboard.press('Enter')]);
  const { searchParams } = new URL(page.url());
  assert.deepEqual([...searchParams], [['from', 'box'], ['q', second]]);
});

test('Enter with nothing active searches for what was typed', async () => {
  const page = await withList('公園');
  await Promise.all([page.waitForURL(`${all.daemon.origin}/?*`), page.keyboard.press('Enter')]);
  assert.equal(new URL(page.url()).searchParams.get('q'), '公園');
});

test('a page can prevent the search after a choice', async () => {
  const page = await withList('公園');
  await page.evaluate(() =>
    document.addEventListener('kyodo-choose', (event) => {
      event.preventDefault();
      window.chosen = event.detail;
    }),
  );
  const { text, kind } = (await all.daemon.suggestions('公園'))[0];
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.deepEqual(await page.evaluate(() => window.chosen), { text, kind });
  assert.equal(await valueOf(page), text);
  assert.equal(await isOpen(page), false);
});

test('Escape closes, and clears only then', async () => {
  const page = await withList('公園');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  assert.equal(await isOpen(page), false);
  assert.equal(await valueOf(page), '公園');
  await page.keyboard.press('Escape');
  assert.equal(await valueOf(page), '');
});

test('Tab closes the list, goes on and leaves the text', async () => {
  const page = await withList('公園');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  assert.equal(await isOpen(page), false);
  assert.equal(await valueOf(page), '公園');
  const button = page.getByRole('button', { name: '検索' });
  assert.ok(await button.evaluate((b) => b.getRootNode().activeElement === b));
});

test('typing on deactivates, an emptied input closes', async () => {
  const page = await withList('公');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.insertText('園');
  assert.equal(await activeText(page), null);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await listOf(page).waitFor({ state: 'hidden' });
});

for (const { lang, many, none } of [
  { lang: 'ja', many: /^候補が8件あります/, none: /^候補はありません/ },
  { lang: 'en-GB', many: /^8 suggestions\./, none: /^No suggestions/ },
  { lang: 'ja-x-easy', many: /^ヒントが 8こ/, none: /^ヒントは ありません/ },
])
  test(`the number of suggestions is announced (${lang})`, async () => {
    const page = await all.show({ box: bare, lang });
    await typed(page, 'こ');
    const status = page.getByRole('status');
    await status.filter({ hasText: many }).waitFor();
    await page.keyboard.insertText('んなものはないぞ');
    await status.filter({ hasText: none }).waitFor();
    assert.equal(await isOpen(page), false);
  });

test('a closed list is announced no longer', async () => {
  const page = await withList('公園');
  const status = page.getByRole('status');
  await status.filter({ hasText: /^候補が/ }).waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await status.textContent(), '');
});

test('attributes: label, placeholder, limit, and the language for the result', async () => {
  const box = (daemon) => bare(daemon, 'label="Find" placeholder="park" limit="3" lang="en"');
  const page = await all.show({ box });
  assert.equal(await page.getByRole('combobox', { name: 'Find' }).getAttribute('placeholder'), 'park');
  await typed(page, 'こ');
  assert.equal(await optionsOf(page).count(), 3);
  await Promise.all([page.waitForURL(`${all.daemon.origin}/?*`), page.keyboard.press('Enter')]);
  assert.deepEqual([...new URL(page.url()).searchParams], [['lang', 'en'], ['q', 'こ']]);
});
