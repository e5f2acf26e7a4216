import type Database from 'better-sqlite3';

import { EventStoreError, type AppendResult } from '../event-store.js';
import { Appender, type AppendOutcome } from './appender.js';
import type { PreparedAppend } from '../prepared-append.js';
import { eventStoreError, isBusy } from './sqlite-failure.js';

interface Waiting {
  readonly append: PreparedAppend;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (reason: EventStoreError) => void;
}

/** Bounds on one transaction: nothing else happens in the process until it is committed. */
const MAX_APPENDS = 500;
const MAX_SIZE = 8 * 1024 * 1024;

/**
 * The appends of one turn of the event loop share one transaction, and so one sync to disk: that is
 * what an append costs. https://sqlite.org/wal.html
 */
export class GroupCommit {
  private readonly appender: Appender;
  private readonly begin;
  private readonly commit;
  private readonly rollback;
  private waiting: Waiting[] = [];
  private scheduled = false;

  /** @param onCommit called after every commit that may have written, before the appends are answered. */
  constructor(
    private readonly db: Database.Database,
    private readonly onCommit: () => void,
  ) {
    this.appender = new Appender(db);
    // Takes the write lock at once: what the checks read can then not change before the commit.
    this.begin = db.prepare('BEGIN IMMEDIATE');
    this.commit = db.prepare('COMMIT');
    this.rollback = db.prepare('ROLLBACK');
  }

  /** Resolves once the events are on disk. @throws EventStoreError */
  append(append: PreparedAppend): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ append, resolve, reject });
      this.schedule();
    });
  }

  /** Commits all that waits, now. */
  flush(): void {
    while (this.waiting.length > 0) this.commitNext();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.commitNext();
      if (this.waiting.length > 0) this.schedule();
    });
  }

  private commitNext(): void {
    const batch = this.takeBatch();
    if (batch.length === 0) return;
    const outcomes = this.outcomesOf(batch);
    this.onCommit();
    for (const [i, { resolve, reject }] of batch.entries()) {
      const outcome = outcomes[i];
      if (outcome && 'result' in outcome) resolve(outcome.result);
      else
        reject(outcome?.refusal ?? new EventStoreError('unavailable', 'the append had no outcome'));
    }
  }

  private takeBatch(): Waiting[] {
    let count = 0;
    let size = 0;
    for (const { append } of this.waiting) {
      size += append.size;
      if (count > 0 && (count >= MAX_APPENDS || size > MAX_SIZE)) break;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }

  private outcomesOf(batch: readonly Waiting[]): readonly AppendOutcome[] {
    try {
      return this.inTransaction(() => batch.map(({ append }) => this.appender.append(append)));
    } catch (error) {
      // Another process holds the write lock; trying one by one would wait as often again.
      if (isBusy(error)) {
        const refusal = eventStoreError(error, 'cannot append');
        return batch.map(() => ({ refusal }));
      }
      return batch.map(({ append }) => this.alone(append));
    }
  }

  /** After a failure inside a shared transaction: only the append that causes it shall fail. */
  private alone(append: PreparedAppend): AppendOutcome {
    try {
      return this.inTransaction(() => this.appender.append(append));
    } catch (error) {
      return { refusal: eventStoreError(error, `cannot append to ${append.stream}`) };
    }
  }

  private inTransaction<T>(work: () => T): T {
    // Left open only where the rollback itself failed, on a disk that did not answer.
    if (this.db.inTransaction) this.rollback.run();
    this.begin.run();
    try {
      this.appender.begin();
      const outcome = work();
      this.commit.run();
      return outcome;
    } catch (error) {
      // SQLite has rolled back by itself after some errors. https://sqlite.org/lang_transaction.html
      if (this.db.inTransaction) this.rollback.run();
      throw error;
    }
  }
}
