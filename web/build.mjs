// What browsers get, made from web/ and node_modules/: node build.mjs FOLDER FONTS, the
// second made by fonts.mjs. The same sources and the same lock file give the same bytes.
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const web = path.dirname(fileURLToPath(import.meta.url));
const packages = createRequire(import.meta.url);
// A folder with this file in it is ours to empty.
const mark = '.made-by-build';

const common = { absWorkingDir: web, bundle: true, minify: true, charset: 'utf8', write: true, logLevel: 'warning' };

// A style sheet that goes into a script comes as its text.
const sheetAsText = {
  name: 'sheet-as-text',
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
      const source = await fs.readFile(file, 'utf8');
      const { code } = await esbuild.transform(source, { loader: 'css', minify: true });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

// The kiosk's part of the texts, the drawings that it names or asks for, and the syllables of romaji.
const kioskModules = {
  name: 'kiosk-modules',
  setup(build) {
    build.onResolve({ filter: /^kiosk-(texts|icons|romaji)$/ }, ({ path: name }) => ({ path: name, namespace: 'kiosk' }));
    build.onLoad({ filter: /^kiosk-texts$/, namespace: 'kiosk' }, async () => ({ contents: JSON.stringify(await kioskTexts()), loader: 'json' }));
    build.onLoad({ filter: /^kiosk-icons$/, namespace: 'kiosk' }, async () => ({ contents: JSON.stringify(await kioskIcons()), loader: 'json' }));
    build.onLoad({ filter: /^kiosk-romaji$/, namespace: 'kiosk' }, async () => ({ contents: JSON.stringify(await kioskRomaji()), loader: 'json' }));
  },
};

async function kioskTexts() {
  const texts = {};
  for (const language of ['ja', 'easy', 'en']) {
    const all = JSON.parse(await fs.readFile(path.join(web, `texts/${language}.json`), 'utf8'));
    texts[language] = Object.fromEntries(Object.entries(all).filter(([id]) => id.startsWith('kiosk.')));
  }
  return texts;
}

async function kioskIcons() {
  const named = JSON.parse(await fs.readFile(path.join(web, 'kiosk/icons.json'), 'utf8'));
  const names = new Set([named.other, ...named.inTurn, ...Object.values(named.facets), ...Object.values(named.values)]);
  for (const folder of ['kiosk', 'kiosk/screens'])
    for (const file of await fs.readdir(path.join(web, folder)))
      if (file.endsWith('.ts'))
        for (const [, name] of (await fs.readFile(path.join(web, folder, file), 'utf8')).matchAll(/(?:\bicon|#wide)\('([a-z0-9-]+)'/g)) names.add(name);
  const folder = path.join(path.dirname(packages.resolve('lucide-static/package.json')), 'icons');
  const drawings = {};
  for (const name of [...names].sort()) drawings[name] = drawing(await fs.readFile(path.join(folder, `${name}.svg`), 'utf8'));
  return drawings;
}

// [["ka", "か"], …], the likeliest kana of a romaji first.
async function kioskRomaji() {
  const table = await fs.readFile(path.join(web, '../dict/romaji.tsv'), 'utf8');
  return table.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t').slice(0, 2));
}

// [["path", {"d": "…"}], …]
function drawing(source) {
  const inside = source.slice(source.indexOf('>', source.indexOf('<svg')) + 1, source.indexOf('</svg>'));
  return [...inside.matchAll(/<([a-z]+)\s([^>]*?)\/?>/g)].map(([, tag, attributes]) => [
    tag,
    Object.fromEntries([...attributes.matchAll(/([a-z0-9-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value])),
  ]);
}

function checkTypes() {
  const compiler = path.join(path.dirname(packages.resolve('typescript/package.json')), 'bin/tsc');
  for (const project of [web, path.join(web, 'worker')])
    execFileSync(process.execPath, [compiler, '--project', project], { stdio: 'inherit' });
}

async function empty(out) {
  await fs.mkdir(out, { recursive: true });
  const there = await fs.readdir(out);
  if (there.length > 0 && !there.includes(mark)) throw new Error(`${out}: is not empty, nor made by this`);
  for (const name of there) await fs.rm(path.join(out, name), { recursive: true });
  await fs.writeFile(path.join(out, mark), '');
}

const script = (entry, outfile, format) =>
  esbuild.build({ ...common, entryPoints: [entry], outfile, format, target: 'es2022', plugins: [sheetAsText, kioskModules] });

const sheet = (entry, outfile) =>
  esbuild.build({ ...common, entryPoints: [entry], outfile, external: ['*.woff2', '*.svg'] });

// favicon.ico is where browsers look without being told.
async function icons(out) {
  for (const name of await fs.readdir(path.join(web, 'icons'))) {
    const folder = name === 'favicon.ico' ? out : path.join(out, 'assets');
    await fs.copyFile(path.join(web, 'icons', name), path.join(folder, name));
  }
}

// As a file the example asks the daemon of `./do serve`; served, the daemon it comes from.
async function example(out) {
  const page = await fs.readFile(path.join(web, 'example/embed.html'), 'utf8');
  const served = page.replaceAll('http://127.0.0.1:8080/', '/').replace('"embed.css"', '"/assets/embed-example.css"');
  await fs.writeFile(path.join(out, 'embed-example.html'), served);
  await sheet('example/embed.css', path.join(out, 'assets/embed-example.css'));
}

const [, , out, fonts] = process.argv;
if (fonts === undefined || process.argv.length > 4) {
  console.error('usage: node build.mjs FOLDER FONTS');
  process.exit(2);
}
checkTypes();
await empty(out);
await fs.mkdir(path.join(out, 'assets'));
await Promise.all([
  script('searchbox/main.ts', path.join(out, 'searchbox.js'), 'iife'),
  script('site/main.ts', path.join(out, 'assets/site.js'), 'esm'),
  script('kiosk/main.ts', path.join(out, 'assets/kiosk.js'), 'esm'),
  script('worker/kiosk.ts', path.join(out, 'kiosk-worker.js'), 'iife'),
  sheet('kiosk/kiosk.css', path.join(out, 'assets/kiosk.css')),
  sheet('style/site.css', path.join(out, 'assets/site.css')),
  fs.cp(fonts, path.join(out, 'assets'), { recursive: true }),
  icons(out),
  example(out),
]);
