// The pages' typeface as browsers load it, made from npm's: node fonts.mjs FOLDER. The same sources and
// the same lock file give the same bytes.
import * as fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import subset from 'subset-font';
import { hashOf } from './hash.mjs';

const web = path.dirname(fileURLToPath(import.meta.url));
const packages = createRequire(import.meta.url);
const from = path.dirname(packages.resolve('@fontsource/biz-udpgothic/package.json'));

// The package has 120 lists of characters, the commonest last; the first sixty are rare. A page needs
// the first of our files, and two or three of the others; the last one has what JIS X 0208, level 1,
// has besides. The lists of what is rarer would be three times as long as all these, in a style sheet
// that every page has: it is left to what a device has. No character is in two files: a browser would
// load both.
const lists = 120;
const starts = [104, 92, 80, 60];

const codesOf = (range) =>
  range.split(',').flatMap((part) => {
    const [first, last = first] = part.trim().replace('U+', '').split('-').map((hex) => parseInt(hex, 16));
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });

const byCode = (a, b) => a - b;

/** As short as it can be said. */
function rangeOf(codes) {
  const spans = [];
  for (const code of codes) {
    const last = spans.at(-1);
    if (last !== undefined && code === last[1] + 1) last[1] = code;
    else spans.push([code, code]);
  }
  return spans.map(([first, last]) => `U+${first.toString(16)}${last > first ? `-${last.toString(16)}` : ''}`).join(',');
}

/** The characters of our own texts: labels, too. */
async function ours() {
  const folders = [path.join(web, 'texts'), path.join(web, 'searchbox'), path.join(web, '../data')];
  const files = await Promise.all(
    folders.map(async (folder) => (await fs.readdir(folder)).filter((name) => name.endsWith('.json')).map((name) => path.join(folder, name))),
  );
  const texts = await Promise.all(files.flat().map((file) => fs.readFile(file, 'utf8')));
  return [...texts.join('')].map((c) => c.codePointAt(0)).filter((code) => code >= 0x20);
}

/** Rows 16 to 47 of the character set. */
function levelOne() {
  const rows = Array.from({ length: 32 }, (_, row) => Array.from({ length: 94 }, (_, cell) => [0xb0 + row, 0xa1 + cell]));
  const text = new TextDecoder('euc-jp').decode(Uint8Array.from(rows.flat(2)));
  return [...text].map((c) => c.codePointAt(0)).filter((code) => code !== 0xfffd);
}

/** Our files: each character in the first that has it. */
async function partsOf(ranges) {
  const common = starts.map((start, i) => {
    const codes = [];
    for (let list = start; list < (i === 0 ? lists : starts[i - 1]); list++) codes.push(...codesOf(ranges[`[${list}]`]));
    return { name: `${i + 1}`, codes };
  });
  common[0].codes.push(...(await ours()));
  const seen = new Set();
  return [...common, { name: 'rare', codes: levelOne() }].map(({ name, codes }) => {
    const fresh = [...new Set(codes)].filter((code) => !seen.has(code)).sort(byCode);
    for (const code of fresh) seen.add(code);
    return { name, codes: fresh, range: rangeOf(fresh) };
  });
}

/** Without hints, which no screen that needs this typeface reads. */
async function source(weight) {
  const whole = await fs.readFile(path.join(from, `files/biz-udpgothic-japanese-${weight}-normal.woff2`));
  return subset(whole, undefined, { keepAllGlyphs: true, noHinting: true, targetFormat: 'truetype' });
}

const local = { 400: 'local("BIZ UDPGothic"),local("BIZUDPGothic-Regular")', 700: 'local("BIZ UDPGothic Bold"),local("BIZUDPGothic-Bold")' };

async function face(out, weight, font, { name, codes, range }) {
  const bytes = await subset(font, String.fromCodePoint(...codes), { targetFormat: 'woff2', keepFeatures: ['vert'] });
  const file = `${name}-${weight}.woff2`;
  await fs.writeFile(path.join(out, 'fonts', file), bytes);
  return (
    `@font-face{font-family:"BIZ UDPGothic";font-weight:${weight};font-display:swap;` +
    `src:${local[weight]},url(fonts/${file}?v=${hashOf(bytes)}) format("woff2");unicode-range:${range}}`
  );
}

// The two weights of a part stand side by side: the second list of characters then costs next to
// nothing in a compressed sheet. Telephones are spared the second.
async function rules(out, parts) {
  const regular = await source(400);
  const bold = await source(700);
  const found = [];
  for (const part of parts) {
    found.push(await face(out, 400, regular, part));
    found.push(`@media (min-width:40rem){${await face(out, 700, bold, part)}}`);
  }
  return found;
}

const out = process.argv[2];
if (out === undefined || process.argv.length > 3) {
  console.error('usage: node fonts.mjs FOLDER');
  process.exit(2);
}
const ranges = JSON.parse(await fs.readFile(path.join(from, 'unicode.json'), 'utf8'));
const parts = await partsOf(ranges);

// One that was made before from the same serves every build folder, as node_modules does.
const read = (name) => fs.readFile(path.join(web, name), 'utf8');
const key = hashOf(JSON.stringify([await read('fonts.mjs'), await read('package-lock.json'), parts]));
const made = path.join(web, 'node_modules/.typeface', key);
if (!(await fs.stat(made).catch(() => null))) {
  const unfinished = await fs.mkdtemp(path.join(web, 'node_modules/.typeface-'));
  await fs.mkdir(path.join(unfinished, 'fonts'));
  await fs.writeFile(path.join(unfinished, 'fonts.css'), `${(await rules(unfinished, parts)).join('\n')}\n`);
  await fs.copyFile(path.join(from, 'LICENSE'), path.join(unfinished, 'fonts/LICENSE.txt'));
  await fs.mkdir(path.dirname(made), { recursive: true });
  // Where another build was quicker, its one stands.
  await fs.rename(unfinished, made).catch(() => fs.rm(unfinished, { recursive: true }));
}
await fs.rm(out, { recursive: true, force: true });
await fs.cp(made, out, { recursive: true });
