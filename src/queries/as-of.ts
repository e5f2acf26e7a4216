import { sql, type RawBuilder, type SqlBool } from 'kysely';

import { POSITION_PATTERN, type Position } from '../../events/envelope.js';
import { isPartialDate, lastInstantOf } from '../../events/partial-date.js';
import { dateAsWritten } from '../http/date-as-written.js';

/**
 * The moment that a read is about: up to and with a position, or up to and with an instant (ISO 8601,
 * UTC, milliseconds: they are compared as text). Left out: now.
 */
export type AsOf = { readonly position: Position } | { readonly instant: string } | undefined;

/**
 * What somebody wrote for a moment: a position, or an ISO 8601 instant, or a day, month or year, which
 * then means its last millisecond (UTC). Undefined where it is none of them. A plus that nobody
 * percent-encoded is read in an offset, where a query string turned it into a space.
 */
export function asOfFrom(written: string): NonNullable<AsOf> | undefined {
  if (POSITION_PATTERN.test(written)) return { position: written };
  const text = dateAsWritten(written);
  if (!isPartialDate(text)) return undefined;
  return { instant: lastInstantOf(text) };
}

export const AS_OF_RULE = 'a position, or an ISO 8601 instant, day, month or year';

/** What is said where it stood in a query string. */
export const AS_OF_PARAMETER_RULE = `${AS_OF_RULE}, such as 2026-01-31T12:00:00%2B01:00, its plus percent-encoded`;

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
