import type { Actor } from '../../events/envelope.js';
import type { LedgerEvent, RecordedLedgerEvent } from '../../events/ledger-event.js';
import { ledgerCatalog } from '../../events/ledger-catalog.js';
import type { Projection } from '../../projections/engine/projection.js';
import type { Row } from '../../projections/engine/table.js';
import { FoldedRows } from './folded-rows.js';

type Data<T extends LedgerEvent['type']> = Extract<LedgerEvent, { type: T }>['data'];

const CONTRIBUTOR: Actor = { id: uuid(1), roles: ['contributor'], organization: 'Desk' };

/** `uuid(7)` is the same valid UUIDv7 in every test. */
export function uuid(n: number): string {
  return `01990000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** Writes a log down as a store would have recorded it; every event is checked against the catalog. */
export class RecordedHistory {
  readonly events: RecordedLedgerEvent[] = [];
  private readonly revisions = new Map<string, bigint>();
  private clock = '2025-10-14T08:00:00.000Z';
  private actor = CONTRIBUTOR;

  /** The events from here on were recorded at this instant. */
  at(instant: string): this {
    this.clock = instant;
    return this;
  }

  by(id: string): this {
    this.actor = { ...CONTRIBUTOR, id };
    return this;
  }

  record<T extends LedgerEvent['type']>(stream: string, type: T, data: Data<T>): this {
    const revision = (this.revisions.get(stream) ?? -1n) + 1n;
    this.revisions.set(stream, revision);
    const n = this.events.length + 1;
    const schemaVersion = ledgerCatalog.currentVersion(type);
    ledgerCatalog.validate({ type, schemaVersion, data });
    const event = {
      id: uuid(1_000_000 + n),
      type,
      schemaVersion,
      data,
      stream,
      revision,
      position: positionOf(n),
      metadata: {
        actor: this.actor,
        commandId: uuid(2_000_000 + n),
        commandDigest: 'a'.repeat(64),
        correlationId: uuid(3_000_000 + n),
        causationId: null,
        recordedAt: this.clock,
      },
    };
    this.events.push(event as unknown as RecordedLedgerEvent);
    return this;
  }

  /** The position of the event recorded last. */
  get position(): string {
    return positionOf(this.events.length);
  }
}

function positionOf(n: number): string {
  return String(n).padStart(16, '0');
}

/** The rows that a projection makes of the events, by key. */
export function fold<R extends Row>(
  projection: Projection<R>,
  events: readonly RecordedLedgerEvent[],
): Map<string, R> {
  const folded = new FoldedRows(projection);
  for (const event of events) folded.apply(event);
  return folded.rows;
}
