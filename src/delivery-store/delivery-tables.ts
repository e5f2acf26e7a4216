import { sql, type Kysely, type RawBuilder } from 'kysely';

/** `queued`: is to be sent, now or later. `dead`: was given up. */
export const DELIVERY_STATES = ['queued', 'delivered', 'dead'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export interface DeliveryTables {
  /** One row: how far the log has been looked through for what is to be sent. */
  readonly progress: {
    readonly only_row: number;
    readonly position: string;
    /** By which the event at the position is known again; null where none was looked at. */
    readonly digest: string | null;
  };
  /** What was known of each webhook at that position. */
  readonly endpoints: {
    readonly webhook_id: string;
    /** JSON. */
    readonly state: string;
    readonly last_success_at: string | null;
  };
  readonly deliveries: DeliveryRow;
}

/** An event that is to be sent to a webhook, or was. The event itself stays in the log. */
export interface DeliveryRow {
  readonly delivery_id: string;
  readonly webhook_id: string;
  readonly position: string;
  /** What of it is sent in order: the stream of the event. */
  readonly line: string;
  readonly type: string;
  readonly recorded_at: string;
  readonly state: DeliveryState;
  /** Since it was queued last. */
  readonly tries: number;
  readonly queued_at: string;
  /** When it is sent next; null where it is not, or an earlier one of its line comes first. */
  readonly due_at: string | null;
  readonly first_try_at: string | null;
  readonly last_try_at: string | null;
  readonly last_status: number | null;
  readonly last_failure: string | null;
  readonly settled_at: string | null;
}

/** Text that is compared as it is stored. SQLite does so by itself. */
export type TextType = 'text' | 'text collate "C"';

/** Makes the tables that are not there yet. */
export async function createDeliveryTables(
  db: Kysely<DeliveryTables>,
  textType: TextType,
): Promise<void> {
  const text = sql.raw(textType);
  for (const statement of statements(text)) await statement.execute(db);
}

function statements(text: RawBuilder<unknown>): RawBuilder<unknown>[] {
  return [
    sql`create table if not exists progress (
      only_row integer primary key check (only_row = 1),
      position ${text} not null,
      digest ${text}
    )`,
    sql`create table if not exists endpoints (
      webhook_id ${text} primary key,
      state ${text} not null,
      last_success_at ${text}
    )`,
    sql`create table if not exists deliveries (
      delivery_id ${text} primary key,
      webhook_id ${text} not null,
      position ${text} not null,
      line ${text} not null,
      type ${text} not null,
      recorded_at ${text} not null,
      state ${text} not null,
      tries integer not null,
      queued_at ${text} not null,
      due_at ${text},
      first_try_at ${text},
      last_try_at ${text},
      last_status integer,
      last_failure ${text},
      settled_at ${text}
    )`,
    sql`create index if not exists deliveries_due on deliveries (webhook_id, due_at)
      where due_at is not null`,
    sql`create index if not exists deliveries_lines on deliveries (webhook_id, line, position)
      where state = 'queued'`,
    sql`create index if not exists deliveries_listed
      on deliveries (webhook_id, position, delivery_id)`,
    sql`create index if not exists deliveries_listed_by_state
      on deliveries (webhook_id, state, position, delivery_id)`,
    sql`create index if not exists deliveries_by_state on deliveries (state, recorded_at)`,
    sql`create index if not exists deliveries_settled on deliveries (state, settled_at)
      where settled_at is not null`,
  ];
}
