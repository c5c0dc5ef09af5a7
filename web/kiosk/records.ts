/** What every table's records have, whatever its fields are called. */
import type { Entry, Schema } from './types';

/** The field of the name. */
export function titleField(schema: Schema | undefined): string {
  return schema?.fields.find(({ role }) => role === 'title')?.name ?? 'name';
}

export function valuesOf(entry: Entry, facet: string): readonly string[] {
  const value = entry[facet];
  if (Array.isArray(value)) return value as string[];
  if (typeof value === 'boolean') return [String(value)];
  return value === undefined || value === null ? [] : [String(value)];
}
