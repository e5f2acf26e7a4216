/**
 * An opaque place in the whole log. Digits (and `-`) only and of fixed width within one ledger, so
 * that comparing two as strings (`<`) compares their order. Nothing else may be read into it.
 */
export type Position = string;

/** What a position looks like in a URL; told apart from an ISO 8601 date, which has fewer digits in a row. */
export const POSITION_PATTERN = /^\d{16,20}(?:-\d{16,20})?$/;

/** What a member may do; see the route table in `src/access/`. `system` is the ledger itself. */
export const ROLES = ['contributor', 'reviewer', 'editor', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who gives a command, as they stand at that moment. */
export interface Actor {
  readonly id: string;
  readonly roles: readonly (Role | 'system')[];
  readonly organization: string;
}

/**
 * Who caused an event. Metadata has no versions and is kept as it was written: until the word was spelt
 * `organization`, it was `organisation`.
 */
export interface RecordedActor extends Omit<Actor, 'organization'> {
  readonly organization?: string;
  readonly organisation?: string;
}

export interface EventMetadata {
  readonly actor: RecordedActor;
  /** UUID. All events of one command share it; a retry finds its first run by it. */
  readonly commandId: string;
  /** SHA-256 (hex) of the canonical command, to tell a retry from a reused id. */
  readonly commandDigest: string;
  /** The request that started it all. */
  readonly correlationId: string;
  /** The event or command that led to this one; null where a person did. */
  readonly causationId: string | null;
  /** ISO 8601 instant in UTC with milliseconds, from the ledger's own clock. */
  readonly recordedAt: string;
}

/** What a decider emits: a fact in the domain's words, before it has an id, a place or a time. */
export interface DomainEvent<Type extends string = string, Data extends object = object> {
  readonly type: Type;
  readonly data: Data;
}

/** An event on its way into a stream. */
export interface NewEvent extends DomainEvent {
  /** Derived from the command's id and the event's place among its events: a retried append carries the same ids. */
  readonly id: string;
  readonly schemaVersion: number;
  readonly metadata: EventMetadata;
}

/** An event as the log holds it. */
export interface RecordedEvent extends NewEvent {
  readonly position: Position;
  /** `<category>-<id>`. */
  readonly stream: string;
  /** Counts from 0 within the stream. */
  readonly revision: bigint;
}

/** `claim-0199…` → `0199…`; no category holds a `-`. */
export function idOf(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}
