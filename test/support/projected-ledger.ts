import { rmSync } from 'node:fs';

import type { BatchBounds } from '../../src/following/batches.js';
import { Projector } from '../../projections/engine/projector.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import type { ViewTables } from '../../projections/view-tables.js';
import type { EventStore } from '../../src/event-store/event-store.js';
import { engineOver } from '../../src/ledger-views.js';
import { fullTextQuery } from '../../src/view-store/sqlite/full-text.js';
import { TemporaryViews } from './temporary-views.js';

/** A word of each script that the full-text index must find the same claims by. */
const LOOKED_FOR = ['truce', 'ceasefire', 'الهدنة', 'Mieten', 'trêve', 'households', '北港町'];

/** All views of a real event store in a file of their own, for specs. */
export class ProjectedLedger {
  private readonly views = new TemporaryViews();
  private running: { readonly projector: Projector; close(): Promise<void> } | undefined;

  constructor(private readonly store: EventStore) {}

  /** Starts to follow the log. */
  async start(bounds: Partial<BatchBounds> = {}): Promise<Projector> {
    const views = this.views.open<ViewTables>();
    const projector = new Projector(engineOver(this.store, views), ledgerProjections, { bounds });
    await projector.start();
    this.running = {
      projector,
      close: async () => {
        await projector.stop();
        await this.views.close(views);
      },
    };
    return projector;
  }

  async stop(): Promise<void> {
    await this.running?.close();
    this.running = undefined;
  }

  /** Follows the log until nothing is left, and stops. @throws Error where it does not get there. */
  async catchUp(bounds: Partial<BatchBounds> = {}): Promise<void> {
    const projector = await this.start(bounds);
    const head = await this.store.head();
    if (head !== undefined && !(await projector.waitFor(head, 60_000))) {
      throw new Error(`the views did not get to ${head}: ${JSON.stringify(projector.status())}`);
    }
    await this.stop();
  }

  /** Deletes the file and what SQLite keeps beside it. */
  dropFile(): void {
    for (const beside of ['', '-wal', '-shm']) rmSync(this.views.file + beside, { force: true });
  }

  /**
   * Every row with every column, row numbers too, in the order of the keys; where each projection
   * stands; and what the full-text index finds.
   */
  dump(): string[] {
    const lines = this.views
      .read('select name, version, position, failure from projections where active order by name')
      .map(toLine);
    for (const { table } of ledgerProjections) {
      const order = table.versioned ? `${table.key}, valid_from` : table.key;
      const rows = this.views.read(`select * from ${table.name} order by ${order}`);
      lines.push(`${table.name}: ${rows.length}`, ...rows.map(toLine));
      if (!table.fullText) continue;
      const search = `${table.name}_search`;
      const found = `select row_id from ${search} where ${search} match ? order by row_id`;
      for (const word of LOOKED_FOR)
        lines.push(`${word}: ${toLine(this.views.read(found, fullTextQuery(word)!))}`);
    }
    return lines;
  }

  async remove(): Promise<void> {
    await this.stop();
    await this.views.remove();
  }
}

function toLine(row: object): string {
  return JSON.stringify(row);
}
