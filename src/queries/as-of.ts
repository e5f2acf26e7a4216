import { sql, type RawBuilder, type SqlBool } from 'kysely';

import type { Position } from '../../events/envelope.js';

/**
 * The moment that a read is about: up to and with a position, or up to and with an instant (ISO 8601,
 * UTC, milliseconds: they are compared as text). Left out: now.
 */
export type AsOf = { readonly position: Position } | { readonly instant: string } | undefined;

/** What a read that works out flags needs: the moment it is about, and the present instant. */
export interface Moment {
  readonly asOf?: AsOf;
  readonly now: string;
}

/** The instant that expiry and due dates are held against. A position has none of its own: it is now. */
export function instantOf({ asOf, now }: Moment): string {
  return asOf && 'instant' in asOf ? asOf.instant : now;
}

/** Whether a row of a versioned table (or its alias) held at that moment. */
export function heldAt(asOf: AsOf, table: string): RawBuilder<SqlBool> {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  if (!asOf) return sql`${column('valid_to')} is null`;
  if ('instant' in asOf) {
    const { instant } = asOf;
    return sql`${column('valid_from_at')} <= ${instant}
      and (${column('valid_to_at')} is null or ${column('valid_to_at')} > ${instant})`;
  }
  const { position } = asOf;
  // The first condition follows from the second, and is the one that the lists' indexes begin with.
  return sql`${column('recorded_position')} <= ${position} and ${column('valid_from')} <= ${position}
    and (${column('valid_to')} is null or ${column('valid_to')} > ${position})`;
}

/** Whether a row of a table without versions was there at that moment, in whatever state. */
export function recordedBy(asOf: AsOf, table: string, instantColumn: string): RawBuilder<SqlBool> {
  if (!asOf) return sql`1 = 1`;
  return 'position' in asOf
    ? sql`${sql.ref(`${table}.recorded_position`)} <= ${asOf.position}`
    : sql`${sql.ref(`${table}.${instantColumn}`)} <= ${asOf.instant}`;
}
