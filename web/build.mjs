// What browsers get, made from web/ and node_modules/: node build.mjs FOLDER. The same sources and
// the same lock file give the same bytes.
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { hashOf } from './hash.mjs';

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

function checkTypes() {
  const compiler = path.join(path.dirname(packages.resolve('typescript/package.json')), 'bin/tsc');
  execFileSync(process.execPath, [compiler, '--project', web], { stdio: 'inherit' });
}

async function empty(out) {
  await fs.mkdir(out, { recursive: true });
  const there = await fs.readdir(out);
  if (there.length > 0 && !there.includes(mark)) throw new Error(`${out}: is not empty, nor made by this`);
  for (const name of there) await fs.rm(path.join(out, name), { recursive: true });
  await fs.writeFile(path.join(out, mark), '');
}

const script = (entry, outfile, format) =>
  esbuild.build({ ...common, entryPoints: [entry], outfile, format, target: 'es2022', plugins: [sheetAsText] });

const sheet = (entry, outfile) =>
  esbuild.build({ ...common, entryPoints: [entry], outfile, external: ['*.woff2', '*.svg'] });

// The two weights of a slice stand side by side: the second list of characters then costs next to
// nothing in a compressed sheet.
async function fonts(out) {
  const from = path.dirname(packages.resolve('@fontsource/biz-udpgothic/package.json'));
  const ranges = JSON.parse(await fs.readFile(path.join(from, 'unicode.json'), 'utf8'));
  const slices = Object.keys(ranges).filter((name) => name === 'latin' || /^\[\d+\]$/.test(name));
  const to = path.join(out, 'assets/fonts');
  await fs.mkdir(to, { recursive: true });
  const faces = [];
  for (const slice of slices)
    for (const weight of [400, 700]) {
      const name = slice.replace(/[[\]]/g, '');
      const bytes = await fs.readFile(path.join(from, `files/biz-udpgothic-${name}-${weight}-normal.woff2`));
      await fs.writeFile(path.join(to, `${name}-${weight}.woff2`), bytes);
      faces.push(
        `@font-face{font-family:"BIZ UDPGothic";font-weight:${weight};font-display:swap;` +
          `src:local("BIZ UDPGothic${weight === 700 ? " Bold" : ""}"),local("BIZUDPGothic-${weight === 700 ? "Bold" : "Regular"}"),url(fonts/${name}-${weight}.woff2?v=${hashOf(bytes)}) format("woff2");` +
          `unicode-range:${ranges[slice]}}`,
      );
    }
  await fs.writeFile(path.join(out, 'assets/fonts.css'), `${faces.join('\n')}\n`);
  await fs.copyFile(path.join(from, 'LICENSE'), path.join(to, 'LICENSE.txt'));
}

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

const out = process.argv[2];
if (out === undefined || process.argv.length > 3) {
  console.error('usage: node build.mjs FOLDER');
  process.exit(2);
}
checkTypes();
await empty(out);
await fs.mkdir(path.join(out, 'assets'));
await Promise.all([
  script('searchbox/main.ts', path.join(out, 'searchbox.js'), 'iife'),
  script('site/main.ts', path.join(out, 'assets/site.js'), 'esm'),
  sheet('style/site.css', path.join(out, 'assets/site.css')),
  fonts(out),
  icons(out),
  example(out),
]);
