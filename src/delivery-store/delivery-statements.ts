import { sql, type Kysely } from 'kysely';

import type { DeliveryRow, DeliveryState, DeliveryTables } from './delivery-tables.js';

/** What is known of a webhook, as whoever queues keeps it. */
export interface Endpoint {
  readonly webhookId: string;
  /** JSON. */
  readonly state: string;
}

/** What begins a delivery. */
export type NewDelivery = Pick<
  DeliveryRow,
  'delivery_id' | 'webhook_id' | 'position' | 'line' | 'type' | 'recorded_at'
>;

/** What became of a try. */
export interface Tried {
  readonly at: string;
  readonly status: number | null;
  readonly failure: string | null;
}

/** More are not counted: a thousand says that much is wrong. */
const COUNTED_AT_MOST = 1_000;

/** Rows that go into one statement: SQLite takes 32,766 values. https://sqlite.org/limits.html */
export const ROWS_AT_ONCE = 500;

type Db = Kysely<DeliveryTables>;

export async function keepEndpoints(db: Db, endpoints: readonly Endpoint[]): Promise<void> {
  for (const { webhookId, state } of endpoints) {
    await db
      .insertInto('endpoints')
      .values({ webhook_id: webhookId, state, last_success_at: null })
      .onConflict((conflict) => conflict.column('webhook_id').doUpdateSet({ state }))
      .execute();
  }
}

export async function queueAll(db: Db, queued: readonly NewDelivery[], now: string): Promise<void> {
  for (let at = 0; at < queued.length; at += ROWS_AT_ONCE) {
    const some = queued.slice(at, at + ROWS_AT_ONCE);
    const fresh = { state: 'queued' as const, tries: 0, queued_at: now, due_at: null };
    const untried = { first_try_at: null, last_try_at: null, last_status: null };
    const rows = some.map((each) => ({
      ...each,
      ...fresh,
      ...untried,
      last_failure: null,
      settled_at: null,
    }));
    await db
      .insertInto('deliveries')
      .values(rows)
      .onConflict((conflict) => conflict.column('delivery_id').doNothing())
      .execute();
    await dueWhereFirst(db, some, now);
  }
}

/** Those are due behind which nothing of their line waits. */
async function dueWhereFirst(db: Db, queued: readonly NewDelivery[], now: string): Promise<void> {
  const ids = queued.map(({ delivery_id: id }) => id);
  await db
    .updateTable('deliveries')
    .set({ due_at: now })
    .where('delivery_id', 'in', ids)
    .where('state', '=', 'queued')
    .where('due_at', 'is', null)
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('deliveries as earlier')
            .select('earlier.delivery_id')
            .whereRef('earlier.webhook_id', '=', 'deliveries.webhook_id')
            .whereRef('earlier.line', '=', 'deliveries.line')
            .where('earlier.state', '=', 'queued')
            .whereRef('earlier.position', '<', 'deliveries.position'),
        ),
      ),
    )
    .execute();
}

/** The first of what is queued of the line is due, where it was not. */
export async function promote(
  db: Db,
  { webhook_id: webhookId, line }: Pick<DeliveryRow, 'webhook_id' | 'line'>,
  now: string,
): Promise<void> {
  const first = db
    .selectFrom('deliveries')
    .select('delivery_id')
    .where('webhook_id', '=', webhookId)
    .where('line', '=', line)
    .where('state', '=', 'queued')
    .orderBy('position')
    .limit(1);
  await db
    .updateTable('deliveries')
    .set({ due_at: now })
    .where('delivery_id', '=', first)
    .where('due_at', 'is', null)
    .execute();
}

type Settled = Partial<Pick<DeliveryRow, 'state' | 'due_at' | 'settled_at'>>;

/** @returns whether it was still as it was when it was sent. */
export async function settle(
  db: Db,
  delivery: DeliveryRow,
  { at, status, failure }: Tried,
  is: Settled,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('deliveries')
    .set({ ...is, tries: delivery.tries + 1, first_try_at: delivery.first_try_at ?? at })
    .set({ last_try_at: at, last_status: status, last_failure: failure })
    .where('delivery_id', '=', delivery.delivery_id)
    .where('state', '=', 'queued')
    .where('tries', '=', delivery.tries)
    .where('queued_at', '=', delivery.queued_at)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export function byId(
  db: Db,
  webhookId: string,
  deliveryId: string,
): Promise<DeliveryRow | undefined> {
  return db
    .selectFrom('deliveries')
    .selectAll()
    .where('delivery_id', '=', deliveryId)
    .where('webhook_id', '=', webhookId)
    .executeTakeFirst();
}

export async function countOf(db: Db, state: DeliveryState): Promise<number> {
  const some = db
    .selectFrom('deliveries')
    .select('delivery_id')
    .where('state', '=', state)
    .limit(COUNTED_AT_MOST)
    .as('some');
  const { count } = await db
    .selectFrom(some)
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

export async function oldestQueued(db: Db): Promise<string | null> {
  const oldest = await db
    .selectFrom('deliveries')
    .select('recorded_at')
    .where('state', '=', 'queued')
    .orderBy('recorded_at')
    .limit(1)
    .executeTakeFirst();
  return oldest?.recorded_at ?? null;
}
