// What is proved here, of the kiosk's keyboard:
//  - every reading of all 77 names can be typed to its end on it
//  - for each beginning of them (of an eighth; tortured, of all) the lit keys are exactly those by which some reading goes on as the
//    daemon says it: a kana, or the kana that a mark makes it of; the others are dim, and do nothing
//  - on the boards of letters and digits, and behind kanji, letters and digits, the lit keys are those
//    behind which something is offered
//  - a suggestion searches by one tap; a mark changes the last kana and changes it back
//  - letters and digits have keyboards; every key is a button that has a name
//  - a keyboard with an input method types too, and Enter of a conversion does not search
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { settled, stage, tap, portrait, landscape, torture } from './lib/kiosk.mjs';

const all = stage();
const readings = (await readFile(new URL('../relevance/readings.tsv', import.meta.url), 'utf8'))
  .split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t')[2]);

const smalls = { あ: 'ぁ', い: 'ぃ', う: 'ぅ', え: 'ぇ', お: 'ぉ', や: 'ゃ', ゆ: 'ゅ', よ: 'ょ', つ: 'っ', わ: 'ゎ' };

async function keyboard(shape = portrait) {
  const page = await all.show(shape);
  await tap(page, '.words');
  return page;
}

/** In the page: type a reading by its keys; what was wrong with the light on the way. */
async function typeThere([reading, lights]) {
  const busy = () => document.querySelector('.typing').getAttribute('aria-busy') === 'true';
  const rest = async () => {
    while (busy()) await new Promise((done) => setTimeout(done, 1));
  };
  const press = async (selector) => {
    const key = document.querySelector(selector);
    if (key === null) return `no ${selector}`;
    if (key.getAttribute('aria-disabled') === 'true') return `dim ${selector}`;
    key.click();
    await rest();
    return null;
  };
  const smalls = { ぁ: 'あ', ぃ: 'い', ぅ: 'う', ぇ: 'え', ぉ: 'お', ゃ: 'や', ゅ: 'ゆ', ょ: 'よ', っ: 'つ', ゎ: 'わ' };
  const taken = (kana) => {
    const [base, sign] = (smalls[kana] ?? kana).normalize('NFD');
    const mark = kana in smalls ? '小' : { '\u3099': '゛', '\u309a': '゜' }[sign];
    return mark === undefined ? [base] : [base, mark];
  };
  const wrong = [];
  const checkLight = async (typed) => {
    const { next } = await (await fetch(`/v1/suggest?${new URLSearchParams({ q: typed })}`)).json();
    const wanted = new Set(next.map((kana) => taken(kana)[0]));
    for (const key of document.querySelectorAll('[data-kana]'))
      if ((key.getAttribute('aria-disabled') !== 'true') !== wanted.has(key.dataset.key)) wrong.push(`${typed}+${key.dataset.key}`);
  };
  document.querySelector('[data-do=clear]').click();
  await rest();
  let typed = '';
  for (const kana of reading) {
    const board = /[0-9]/.test(kana) ? 'digits' : /[A-Za-z]/.test(kana) ? 'abc' : 'kana';
    if (document.querySelector(`[data-board=${board}]`).getAttribute('aria-pressed') !== 'true') {
      document.querySelector(`[data-board=${board}]`).click();
      await rest();
    }
    if (lights && board === 'kana' && !/[^ぁ-ゖー]/.test(typed)) await checkLight(typed);
    for (const key of board === 'kana' ? taken(kana) : [kana.toUpperCase()]) {
      const fault = await press(`[data-key="${key}"]`);
      if (fault !== null) return [...wrong, `${typed}: ${fault}`];
    }
    typed += kana;
  }
  const value = document.querySelector('.typed').value.toLowerCase();
  return value === reading.toLowerCase() ? wrong : [...wrong, `${value} for ${reading}`];
}

test('every reading of every name can be typed, and only what leads on is lit', async () => {
  assert.equal(readings.length, 77);
  const page = await keyboard();
  for (const [i, reading] of readings.entries())
    assert.deepEqual(await page.evaluate(typeThere, [reading, torture || i % 8 === 0]), [], reading);
  assert.deepEqual(page.faults, []);
});

test('a dim key does nothing, a mark goes and comes, keys that erase erase', async () => {
  const page = await keyboard(landscape);
  const typed = page.locator('.typed');
  const key = (name) => tap(page, `[data-key="${name}"]`);
  await key('こ');
  await key('か');
  await key('゛');
  assert.equal(await typed.inputValue(), 'こが');
  assert.equal(await page.locator('[data-key="ぬ"]').getAttribute('aria-disabled'), 'true');
  await page.locator('[data-key="ぬ"]').tap({ force: true });
  assert.equal(await typed.inputValue(), 'こが');
  await key('ね');
  await tap(page, '[data-do=delete]');
  assert.equal(await typed.inputValue(), 'こが');
  await tap(page, '[data-do=space]');
  assert.equal(await typed.inputValue(), 'こが ');
  await tap(page, '[data-do=clear]');
  assert.equal(await typed.inputValue(), '');
});

test('a suggestion is a search', async () => {
  const page = await keyboard();
  await tap(page, '[data-key="た"]');
  await tap(page, '[data-key="こ"]');
  const text = await page.locator('.suggestion span').first().textContent();
  assert.equal(text, (await all.daemon.suggestions('たこ', 12))[0].text);
  await tap(page, '.suggestion');
  assert.ok((await page.locator('.card').count()) > 0);
  assert.equal(await page.locator('.chip span').first().textContent(), text);
});

test('letters and digits are typed on their keyboards', async () => {
  const page = await keyboard();
  await tap(page, '[data-board=abc]');
  for (const letter of 'NPO') await tap(page, `[data-key="${letter}"]`);
  assert.equal(await page.locator('.typed').inputValue(), 'NPO');
  await tap(page, '[data-do=clear]');
  await tap(page, '[data-board=digits]');
  await tap(page, '[data-key="2"]');
  await tap(page, '[data-key="4"]');
  assert.equal(await page.locator('.typed').inputValue(), '24');
  await tap(page, '[data-do=delete]');
  await tap(page, '[data-key=search]');
  assert.ok((await page.locator('.card').count()) > 0);
});

test('on every board, behind anything, a key is lit where something goes on', async () => {
  const page = await keyboard();
  const offered = async (q) => (await all.daemon.suggestions(q, 1)).length > 0;
  for (const [board, texts] of [['abc', ['', 'N', 'ky', '公園']], ['digits', ['', '2', 'だい', '公園 ']], ['kana', ['だい29', '公園', 'NPO', '24回']]]) {
    await tap(page, `[data-board=${board}]`);
    for (const text of texts) {
      await page.locator('.typed').fill(text);
      await settled(page);
      const keys = await page.locator('.grid [data-key]').evaluateAll((some) => some.map((key) => [key.dataset.key, key.getAttribute('aria-disabled') !== 'true']));
      for (const [key, lit] of keys) {
        const forms = [key, ...['\u3099', '\u309a'].map((sign) => (key + sign).normalize('NFC')).filter((form) => form.length === 1), smalls[key] ?? key];
        const leads = (await Promise.all(forms.map((form) => offered(text + form)))).some((there) => there);
        assert.equal(lit, leads, `${text}+${key}`);
      }
    }
  }
});

test('every key is a button with a name, and Tab comes by', async () => {
  const page = await keyboard();
  const bare = await page.locator('.keys button').evaluateAll((keys) =>
    keys.filter((key) => key.tabIndex < 0 || (key.getAttribute('aria-label') ?? key.textContent).trim() === '').length);
  assert.equal(bare, 0);
  assert.ok((await page.locator('.keys button').count()) > 55);
  await page.locator('.typed').focus();
  const keys = await page.locator('.keys button').evaluateAll((some) => some.map(({ textContent }) => textContent));
  const met = [];
  for (let i = 0; i < keys.length + 1; i++) {
    await page.keyboard.press('Tab');
    met.push(await page.evaluate(() => document.activeElement.textContent));
  }
  assert.deepEqual(met.slice(1), keys); // behind the button that searches
});

test('a real keyboard types, too, and a conversion is its own', async () => {
  const page = await keyboard();
  await tap(page, '[data-key="こ"]');
  await tap(page, '[data-board=digits]');
  await page.keyboard.press('Backspace');
  await page.keyboard.insertText('公園');
  assert.equal(await page.locator('.typed').inputValue(), '公園');
  await settled(page);
  assert.ok((await page.locator('.suggestion').count()) > 0);
  await page.locator('.typed').evaluate((input) => {
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }));
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true }));
  });
  await settled(page);
  assert.equal(await page.locator('.typing').count(), 1);
  await page.keyboard.press('Enter');
  await page.locator('.card').first().waitFor();
});
