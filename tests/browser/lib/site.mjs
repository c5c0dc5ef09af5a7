// A web site of another origin: its pages are made in the test, its files are those of the build.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { env } from './daemon.mjs';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export class Site {
  #server;
  #pages = new Map();
  /** Paths with their query, in the order in which they were asked for. */
  asked = [];
  origin;

  static async start() {
    const site = new Site();
    site.#server = createServer((request, response) => void site.#answer(request, response));
    site.#server.listen(0, '127.0.0.1');
    await once(site.#server, 'listening');
    site.origin = `http://127.0.0.1:${site.#server.address().port}`;
    return site;
  }

  /** Serve html at /name with these headers; its address. */
  page(name, html, headers = {}) {
    this.#pages.set(`/${name}`, { html, headers });
    return `${this.origin}/${name}`;
  }

  async stop() {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  async #answer(request, response) {
    this.asked.push(request.url);
    const { pathname } = new URL(request.url, this.origin);
    const page = this.#pages.get(pathname);
    if (page !== undefined) {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...page.headers });
      response.end(page.html);
      return;
    }
    const type = types[path.extname(pathname)];
    const bytes = type && (await readFile(path.join(env('KYODO_WEB'), pathname)).catch(() => null));
    response.writeHead(bytes ? 200 : 404, bytes ? { 'Content-Type': type } : {});
    response.end(bytes ?? '');
  }
}
