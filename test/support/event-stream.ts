import { createParser, type EventSourceMessage, type EventSourceParser } from 'eventsource-parser';
import type { Readable } from 'node:stream';

/** A server-sent event, as a client has it. */
export interface StreamedEvent {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Names of events of the stream itself; those of the log begin with a capital letter. */
const OF_THE_STREAM = /^[a-z]/;

/** Reads server-sent events as they come, by a parser that others use. */
export class EventStream {
  readonly events: StreamedEvent[] = [];
  readonly comments: string[] = [];
  /** Milliseconds to wait before the next connection, as told. */
  retry: number | undefined;
  isOver = false;
  private readonly parser: EventSourceParser;
  private cutAfter = Infinity;

  constructor(private readonly source: Readable) {
    this.parser = createParser({
      onEvent: (message) => this.events.push(read(message)),
      onComment: (comment) => this.comments.push(comment),
      onRetry: (retry) => (this.retry = retry),
      onError: (error) => source.destroy(error),
    });
    source.on('data', (piece: Buffer | string) => this.take(Buffer.from(piece)));
    source.on('error', () => {});
    source.on('close', () => (this.isOver = true));
  }

  /** What was recorded, without the events of the stream itself. */
  get recorded(): StreamedEvent[] {
    return this.events.filter(({ event = 'a' }) => !OF_THE_STREAM.test(event));
  }

  /** The ids of what was recorded. */
  get ids(): (string | undefined)[] {
    return this.recorded.map(({ id }) => id);
  }

  /** The last event of the stream itself. */
  get ending(): StreamedEvent | undefined {
    return this.events.findLast(({ event = '' }) => /^(dropped|ended|stopping)$/.test(event));
  }

  /** What the client would resume with. */
  get lastId(): string | undefined {
    return this.events.findLast(({ id }) => id !== undefined)?.id;
  }

  /** Cuts the connection after so many more bytes, which may be amid an event. */
  cutIn(bytes: number): void {
    this.cutAfter = bytes;
  }

  private take(piece: Buffer): void {
    if (this.source.destroyed) return;
    const taken = piece.subarray(0, this.cutAfter);
    this.cutAfter -= taken.length;
    this.parser.feed(taken.toString('latin1'));
    if (this.cutAfter <= 0) this.source.destroy();
  }
}

function read({ id, event, data }: EventSourceMessage): StreamedEvent {
  // Bytes were fed as they came, which need not be whole characters.
  const text = Buffer.from(data, 'latin1').toString();
  return { id, event, data: JSON.parse(text) as StreamedEvent['data'] };
}
