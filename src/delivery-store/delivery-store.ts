import type { Kysely, Transaction } from 'kysely';

import type { Position } from '../../events/envelope.js';
import { readPage, type Page, type PageRequest } from '../queries/page.js';
import { deliveryFailure, type DeliveryDatabase } from './delivery-database.js';
import {
  byId,
  countOf,
  keepEndpoints,
  oldestQueued,
  promote,
  queueAll,
  ROWS_AT_ONCE,
  settle,
  type Endpoint,
  type NewDelivery,
  type Tried,
} from './delivery-statements.js';
import type { DeliveryRow, DeliveryState, DeliveryTables } from './delivery-tables.js';

/** How far the log has been looked through. */
export interface DeliveryProgress {
  readonly position: Position;
  /** By which the event there is known again; null where none was looked at. */
  readonly digest: string | null;
}

/** What a batch of the log comes to. */
export interface Advance {
  readonly from: Position;
  readonly to: DeliveryProgress;
  readonly queued: readonly NewDelivery[];
  readonly changed: readonly Endpoint[];
  /** Ids of webhooks whose deliveries are not needed any more. */
  readonly removed: readonly string[];
}

export interface DeliveryCounts {
  readonly queued: number;
  readonly dead: number;
  /** When the oldest event that is queued was recorded; null where none is. */
  readonly oldestQueued: string | null;
}

/** Somebody else has looked through the log meanwhile: the next look begins where they are. */
export class ProgressOvertakenError extends Error {
  override readonly name = 'ProgressOvertakenError';
}

const ORDER = { position: 'deliveries.position', key: 'deliveries.delivery_id' };

/**
 * What is to be sent to webhooks, what was, and how far the log has been looked through for it, in one
 * transaction each time. It is no part of the record, and no view: it does not come back from the log.
 */
export class DeliveryStore {
  constructor(private readonly database: DeliveryDatabase) {}

  /** Whether anything was ever kept. */
  isThere(): Promise<boolean> {
    return asked(() => this.database.isThere());
  }

  /** Begins where nothing is kept yet: what is recorded after that position will be looked through. */
  async begin(position: Position, endpoints: readonly Endpoint[] = []): Promise<void> {
    await this.changing(async (db) => {
      const row = { only_row: 1, position, digest: null };
      const begun = await db
        .insertInto('progress')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (begun.numInsertedOrUpdatedRows === 1n) await keepEndpoints(db, endpoints);
    });
  }

  async load(): Promise<{ progress: DeliveryProgress; endpoints: Endpoint[] } | undefined> {
    return this.reading(async (db) => {
      const progress = await db
        .selectFrom('progress')
        .select(['position', 'digest'])
        .executeTakeFirst();
      const rows = await db.selectFrom('endpoints').select(['webhook_id', 'state']).execute();
      const endpoints = rows.map(({ webhook_id: webhookId, state }) => ({ webhookId, state }));
      return progress && { progress, endpoints };
    });
  }

  /** @throws ProgressOvertakenError */
  async advance({ from, to, queued, changed, removed }: Advance, now: string): Promise<void> {
    await this.changing(async (db) => {
      const moved = await db
        .updateTable('progress')
        .set({ position: to.position, digest: to.digest })
        .where('position', '=', from)
        .executeTakeFirst();
      if (moved.numUpdatedRows !== 1n) throw new ProgressOvertakenError(`not at ${from} any more`);
      await keepEndpoints(db, changed);
      await queueAll(db, queued, now);
      if (removed.length > 0) {
        await db.deleteFrom('deliveries').where('webhook_id', 'in', removed).execute();
        await db.deleteFrom('endpoints').where('webhook_id', 'in', removed).execute();
      }
    });
  }

  /** Queues what is not there yet. */
  async queue(queued: readonly NewDelivery[], now: string): Promise<void> {
    await this.changing((db) => queueAll(db, queued, now));
  }

  /** The first of each line that is to be sent by now, longest due first. */
  async due(webhookId: string, now: string, limit: number): Promise<DeliveryRow[]> {
    return this.reading((db) =>
      db
        .selectFrom('deliveries')
        .selectAll()
        .where('webhook_id', '=', webhookId)
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .orderBy('position')
        .limit(limit)
        .execute(),
    );
  }

  /** The receiver has taken it; the next of its line is due. Nothing where another has told it already. */
  async delivered(delivery: DeliveryRow, tried: Tried): Promise<void> {
    await this.changing(async (db) => {
      const is = { state: 'delivered' as const, due_at: null, settled_at: tried.at };
      if (!(await settle(db, delivery, tried, is))) return;
      await promote(db, delivery, tried.at);
      await db
        .updateTable('endpoints')
        .set({ last_success_at: tried.at })
        .where('webhook_id', '=', delivery.webhook_id)
        .execute();
    });
  }

  /** The receiver has not taken it: it is sent again then, and the others of its line wait. */
  async postponed(delivery: DeliveryRow, tried: Tried, dueAt: string): Promise<void> {
    await this.changing((db) => settle(db, delivery, tried, { due_at: dueAt }));
  }

  /**
   * It is given up, and the next of its line is due.
   *
   * @returns whether the receiver has taken nothing since it was tried first.
   */
  async givenUp(delivery: DeliveryRow, tried: Tried): Promise<boolean> {
    return this.changing(async (db) => {
      const is = { state: 'dead' as const, due_at: null, settled_at: tried.at };
      if (!(await settle(db, delivery, tried, is))) return false;
      await promote(db, delivery, tried.at);
      const endpoint = await db
        .selectFrom('endpoints')
        .select('last_success_at')
        .where('webhook_id', '=', delivery.webhook_id)
        .executeTakeFirst();
      const success = endpoint?.last_success_at ?? null;
      return success === null || success < (delivery.first_try_at ?? tried.at);
    });
  }

  /** Queues it anew, whatever became of it. @returns whether it is there. */
  async again(webhookId: string, deliveryId: string, now: string): Promise<boolean> {
    return this.changing(async (db) => {
      const row = await byId(db, webhookId, deliveryId);
      if (!row) return false;
      await db
        .updateTable('deliveries')
        .set({ state: 'queued', tries: 0, due_at: null, settled_at: null, queued_at: now })
        .set({ first_try_at: null })
        .where('delivery_id', '=', deliveryId)
        .execute();
      await db
        .updateTable('deliveries')
        .set({ due_at: null })
        .where('webhook_id', '=', webhookId)
        .where('line', '=', row.line)
        .where('state', '=', 'queued')
        .execute();
      await promote(db, row, now);
      return true;
    });
  }

  async get(webhookId: string, deliveryId: string): Promise<DeliveryRow | undefined> {
    return this.reading((db) => byId(db, webhookId, deliveryId));
  }

  /** Newest events first. @throws InvalidCursorError */
  async list(
    { webhookId, state }: { readonly webhookId: string; readonly state?: DeliveryState },
    request: PageRequest,
  ): Promise<Page<DeliveryRow>> {
    return this.reading((db) => {
      let query = db.selectFrom('deliveries').selectAll().where('webhook_id', '=', webhookId);
      if (state !== undefined) query = query.where('state', '=', state);
      const place = ({ position, delivery_id: key }: DeliveryRow) => ({ position, key });
      return readPage(query, request, ORDER, place, (row) => row);
    });
  }

  /** Up to a thousand of each. */
  async counts(): Promise<DeliveryCounts> {
    return this.reading(async (db) => ({
      queued: await countOf(db, 'queued'),
      dead: await countOf(db, 'dead'),
      oldestQueued: await oldestQueued(db),
    }));
  }

  /** Forgets some of what was settled before those instants. */
  async forget(before: Readonly<Record<'delivered' | 'dead', string>>): Promise<void> {
    await this.changing(async (db) => {
      for (const state of ['delivered', 'dead'] as const) {
        const old = db
          .selectFrom('deliveries')
          .select('delivery_id')
          .where('state', '=', state)
          .where('settled_at', '<', before[state])
          .limit(ROWS_AT_ONCE);
        await db.deleteFrom('deliveries').where('delivery_id', 'in', old).execute();
      }
    });
  }

  close(): Promise<void> {
    return this.database.close();
  }

  private reading<T>(work: (db: Kysely<DeliveryTables>) => Promise<T>): Promise<T> {
    return asked(async () => work(await this.database.open()));
  }

  private changing<T>(work: (db: Transaction<DeliveryTables>) => Promise<T>): Promise<T> {
    return this.reading((db) => db.transaction().execute(work));
  }
}

async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw deliveryFailure(error);
  }
}
