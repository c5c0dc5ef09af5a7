/** The codes that take projects home: the worker keeps them for when the daemon is away. */
import { PAGE_CACHE } from './caches';
import type { Copy } from './copy';

const code = /^\/projects\/[^/]+\/qr\.svg$/;

async function forgetOthers(wanted: ReadonlySet<string>): Promise<void> {
  const cache = await caches.open(PAGE_CACHE);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (code.test(pathname) && !wanted.has(pathname)) await cache.delete(request);
  }
}

/** Those of the copy, and no others. */
export async function keepCodes({ records }: Copy): Promise<void> {
  const wanted = new Set(records.map(({ id }) => `/projects/${encodeURIComponent(id)}/qr.svg`));
  for (const address of wanted) await fetch(address).catch(() => undefined);
  await forgetOthers(wanted);
}
