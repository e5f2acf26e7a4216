import { LRUCache } from 'lru-cache';

import type { RecordedEvent } from '../../../events/envelope.js';

interface KnownStream {
  /** Of the last event seen; -1 before the first. */
  readonly revision: bigint;
  /** Of all events up to it. */
  readonly commands: Set<string>;
}

/** Command ids kept, over all streams; about 100 bytes each. */
const MOST_COMMANDS = 100_000;

/**
 * Which commands the streams hold that were read or written lately. A command is looked for in its
 * stream before it is appended, because the server refuses a second append of the same events only
 * where it also expects what the first expected; whoever has just read the stream to decide on it
 * need not read it again for that.
 */
export class KnownStreams {
  private readonly streams = new LRUCache<string, KnownStream>({
    maxSize: MOST_COMMANDS,
    sizeCalculation: ({ commands }) => 1 + commands.size,
  });

  /** The stream as it was read, from its first event on. */
  read(stream: string, events: readonly RecordedEvent[]): void {
    const revision = events.at(-1)?.revision ?? -1n;
    const known = this.streams.get(stream);
    if (known && known.revision >= revision) return;
    const commands = new Set(events.map(({ metadata }) => metadata.commandId));
    this.streams.set(stream, { revision, commands });
  }

  /** @param revision of the last event of the append, before which `before` was the stream's last. */
  appended(stream: string, commandId: string, before: bigint, revision: bigint): void {
    const known = this.streams.get(stream);
    if (before === -1n) this.streams.set(stream, { revision, commands: new Set([commandId]) });
    else if (known?.revision === before) {
      const commands = known.commands.add(commandId);
      this.streams.set(stream, { revision, commands });
    }
  }

  /** Of the last event seen, -1 before the first; undefined where nothing is known of the stream. */
  revisionOf(stream: string): bigint | undefined {
    return this.streams.get(stream)?.revision;
  }

  /** Undefined where that much of the stream is not known. */
  holds(stream: string, upTo: bigint, commandId: string): boolean | undefined {
    const known = this.streams.get(stream);
    if (!known || known.revision < upTo) return undefined;
    return known.commands.has(commandId);
  }
}
