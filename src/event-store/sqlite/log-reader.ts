import type Database from 'better-sqlite3';

import type { RecordedEvent } from '../../../events/envelope.js';
import type { EventFilter, ReadStreamOptions } from '../event-store.js';
import { filterCondition } from './filter-condition.js';
import { damaged } from './sqlite-failure.js';
import { EVENT_COLUMNS, recordedEvent, type EventRow } from './stored-event.js';

export type Direction = 'forwards' | 'backwards';

/** Rows read at once. Bounds what is held in memory where every event has the largest size. */
const PAGE_ROWS = 100;
/** Rows looked at in one step where few may match: the event loop stands still meanwhile. */
const FILTERED_STEP = 2000;

export interface Page {
  readonly rows: readonly EventRow[];
  /** The last row number looked at, matching or not: where the next page starts, exclusive. */
  readonly lookedAt: number;
}

/**
 * Reads pages of the log that match one filter, in one direction.
 *
 * @param from exclusive
 * @param to inclusive
 * @param limit of matching rows
 */
export type PageReader = (from: number, to: number, limit?: number) => Page;

type StreamQuery = Database.Statement<[string, bigint, number], EventRow>;

/** Revisions are SQLite integers; what lies beyond is clamped, for it means the same. */
const MAX_REVISION = 2n ** 63n - 1n;

/** All reading. Every query is done when its function returns, so none stands in a writer's way. */
export class LogReader {
  private readonly last: Database.Statement<[], number | null>;
  private readonly streamForwards: StreamQuery;
  private readonly streamBackwards: StreamQuery;
  private readonly unfiltered: Readonly<Record<Direction, PageReader>>;

  constructor(private readonly db: Database.Database) {
    this.last = db.prepare<[], number | null>('SELECT max(position) FROM events').pluck();
    this.streamForwards = this.streamQuery('>=', 'ASC');
    this.streamBackwards = this.streamQuery('<=', 'DESC');
    this.unfiltered = {
      forwards: this.prepare({}, 'forwards'),
      backwards: this.prepare({}, 'backwards'),
    };
  }

  /** The last event's row number; 0 where there is none. */
  head(): number {
    return this.last.get() ?? 0;
  }

  readStream(stream: string, options: ReadStreamOptions): RecordedEvent[] {
    const { direction = 'forwards', limit = Infinity } = options;
    const forwards = direction === 'forwards';
    const from = clamp(options.from ?? (forwards ? 0n : MAX_REVISION));
    const query = forwards ? this.streamForwards : this.streamBackwards;
    const most = Math.min(Math.max(limit, 0), Number.MAX_SAFE_INTEGER);
    return query.all(stream, from, most).map(recordedEvent);
  }

  pages(filter: EventFilter = {}, direction: Direction = 'forwards'): PageReader {
    return isEmpty(filter) ? this.unfiltered[direction] : this.prepare(filter, direction);
  }

  private prepare(filter: EventFilter, direction: Direction): PageReader {
    const forwards = direction === 'forwards';
    const { sql, values } = filterCondition(filter);
    // Within a stream the order of revisions is that of positions, and has an index; the plus keeps
    // SQLite from walking the whole log by position instead.
    const [position, order] =
      filter.stream === undefined ? ['position', 'position'] : ['+position', 'revision'];
    const query = this.db
      .prepare<[number, number, ...string[], number], EventRow>(
        `SELECT ${EVENT_COLUMNS} FROM events
         WHERE ${position} ${forwards ? '>' : '<'} ? AND ${position} ${forwards ? '<=' : '>='} ?
           ${sql} ORDER BY ${order} ${forwards ? 'ASC' : 'DESC'} LIMIT ?`,
      )
      .raw();
    const step = isEmpty(filter) || filter.stream !== undefined ? Infinity : FILTERED_STEP;
    return (from, to, limit = Infinity) => {
      const end = forwards ? Math.min(to, from + step) : Math.max(to, from - step);
      const most = Math.min(limit, PAGE_ROWS);
      const rows = query.all(from, end, ...values, most);
      if (isEmpty(filter)) {
        assertNoneMissing(rows, from, forwards ? 1 : -1, Math.min(most, Math.abs(end - from)));
      }
      const lastRow = rows.length === most ? rows.at(-1) : undefined;
      return { rows, lookedAt: lastRow ? lastRow[0] : end };
    };
  }

  private streamQuery(comparison: '>=' | '<=', order: 'ASC' | 'DESC'): StreamQuery {
    return this.db
      .prepare<[string, bigint, number], EventRow>(
        `SELECT ${EVENT_COLUMNS} FROM events WHERE stream = ? AND revision ${comparison} ?
         ORDER BY revision ${order} LIMIT ?`,
      )
      .raw();
  }
}

/**
 * Positions have no gaps: an append that fails takes none.
 *
 * @param step 1 forwards, -1 backwards
 * @param count how many rows must follow `from`
 */
function assertNoneMissing(
  rows: readonly EventRow[],
  from: number,
  step: 1 | -1,
  count: number,
): void {
  for (let n = 1; n <= count; n += 1) {
    const position = from + step * n;
    if (rows[n - 1]?.[0] !== position)
      throw damaged(`the event at position ${position} is missing`);
  }
}

function isEmpty({ stream, categories, types }: EventFilter): boolean {
  return stream === undefined && categories === undefined && types === undefined;
}

function clamp(revision: bigint): bigint {
  if (revision > MAX_REVISION) return MAX_REVISION;
  return revision < -1n ? -1n : revision;
}
