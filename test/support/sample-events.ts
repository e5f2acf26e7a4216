import { randomBytes, randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

import type { EventMetadata, NewEvent } from '../../events/envelope.js';
import { eventId } from '../../src/deciding/derived-id.js';
import type { AppendOptions, ExpectedRevision } from '../../src/event-store/event-store.js';

export type EventOverrides = Partial<Omit<NewEvent, 'type' | 'data' | 'metadata'>> & {
  readonly metadata?: Partial<EventMetadata>;
};

/** An event as a command of a contributor would emit it; its id is that of the command's first event. */
export function newEvent(type: string, data: object, overrides: EventOverrides = {}): NewEvent {
  const metadata: EventMetadata = {
    actor: { id: randomUUID(), roles: ['contributor'], organization: 'Example Desk' },
    commandId: randomUUID(),
    commandDigest: sampleDigest(),
    correlationId: randomUUID(),
    causationId: null,
    recordedAt: new Date().toISOString(),
    ...overrides.metadata,
  };
  const { schemaVersion = 1, id = eventId(metadata.commandId, 0) } = overrides;
  return { id, type, schemaVersion, data, metadata };
}

/** What one command appends, and how. */
export interface SampleCommand {
  readonly events: readonly NewEvent[];
  readonly options: AppendOptions;
}

export interface SampleCommandOptions {
  readonly expected?: ExpectedRevision;
  readonly commandId?: string;
  readonly commandDigest?: string;
}

/** Events whose ids and metadata are those of one command, as the command runner would make them. */
export function sampleCommand(
  events: readonly {
    readonly type: string;
    readonly data: object;
    readonly schemaVersion?: number;
  }[],
  options: SampleCommandOptions = {},
): SampleCommand {
  const { expected = 'any', commandId = randomUUID(), commandDigest = sampleDigest() } = options;
  const metadata = { commandId, commandDigest };
  return {
    events: events.map(({ type, data, schemaVersion }, index) =>
      newEvent(type, data, { schemaVersion, metadata, id: eventId(commandId, index) }),
    ),
    options: { expected, commandId, commandDigest },
  };
}

/** A stream name that no other test has. */
export function sampleStream(category = 'claim'): string {
  return `${category}-${uuidv7()}`;
}

export function sampleDigest(): string {
  return randomBytes(32).toString('hex');
}
