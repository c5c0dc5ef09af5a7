/** Asks /v1/suggest while someone types: not at every key, and never shows an answer come too late. */

export interface Suggestion {
  readonly text: string;
  readonly kind: string;
  readonly reading: string;
  readonly count: number;
}

/** null: nothing could be learnt, which is no reason to say that there is nothing. */
export type Answered = (suggestions: readonly Suggestion[] | null) => void;

const PAUSE_MS = 120;
/** Nobody is asked again so soon after a failure. */
const REST_MS = 3000;
/** The daemon refuses a longer question. */
const MAX_BYTES = 500;
const MAX_KEPT = 50;

export class Suggester {
  readonly #address: (q: string) => URL;
  readonly #kept = new Map<string, readonly Suggestion[]>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #request: AbortController | null = null;
  #restUntil = 0;

  /** address: where to ask for q, looked up anew each time. */
  constructor(address: (q: string) => URL) {
    this.#address = address;
  }

  /** Ask after a pause in typing, or now; only the newest question is answered, at most once. */
  ask(q: string, answered: Answered, now = false): void {
    this.cancel();
    const url = this.#address(q).href;
    const known = this.#kept.get(url);
    if (known !== undefined) {
      answered(known);
    } else if (new TextEncoder().encode(q).length > MAX_BYTES || Date.now() < this.#restUntil) {
      answered(null);
    } else {
      this.#timer = setTimeout(() => void this.#fetch(url, answered), now ? 0 : PAUSE_MS);
    }
  }

  /** Whatever is under way is not answered any more. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#request = null;
  }

  async #fetch(url: string, answered: Answered): Promise<void> {
    const request = new AbortController();
    this.#request = request;
    const suggestions = await load(url, request.signal);
    if (this.#request !== request) return;
    this.#request = null;
    if (suggestions === null) this.#restUntil = Date.now() + REST_MS;
    else this.#keep(url, suggestions);
    answered(suggestions);
  }

  #keep(url: string, suggestions: readonly Suggestion[]): void {
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size < MAX_KEPT) break;
      this.#kept.delete(oldest);
    }
    this.#kept.set(url, suggestions);
  }
}

/** No header of our own: the browser would ask for permission first (OPTIONS). */
async function load(url: string, signal: AbortSignal): Promise<Suggestion[] | null> {
  try {
    const response = await fetch(url, { signal, credentials: 'omit' });
    return response.ok ? suggestionsOf(await response.json()) : null;
  } catch {
    return null;
  }
}

function suggestionsOf(body: unknown): Suggestion[] | null {
  const list = isRecord(body) ? body['suggestions'] : null;
  return Array.isArray(list) ? list.filter(isRecord).flatMap(suggestionOf) : null;
}

function suggestionOf(s: Record<string, unknown>): Suggestion[] {
  const { text, kind, reading, count } = s;
  if (typeof text !== 'string' || text === '') return [];
  return [
    {
      text,
      kind: typeof kind === 'string' ? kind : '',
      reading: typeof reading === 'string' ? reading : '',
      count: typeof count === 'number' ? count : 0,
    },
  ];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
