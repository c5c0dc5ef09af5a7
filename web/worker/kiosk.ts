/**
 * Keeps what the kiosk's page is made of, so that it comes up while the daemon is away. Questions go
 * by it untouched: nothing of a visitor's is kept.
 */
import { PAGE_CACHE } from '../kiosk/caches';

declare const self: ServiceWorkerGlobalScope;

const PATIENCE_MS = 4000;
/** Where there is one from before. */
const SHORT_PATIENCE_MS = 1500;
const parts = /^\/(kiosk$|assets\/|searchbox\.js$|favicon\.ico$|projects\/[^/]+\/qr\.svg$)/;

self.addEventListener('install', (event) => {
  event.waitUntil(self.skipWaiting());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

/** Of a part whose address names its content the one before is of no use any longer. */
async function forgetOlder(cache: Cache, request: Request): Promise<void> {
  for (const old of await cache.keys(request, { ignoreSearch: true })) if (old.url !== request.url) await cache.delete(old);
}

async function keep(request: Request, response: Response): Promise<void> {
  const cache = await caches.open(PAGE_CACHE);
  await forgetOlder(cache, request);
  await cache.put(request, response);
}

// The daemon's first, so that what it has now is what is shown; but an address that names its
// content has nothing new to give.
async function fetched(request: Request): Promise<Response> {
  const namesContent = new URL(request.url).searchParams.has('v');
  const known = await caches.match(request, { ignoreVary: true });
  if (namesContent && known !== undefined) return known;
  try {
    // A navigation is no request that may be changed.
    const asked = request.mode === 'navigate' ? request.url : request;
    const patience = known === undefined ? PATIENCE_MS : SHORT_PATIENCE_MS;
    const response = await fetch(asked, { signal: AbortSignal.timeout(patience) });
    if (response.ok) await keep(request, response.clone());
    return response.status < 500 ? response : (known ?? response);
  } catch (failure) {
    if (known === undefined) throw failure;
    return known;
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method === 'GET' && origin === self.location.origin && parts.test(pathname))
    event.respondWith(fetched(request));
});
