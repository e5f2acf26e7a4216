import type { EventStoreDBClient } from '@eventstore/db-client';
import { setTimeout as sleep } from 'node:timers/promises';

import { withTimeout } from '../../runtime/with-timeout.js';
import { requestBegan } from '../request-began.js';
import { Inflow, type ServerStream } from './inflow.js';
import type { ServerConnection } from './server-connection.js';
import { eventStoreError, isFromFollower, isPassing, NoAnswerError } from './server-failure.js';

export interface AskingObserver {
  /** A call that failed is made again. */
  readonly onRetry?: (doing: string, error: unknown) => void;
  /** An append that failed may have been carried out all the same. */
  readonly onUnknownOutcome?: (doing: string, error: unknown) => void;
}

export const FIRST_PAUSE_MS = 25;
export const LONGEST_PAUSE_MS = 1_000;

/** So many readings in a row that break off before they get further, and it is no passing failure. */
const MOST_FRUITLESS = 5;

/**
 * On every call, so that one that reaches another node of a cluster is sent on to the leader: a follower's
 * reads may lag behind what it has just acknowledged, and the first append of a client decides for all
 * that follow on the same stream.
 */
export const OF_LEADER = { requiresLeader: true } as const;

/** Calls of the server, each bounded in time, and made again after what may pass. */
export class Asking {
  /** @param timeoutMs for one call to the store, or all calls of a request, with all their tries */
  constructor(
    private readonly connection: ServerConnection,
    private readonly timeoutMs: number,
    private readonly observer: AskingObserver = {},
  ) {}

  /**
   * @param doing what fails, as an operator reads it: `cannot append to claim-…`
   * @param call is given how many milliseconds it has
   * @param writes whether it may have done something where no answer came
   * @throws EventStoreError; what the call throws of its own, unless it may pass
   */
  async ask<T>(
    doing: string,
    call: (client: EventStoreDBClient, withinMs: number) => Promise<T>,
    writes = false,
  ): Promise<T> {
    const deadline = this.deadline();
    // An answer that was lost leaves time for another try.
    const perTryMs = Math.ceil(this.timeoutMs / 2);
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      const client = await this.connection.client();
      const withinMs = Math.min(perTryMs, deadline - Date.now());
      try {
        // The client's own deadlines are not kept where the server is frozen, nor on a stream that many share.
        const answer = await withTimeout(withinMs, call(client, withinMs), () =>
          noAnswer(withinMs),
        );
        if (!writes && this.connection.gaveUp(client)) throw cutOff();
        this.connection.worked();
        return answer;
      } catch (error) {
        if (!isPassing(error)) throw error;
        this.connection.failed(client, error);
        if (writes && !isFromFollower(error)) this.observer.onUnknownOutcome?.(doing, error);
        if (Date.now() + pauseMs >= deadline) throw eventStoreError(error, doing);
        this.observer.onRetry?.(doing, error);
      }
      await sleep(pauseMs);
    }
  }

  /** Returns the time, in milliseconds as of `Date.now`, at which a call made now gives up trying. */
  deadline(): number {
    return (requestBegan.getStore() ?? Date.now()) + this.timeoutMs;
  }

  /**
   * All that a read gives, one by one, in constant memory. Where it breaks off it is begun again: `open`
   * is to go on behind the last item given. The time is that between two items.
   *
   * @param place where the reading stands: one that stays there however often it is begun fails
   * @throws as {@link ask}
   */
  async *each<T extends object>(
    doing: string,
    open: (client: EventStoreDBClient) => ServerStream,
    place: () => unknown,
  ): AsyncGenerator<T, void> {
    for (let fruitless = 0; ;) {
      // Of a reading that goes on while its answer is sent.
      const { client, inflow, first } = await requestBegan.exit(() => this.begun<T>(doing, open));
      const began = place();
      try {
        let item: T | undefined = first;
        // eslint-disable-next-line no-restricted-syntax -- waits for what comes, or for the end
        while (item !== undefined) {
          yield item;
          item = inflow.take() ?? (await next(inflow, this.timeoutMs));
        }
        if (!this.connection.gaveUp(client)) return;
        throw cutOff();
      } catch (error) {
        if (!isPassing(error)) throw error;
        fruitless = place() === began ? fruitless + 1 : 0;
        if (fruitless === MOST_FRUITLESS) throw eventStoreError(error, doing);
        this.observer.onRetry?.(doing, error);
      } finally {
        await inflow.leave();
      }
      await sleep(FIRST_PAUSE_MS);
    }
  }

  private begun<T extends object>(
    doing: string,
    open: (client: EventStoreDBClient) => ServerStream,
  ): Promise<{ client: EventStoreDBClient; inflow: Inflow<T>; first: T | undefined }> {
    return this.ask(doing, async (client, withinMs) => {
      const inflow = new Inflow<T>(open(client));
      try {
        return { client, inflow, first: await next(inflow, withinMs) };
      } catch (error) {
        await inflow.leave();
        throw error;
      }
    });
  }
}

/** The next item; undefined at the end. @throws NoAnswerError, what the stream failed with */
async function next<T extends object>(inflow: Inflow<T>, withinMs: number): Promise<T | undefined> {
  // eslint-disable-next-line no-restricted-syntax -- waits for what comes, or for the end
  for (;;) {
    const item = inflow.take();
    if (item !== undefined || inflow.ended) return item;
    if (!(await inflow.arrival(withinMs))) throw noAnswer(withinMs);
  }
}

function cutOff(): NoAnswerError {
  return new NoAnswerError('the connection was given up while the server answered');
}

function noAnswer(ms: number): NoAnswerError {
  return new NoAnswerError(`the server gave no answer within ${Math.round(ms)} ms`);
}
