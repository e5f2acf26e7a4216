import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';

import type { ViewTables } from '../../../projections/view-tables.js';
import { heldAt, type Moment } from '../../queries/as-of.js';
import type { Place } from '../../queries/page.js';
import {
  allOf,
  anyOf,
  termsOf,
  type ClaimFilter,
  type Entries,
  type EntryTable,
  type Term,
} from './claim-terms.js';
import { isWithin, positionsWithin, type Positions } from './recorded-positions.js';

export const CLAIM_ORDERS = ['newest', 'oldest', 'due', 'changed'] as const;
/** By when claims were recorded; or what is due first, or changed last, first. */
export type ClaimOrder = (typeof CLAIM_ORDERS)[number];

interface OrderColumns {
  readonly table: 'claims' | 'claim_status';
  readonly position: 'recorded_position' | 'due' | 'valid_from';
  readonly direction: 'asc' | 'desc';
}

const ORDERS: Readonly<Record<ClaimOrder, OrderColumns>> = {
  newest: { table: 'claims', position: 'recorded_position', direction: 'desc' },
  oldest: { table: 'claims', position: 'recorded_position', direction: 'asc' },
  due: { table: 'claim_status', position: 'due', direction: 'asc' },
  changed: { table: 'claim_status', position: 'valid_from', direction: 'desc' },
};

/** Up to so many claims are sorted; where there are more, they are gone through in the order of the list. */
export const FEW = 2_000;

/**
 * How claims are found: along an index that has them in the order of the list, where those that are not
 * asked for are left out as they come; or, where a filter leaves but few, those few, sorted.
 */
export class Search {
  private constructor(
    private readonly order: ClaimOrder,
    private readonly entries: Entries,
    /** Whether the entries are few, and in no order that matters. */
    private readonly isOfFew: boolean,
    /** Holds of the entries that are gone along. */
    private readonly bounds: readonly Condition[],
    /** Holds of the claims among them that are asked for. */
    private readonly holds: Condition,
    /** Whether all of them are asked for: then no step of the way is in vain. */
    readonly isExact: boolean,
  ) {}

  static async for(
    views: Kysely<ViewTables>,
    filter: ClaimFilter,
    order: ClaimOrder,
    moment: Moment,
    most = FEW,
  ): Promise<Search> {
    const terms = termsOf(views, filter, moment);
    const positions = await positionsWithin(views, filter, moment.asOf);
    const isList = ORDERS[order].position === 'recorded_position';
    const few = await fewest(views, terms, positions, isList, most);
    const driver = few ?? (isList ? terms.find(({ entries }) => isInOrder(entries)) : undefined);
    const entries = driver?.entries ?? allEntries(order);
    const others = terms.filter((term) => term !== driver).map(({ holds }) => holds);
    return new Search(
      order,
      entries,
      few !== undefined && !(isList && isInOrder(entries)),
      boundsOf(entries, positions),
      allOf([heldAt(moment.asOf, 'claim_status'), ...others]),
      others.length === 0 && !moment.asOf,
    );
  }

  /**
   * The place so many entries behind another one. Undefined where there are no more, and where they are
   * not gone along.
   */
  async placeBehind(
    views: Kysely<ViewTables>,
    after: Place | undefined,
    count: number,
  ): Promise<Place | undefined> {
    if (this.isOfFew) return undefined;
    const { table } = this.entries;
    const { position, direction } = ORDERS[this.order];
    const entries = this.branches((where) => {
      const conditions = [where, ...this.bounds, ...this.behind(after)];
      return sql`select ${sql.ref(`${table}.${position}`)} as place, ${sql.ref(`${table}.claim_id`)} as id
        from ${sql.table(table)} where ${allOf(conditions)} order by ${this.inOrder} limit ${count}`;
    });
    const { rows } = await sql<{ readonly place: string; readonly id: string }>`
      select place, id from (${entries}) as entries
      order by place ${DIRECTIONS[direction]}, id ${DIRECTIONS[direction]}
      limit 1 offset ${count - 1}`.execute(views);
    return rows[0] && { position: rows[0].place, key: rows[0].id };
  }

  /**
   * A query of the first claims of a stretch of the list, in no order.
   *
   * @param columns of `claims` and `claim_status`
   */
  select(columns: readonly string[], stretch: Stretch, limit: number): RawBuilder<unknown> {
    const { table } = this.entries;
    const { direction } = ORDERS[this.order];
    const shown = sql.join(columns.map((column) => sql.ref(column)));
    const names = sql.join(columns.map((column) => sql.ref(column.split('.').at(-1)!)));
    const found = this.branches((where) => {
      const entries = allOf([where, ...this.bounds]);
      const stands = [...this.behind(stretch.after), ...this.notBehind(stretch.upTo), this.holds];
      const [from, conditions] = this.isOfFew
        ? [sql`(select distinct claim_id from ${sql.table(table)} where ${entries}) as few`, stands]
        : [sql.table(table), [entries, ...stands]];
      return sql`select ${shown}, ${this.place} as place, claims.claim_id as id
        from ${from} ${JOINED[this.isOfFew ? 'few' : table]} and ${allOf(conditions)}
        order by ${this.inOrder} limit ${limit}`;
    });
    return sql`select ${names} from (${found}) as found
      order by place ${DIRECTIONS[direction]}, id ${DIRECTIONS[direction]} limit ${limit}`;
  }

  /** One query for each condition of the entries, each in order and with a limit; what two of them have is met once. */
  private branches(branch: (where: Condition) => RawBuilder<unknown>): RawBuilder<unknown> {
    const { where } = this.entries;
    const [only, ...more] = where;
    if (only && (this.isOfFew || more.length === 0)) return branch(anyOf(where));
    const each = where.map(
      (one, n) => sql`select * from (${branch(one)}) as ${sql.ref(`of_${n}`)}`,
    );
    return sql.join(each, sql` union `);
  }

  /** The column that the list is ordered by, of a claim that was found. */
  private get place(): RawBuilder<unknown> {
    const { table, position } = ORDERS[this.order];
    return sql.ref(`${table}.${position}`);
  }

  /** Orders claims that were found. */
  get inListOrder(): RawBuilder<unknown> {
    const direction = DIRECTIONS[ORDERS[this.order].direction];
    return sql`${this.place} ${direction}, claims.claim_id ${direction}`;
  }

  private get inOrder(): RawBuilder<unknown> {
    const direction = DIRECTIONS[ORDERS[this.order].direction];
    const columns = this.orderColumns.map((column) => sql`${sql.ref(column)} ${direction}`);
    return sql.join(columns);
  }

  /** What it goes by: a database walks an index only where the order is by its columns. */
  private get orderColumns(): readonly string[] {
    const { table, position } = ORDERS[this.order];
    if (this.isOfFew) return [`${table}.${position}`, 'claims.claim_id'];
    if (this.entries.order === 'rows') return [`${this.entries.table}.row_id`];
    return [`${this.entries.table}.${position}`, `${this.entries.table}.claim_id`];
  }

  private behind(after: Place | undefined): Condition[] {
    if (!after) return [];
    const comparison = ORDERS[this.order].direction === 'desc' ? sql`<` : sql`>`;
    return [this.compared(comparison, after)];
  }

  private notBehind(upTo: Place | undefined): Condition[] {
    if (!upTo) return [];
    const comparison = ORDERS[this.order].direction === 'desc' ? sql`>=` : sql`<=`;
    return [this.compared(comparison, upTo)];
  }

  private compared(comparison: RawBuilder<unknown>, { position, key }: Place): Condition {
    const columns = sql.join(this.orderColumns.map((column) => sql.ref(column)));
    if (this.orderColumns.length > 1) return sql`(${columns}) ${comparison} (${position}, ${key})`;
    return sql`${columns} ${comparison} (select row_id from claims as one where one.claim_id = ${key})`;
  }
}

/** What lies behind the first place, up to and with the second; all where they are left out. */
export interface Stretch {
  readonly after?: Place | undefined;
  readonly upTo?: Place | undefined;
}

type Condition = RawBuilder<SqlBool>;

const DIRECTIONS = { asc: sql`asc`, desc: sql`desc` };

const CLAIM_AND_STATUS = sql`cross join claims cross join claim_status
  where claim_status.claim_id = claims.claim_id`;

/** SQLite goes through tables that are cross joined in the order in which they stand: https://sqlite.org/lang_select.html */
const JOINED: Readonly<Record<EntryTable | 'few', RawBuilder<unknown>>> = {
  claims: sql`cross join claim_status where claim_status.claim_id = claims.claim_id`,
  claim_status: sql`cross join claims where claims.claim_id = claim_status.claim_id`,
  claim_flags: sql`${CLAIM_AND_STATUS} and claims.claim_id = claim_flags.claim_id`,
  claim_topics: sql`${CLAIM_AND_STATUS} and claims.claim_id = claim_topics.claim_id`,
  claim_publishers: sql`${CLAIM_AND_STATUS} and claims.claim_id = claim_publishers.claim_id`,
  citations: sql`${CLAIM_AND_STATUS} and claims.claim_id = citations.claim_id`,
  few: sql`${CLAIM_AND_STATUS} and claims.claim_id = few.claim_id`,
};

function isInOrder(entries: Entries | undefined): boolean {
  return entries !== undefined && entries.order !== 'none';
}

function allEntries(order: ClaimOrder): Entries {
  const { table } = ORDERS[order];
  const where: Condition = table === 'claims' ? sql`1 = 1` : sql`claim_status.valid_to is null`;
  return { table, where: [where], order: 'list' };
}

/** Entries in list order say when their claim was recorded. */
function boundsOf(entries: Entries, positions: Positions): Condition[] {
  return isInOrder(entries) ? isWithin(positions, `${entries.table}.recorded_position`) : [];
}

/** The term with the fewest entries, where they are few. A list by one index alone needs no counting. */
async function fewest(
  views: Kysely<ViewTables>,
  terms: readonly Term[],
  positions: Positions,
  isList: boolean,
  most: number,
): Promise<Term | undefined> {
  const usable = terms.filter(({ entries }) => entries !== undefined);
  const [only] = terms;
  if (usable.length === 0 || (isList && terms.length === 1 && isInOrder(only?.entries))) {
    return undefined;
  }
  const counts = usable.map(({ entries }, n) => {
    const { table, where } = entries!;
    const each = where.map((one) => {
      const conditions = allOf([one, ...boundsOf(entries!, positions)]);
      return sql`(select count(*) from (select 1 as one from ${sql.table(table)}
        where ${conditions} limit ${most + 1}) as entries)`;
    });
    return sql`${sql.join(each, sql` + `)} as ${sql.ref(`count_${n}`)}`;
  });
  const { rows } = await sql<Readonly<Record<string, number | string>>>`
    select ${sql.join(counts)}`.execute(views);
  const counted = usable.map((term, n) => ({ term, count: Number(rows[0]![`count_${n}`]) }));
  const least = counted.reduce((a, b) => (b.count < a.count ? b : a));
  return least.count <= most ? least.term : undefined;
}
