import type { Answers, Chosen, Found, Project, Question, Schema, Suggested } from './types';

const PATIENCE_MS = 4000;
export const PAGE = 50;
const COPIED_AT_ONCE = 100;
/** Of an open facet: where all are shown, and where none is. */
const ALL_VALUES = 1000;
const FEW_VALUES = 1;

/** The daemon does not answer, or cannot: then the copy does. */
export class Unreachable extends Error {}

/** What it was asked for is not there. */
export class NotThere extends Error {}

/** It does not answer this, and is there all the same: too long a question, too far down a list. */
export class Refused extends Error {}

const TOO_MANY = 429;

/** Nothing of it stays in the browser's cache. */
async function get<T>(path: string): Promise<T> {
  let status: number;
  try {
    const response = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.ok) return (await response.json()) as T;
    status = response.status;
  } catch (cause) {
    throw new Unreachable(path, { cause });
  }
  if (status === 404) throw new NotThere(path);
  if (status < 500 && status !== TOO_MANY) throw new Refused(`${path}: ${status}`);
  throw new Unreachable(`${path}: ${status}`);
}

function choices(chosen: Chosen): [string, string][] {
  return Object.entries(chosen).flatMap(([facet, values]) => values.map((value): [string, string] => [facet, value]));
}

function address(path: string, fields: readonly (readonly [string, string])[]): string {
  return `${path}?${new URLSearchParams(fields.map(([name, value]) => [name, value]))}`;
}

/** The daemon, by the contract that everybody uses. */
export const online: Answers = {
  search({ q, chosen, offset, countsAlone = false }: Question): Promise<Found> {
    return get(address('/v1/search', [
      ['q', q], ['offset', String(offset)], ['limit', String(countsAlone ? 0 : PAGE)], ['furigana', 'on'],
      ['facet_limit', String(countsAlone ? ALL_VALUES : FEW_VALUES)],
      ...choices(chosen),
    ]));
  },
  suggest(q: string, keys?: string): Promise<Suggested> {
    const lit: [string, string][] = keys === undefined ? [] : [['keys', keys]];
    return get(address('/v1/suggest', [['q', q], ['limit', '12'], ...lit]));
  },
  project(id: string): Promise<Project> {
    return get(`/v1/projects/${encodeURIComponent(id)}?furigana=on`);
  },
};

export function schema(): Promise<Schema> {
  return get('/v1/schema');
}

/** The records from one place on, for the copy. */
export function records(offset: number): Promise<Found> {
  return get(address('/v1/search', [
    ['sort', 'number'], ['facets', 'none'], ['furigana', 'on'],
    ['offset', String(offset)], ['limit', String(COPIED_AT_ONCE)],
  ]));
}
