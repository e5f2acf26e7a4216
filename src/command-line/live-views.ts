import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { sql, type ControlledTransaction, type Kysely } from 'kysely';

import type { Position } from '../../events/envelope.js';
import type { ProjectionState } from '../../projections/engine/view-store.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import type { ViewTables } from '../../projections/view-tables.js';
import { VIEWS_FILE } from '../ledger.js';
import type { Settings } from '../settings/settings.js';
import { openSqliteViews, type ViewDatabase } from '../view-store/view-database.js';
import { CommandFailed } from './exit-codes.js';

/** A server commits some hundred times a second, and a try takes less than a millisecond. */
const TRIES = 200;

/** The live views as they are at one moment, whatever a server goes on to write. */
export class LiveViews {
  private constructor(
    private readonly views: ViewDatabase<ViewTables>,
    private readonly snapshot: ControlledTransaction<ViewTables>,
    /** What every view shows the effect of. */
    readonly position: Position,
    private readonly states: readonly ProjectionState[],
  ) {}

  /** @throws CommandFailed where one is not there, stands still, or is of another release. */
  static async open({ dataDir }: Settings): Promise<LiveViews> {
    const file = join(dataDir, VIEWS_FILE);
    if (!existsSync(file)) {
      throw new CommandFailed(`there are no views in ${dataDir} to compare with`);
    }
    const views = openSqliteViews<ViewTables>({ file, readOnly: true });
    try {
      const { snapshot, states } = await snapshotOf(views);
      const active = states.filter(({ active }) => active);
      const positions = ledgerProjections.map((projection) => positionIn(active, projection));
      return new LiveViews(views, snapshot, positions.sort()[0]!, active);
    } catch (error) {
      await views.close();
      throw error;
    }
  }

  get db(): Kysely<ViewTables> {
    return this.snapshot;
  }

  /** Whether the view may show something from behind {@link position} already. */
  isAhead(name: string): boolean {
    return this.states.some((state) => state.name === name && state.position !== this.position);
  }

  async close(): Promise<void> {
    await this.snapshot.rollback().execute();
    await this.views.close();
  }
}

/** Rows and positions of the same moment: the positions are read before and after, by another connection. */
async function snapshotOf({ db, store }: ViewDatabase<ViewTables>): Promise<{
  snapshot: ControlledTransaction<ViewTables>;
  states: readonly ProjectionState[];
}> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const states = await store.states();
    const snapshot = await db.startTransaction().execute();
    // SQLite begins a transaction that reads at the first read. https://sqlite.org/lang_transaction.html
    await sql`select 1 from sqlite_schema limit 1`.execute(snapshot);
    if (isDeepStrictEqual(await store.states(), states)) return { snapshot, states };
    await snapshot.rollback().execute();
  }
  throw new CommandFailed('the live views change too fast to be compared with');
}

function positionIn(
  states: readonly ProjectionState[],
  { name, version }: { readonly name: string; readonly version: number },
): Position {
  const state = states.find((each) => each.name === name);
  if (!state) throw new CommandFailed(`there is no live view ${name}; "rebuild" makes it`);
  const { failure, position } = state;
  if (failure) {
    const { reason, position: before } = failure;
    throw new CommandFailed(`the live view ${name} is halted before ${before}: ${reason}`);
  }
  if (state.version !== version) {
    const message = `the live view ${name} has version ${state.version}, this release ${version}`;
    throw new CommandFailed(`${message}; "rebuild" makes it anew`);
  }
  if (position === null) throw new CommandFailed(`the live view ${name} shows nothing yet`);
  return position;
}
