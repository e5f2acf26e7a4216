import { Readable } from 'node:stream';

import type { Position } from '../../../events/envelope.js';
import type { LiveSelection } from './live-selection.js';
import { eventText, heartbeatText } from './stream-text.js';

/** Bytes from which on a client that catches up is waited for. */
const HIGH_WATER_MARK = 16 * 1024;

/** How long what was sent at the end may take before the connection is cut. */
const LAST_BYTES_WITHIN_MS = 5_000;

/** Why a stream ends, as its last event says. */
export type Ending = 'dropped' | 'ended' | 'stopping';

export interface LiveClientOptions {
  readonly selection: LiveSelection;
  /** It gets what comes behind this position; empty where the log was empty. */
  readonly after: Position;
  /** Most bytes that wait for it. */
  readonly bufferBytes: number;
  /** Whether whoever asked may still have what they asked for. */
  readonly mayStay: () => boolean;
  /** Cuts the connection, if the answer is not all sent. */
  readonly cut: () => void;
}

/** The stream of one client: what must be sent, in order. */
export class LiveClient extends Readable {
  readonly selection: LiveSelection;
  readonly mayStay: () => boolean;
  /** Everything up to this position that was selected is sent, or waits to be. */
  at: Position;
  /** Whether it gets what comes as it comes. */
  isJoined = false;
  /** Whether nothing more is sent. */
  isOver = false;
  private readonly bufferBytes: number;
  private readonly cut: () => void;
  /** When it took nothing more, by `performance.now()`; undefined while it does. */
  private fullSince: number | undefined;
  private roomMade = () => {};

  constructor({ selection, after, bufferBytes, mayStay, cut }: LiveClientOptions) {
    super({ highWaterMark: HIGH_WATER_MARK });
    this.selection = selection;
    this.at = after;
    this.bufferBytes = bufferBytes;
    this.mayStay = mayStay;
    this.cut = cut;
  }

  /** Sends the first event. @param retry milliseconds that a client waits before it connects again */
  begin(retry: number): void {
    this.send(eventText({ ...this.place, event: 'began', data: this.placeAsJson(), retry }));
  }

  /** Whether so much may wait for it. What is larger than the buffer is sent to whoever is not behind. */
  hasRoomFor(bytes: Buffer): boolean {
    const waiting = this.readableLength;
    return waiting === 0 || waiting + bytes.length <= this.bufferBytes;
  }

  /** Sends what was selected up to a position, if anything was. */
  advance(to: Position, bytes: Buffer | undefined): void {
    if (this.isOver) return;
    if (bytes) this.send(bytes);
    if (to > this.at) this.at = to;
  }

  beat(): void {
    if (!this.isOver) this.send(heartbeatText(this.place.id));
  }

  /** Resolves when it has taken nearly all that waits, or is over. */
  async untilRoom(): Promise<void> {
    if (this.isOver || this.readableLength < HIGH_WATER_MARK) return;
    await new Promise<void>((resolve) => (this.roomMade = resolve));
  }

  /** Returns for how many milliseconds it has taken nothing while much waits. */
  stalledFor(now: number): number {
    return this.fullSince === undefined ? 0 : now - this.fullSince;
  }

  /** Sends a last event, which says why and where to go on, and ends. */
  finish(event: Ending, reason: string): void {
    if (this.isOver) return;
    this.send(eventText({ event, data: this.placeAsJson(reason) }));
    this.push(null);
    this.leave();
    // Whoever takes nothing would keep the connection, and a stop, for ever.
    setTimeout(this.cut, LAST_BYTES_WITHIN_MS).unref();
  }

  override _read(): void {
    this.fullSince = undefined;
    this.roomMade();
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.leave();
    callback(error);
  }

  private send(bytes: Buffer | string): void {
    if (!this.push(bytes)) this.fullSince ??= performance.now();
  }

  private leave(): void {
    this.isOver = true;
    this.roomMade();
  }

  private get place(): { readonly id?: Position } {
    return this.at === '' ? {} : { id: this.at };
  }

  private placeAsJson(reason?: string): string {
    return JSON.stringify({ reason, after: this.place.id ?? null });
  }
}
