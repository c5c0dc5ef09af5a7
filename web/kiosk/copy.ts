/**
 * The kiosk's own copy of the published records: it answers from it while the daemon is away. It is
 * all that is kept in the browser.
 */
import { COPY_CACHE } from './caches';
import { records, schema } from './online';
import type { Entry, Schema } from './types';

const ADDRESS = '/kiosk/copy.json';
/** A larger table is copied as far as this. */
const MOST = 3000;

export interface Copy {
  readonly schema: Schema;
  readonly records: readonly Entry[];
}

async function take(): Promise<Copy> {
  const taken: Entry[] = [];
  const described = await schema();
  for (;;) {
    const { total, hits } = await records(taken.length);
    taken.push(...hits);
    if (hits.length === 0 || taken.length >= Math.min(total, MOST)) return { schema: described, records: taken };
  }
}

/** Browsers keep nothing where the page came by plain HTTP from another machine. */
const kept = 'caches' in window;

async function keep(copy: Copy): Promise<void> {
  if (!kept) return;
  const cache = await caches.open(COPY_CACHE);
  await cache.put(ADDRESS, new Response(JSON.stringify(copy), { headers: { 'Content-Type': 'application/json' } }));
}

/** The copy of an earlier day, or null. */
export async function keptCopy(): Promise<Copy | null> {
  if (!kept) return null;
  const found = await (await caches.open(COPY_CACHE)).match(ADDRESS);
  return found === undefined ? null : ((await found.json()) as Copy);
}

/** The copy as the daemon has it now; `old` where nothing was published since. */
export async function renewed(old: Copy | null): Promise<Copy> {
  if (old !== null) {
    const now = await schema();
    if (now.index.generation === old.schema.index.generation && now.index.built === old.schema.index.built) return old;
  }
  const copy = await take();
  await keep(copy).catch(() => undefined); // a full disk is no reason not to go on
  return copy;
}
