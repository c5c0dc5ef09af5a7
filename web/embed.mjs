// Built files as one file of bytes and a table in C: node embed.mjs FOLDER BYTES TABLE. The
// assembler takes the bytes in (.incbin); each file also stands there compressed, where that makes
// it smaller.
import * as fs from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { hashOf } from './hash.mjs';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const packed = new Set(['.ico', '.png', '.woff2']);

async function filesIn(folder, below = '') {
  const found = [];
  for (const entry of await fs.readdir(path.join(folder, below), { withFileTypes: true })) {
    const name = below + entry.name;
    if (entry.isDirectory()) found.push(...(await filesIn(folder, `${name}/`)));
    else if (!entry.name.startsWith('.')) found.push(name);
  }
  return found;
}

// By bytes, as asset_find() looks.
const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

class Blob {
  parts = [];
  n = 0;

  /** The place of bytes, as an expression in C. */
  add(bytes) {
    const at = `kyodo_asset_bytes + ${this.n}`;
    this.parts.push(bytes);
    this.n += bytes.length;
    return at;
  }
}

function compressed(bytes, extension) {
  if (packed.has(extension)) return null;
  const gzip = gzipSync(bytes, { level: 9 });
  return gzip.length < bytes.length ? gzip : null;
}

function row(name, bytes, blob) {
  const extension = path.extname(name);
  const type = types[extension];
  if (type === undefined || !/^[\w./-]+$/.test(name)) throw new Error(`${name}: of no known type, or oddly named`);
  const gzip = compressed(bytes, extension);
  const zipped = gzip === null ? 'NULL, 0' : `${blob.add(gzip)}, ${gzip.length}`;
  return `    {"${name}", "${type}", ${blob.add(bytes)}, ${bytes.length}, ${zipped}, "${hashOf(bytes)}"},`;
}

const [, , folder, bytesFile, tableFile] = process.argv;
if (tableFile === undefined) {
  console.error('usage: node embed.mjs FOLDER BYTES TABLE');
  process.exit(2);
}
const blob = new Blob();
const rows = [];
for (const name of (await filesIn(folder)).sort(byBytes))
  rows.push(row(name, await fs.readFile(path.join(folder, name)), blob));
await fs.writeFile(bytesFile, Buffer.concat(blob.parts));
await fs.writeFile(
  tableFile,
  `#include "asset_table.h"

__asm__(".section .rodata\\n"
        ".balign 16\\n"
        ".globl kyodo_asset_bytes\\n"
        "kyodo_asset_bytes:\\n"
        ".incbin \\"${path.resolve(bytesFile)}\\"\\n"
        ".previous\\n");
extern const unsigned char kyodo_asset_bytes[];

const asset kyodo_assets[] = {
${rows.join('\n')}
};
const size_t kyodo_n_assets = sizeof kyodo_assets / sizeof *kyodo_assets;
`,
);
