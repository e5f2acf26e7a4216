import { createHash, type Hash } from 'node:crypto';

import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';

import type { RecordedEvent } from '../../events/envelope.js';
import { EventLine } from '../audit/event-answer.js';

const SHA256 = /^[0-9a-f]{64}$/;
const Sha256 = Type.String({ pattern: SHA256.source });

const Head = Type.Object({ export: Type.Literal('fact-ledger'), version: Type.Literal(1) });
const Snapshot = Type.Object({
  snapshot: Type.Object({ sha256: Sha256, base64: Type.String() }),
});
const Event = Type.Object({ event: EventLine });
const End = Type.Object({
  end: Type.Object({ events: Type.Integer({ minimum: 0 }), sha256: Sha256 }),
});

/**
 * An export is NDJSON: a head, then events in the order of the log, each behind the snapshots that it
 * names and that did not come before, then an end that says how many events there were and has the
 * SHA-256 of all lines before it.
 */
export type ExportLine =
  Static<typeof Head> | Static<typeof Snapshot> | Static<typeof Event> | Static<typeof End>;

export const EXPORT_HEAD: ExportLine = { export: 'fact-ledger', version: 1 };

export const isHead = guard<Static<typeof Head>>(Compile(Head));
export const isSnapshot = guard<Static<typeof Snapshot>>(Compile(Snapshot));
export const isEvent = guard<Static<typeof Event>>(Compile(Event));
export const isEnd = guard<Static<typeof End>>(Compile(End));

function guard<Line>(schema: { Check(value: unknown): boolean }) {
  return (value: unknown): value is Line => schema.Check(value);
}

/** The SHA-256 of lines, which are added without the line feeds that end them. */
export class LineDigest {
  private readonly hash: Hash = createHash('sha256');

  add(line: string | Uint8Array): void {
    this.hash.update(line).update('\n');
  }

  digest(): string {
    return this.hash.copy().digest('hex');
  }
}

/** The event that a line holds, as a store would give it. */
export function recordedEvent({ recordedAt: _, ...event }: EventLine): RecordedEvent {
  return { ...event, revision: BigInt(event.revision) };
}

/**
 * The names of the bytes that an event says were captured, and of their text where it is another. Of a
 * version that this release does not know, what looks the same.
 */
export function snapshotsNamedBy({ type, data }: Pick<RecordedEvent, 'type' | 'data'>): string[] {
  if (type !== 'SnapshotCaptured' && type !== 'SnapshotTextTaken') return [];
  const { sha256, text } = data as { sha256?: unknown; text?: { sha256?: unknown } };
  return [...new Set([sha256, text?.sha256])].filter(isSha256);
}

function isSha256(value: unknown): value is string {
  return typeof value === 'string' && SHA256.test(value);
}
