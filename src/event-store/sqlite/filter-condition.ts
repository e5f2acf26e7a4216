import type { EventFilter } from '../event-store.js';

/** A part of a WHERE clause, each condition led by AND, with the values of its parameters in order. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly string[];
}

/**
 * Compares columns that stand before the JSON in the row, so that what does not match is passed over
 * without its JSON being loaded. An empty list matches nothing.
 */
export function filterCondition({ stream, categories, types }: EventFilter): Condition {
  const sql: string[] = [];
  const values: string[] = [];
  if (stream !== undefined) {
    sql.push('AND stream = ?');
    values.push(stream);
  }
  if (categories !== undefined) {
    // '.' follows '-' in ASCII, so the range holds all streams `<category>-…` and no other.
    const one = "stream = ? OR (stream >= ? || '-' AND stream < ? || '.')";
    sql.push(
      categories.length === 0 ? 'AND FALSE' : `AND (${categories.map(() => one).join(' OR ')})`,
    );
    for (const category of categories) values.push(category, category, category);
  }
  if (types !== undefined) {
    sql.push(`AND type IN (${types.map(() => '?').join(', ')})`);
    values.push(...types);
  }
  return { sql: sql.join(' '), values };
}
