import { Inject, Injectable } from '@nestjs/common';

import type { Position } from '../../events/envelope.js';
import type { EventStore, ReadAllOptions } from '../event-store/event-store.js';
import { invalid } from '../http/problem.js';
import { EVENT_STORE } from '../parts.js';
import { AS_OF_PARAMETER_RULE, asOfFrom } from '../queries/as-of.js';
import { DEFAULT_LIMIT, type Page } from '../queries/page.js';
import { eventLine, type EventLine } from './event-answer.js';

export interface LogSelection {
  readonly after?: Position;
  /** A position, or an ISO 8601 instant, day, month or year. */
  readonly until?: string;
  readonly stream?: string;
  readonly type?: string;
}

/** The log as auditors read it: the record itself, not a view of it. */
@Injectable()
export class EventLog {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  head(): Promise<Position | undefined> {
    return this.store.head();
  }

  /** Gives the events in constant memory. @throws Problem `invalid` for positions that are none of this ledger. */
  async *events(selection: LogSelection, limit = Infinity): AsyncGenerator<EventLine, void> {
    const { options, lastInstant } = readingOf(selection);
    await this.mustBeOfThisLedger('/after', options.after);
    await this.mustBeOfThisLedger('/until', options.until);
    let left = limit;
    // An instant cannot be looked up, and clocks may go back: every event tells its own time.
    for await (const event of this.store.readAll(options)) {
      if (lastInstant !== undefined && event.metadata.recordedAt > lastInstant) continue;
      yield eventLine(event);
      if ((left -= 1) === 0) return;
    }
  }

  async page(selection: LogSelection, limit = DEFAULT_LIMIT): Promise<Page<EventLine>> {
    const items: EventLine[] = [];
    for await (const event of this.events(selection, limit + 1)) items.push(event);
    const shown = items.slice(0, limit);
    return { items: shown, next: items.length > limit ? shown.at(-1)!.position : null };
  }

  /** Undefined also for a position that no ledger of this kind has. */
  async at(position: Position): Promise<EventLine | undefined> {
    try {
      const event = await this.store.readAt(position);
      return event && eventLine(event);
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  private async mustBeOfThisLedger(pointer: string, position?: Position): Promise<void> {
    if (position === undefined) return;
    try {
      await this.store.readAt(position);
    } catch (error) {
      throw error instanceof RangeError ? invalid(pointer, error.message) : error;
    }
  }
}

function readingOf({ after, until, stream, type }: LogSelection): {
  options: ReadAllOptions;
  lastInstant: string | undefined;
} {
  const end = until === undefined ? undefined : asOfFrom(until);
  if (until !== undefined && !end) throw invalid('/until', `must be ${AS_OF_PARAMETER_RULE}`);
  const filter = {
    ...(stream !== undefined && { stream }),
    ...(type !== undefined && { types: [type] }),
  };
  const options = {
    ...(after !== undefined && { after }),
    ...(end && 'position' in end && { until: end.position }),
    filter,
  };
  return { options, lastInstant: end && 'instant' in end ? end.instant : undefined };
}
