import type { Kysely } from 'kysely';

import type { Position } from '../../events/envelope.js';
import type { ProjectionState } from '../../projections/engine/view-store.js';
import { mustFit, unfitViews } from '../../projections/engine/log-fit.js';
import { isDerived } from '../../projections/engine/derived-view.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import type { ViewTables } from '../../projections/view-tables.js';
import type { EventFeed } from '../following/event-feed.js';
import { openViews, viewsAreMissing } from '../ledger-views.js';
import type { Settings } from '../settings/settings.js';
import type { ViewDatabase, ViewSnapshot } from '../view-store/view-database.js';
import { CommandFailed } from './exit-codes.js';

/** The live views as they are at one moment, whatever a server goes on to write. */
export class LiveViews {
  private constructor(
    private readonly views: ViewDatabase<ViewTables>,
    private readonly snapshot: ViewSnapshot<ViewTables>,
    /** What every view shows the effect of. */
    readonly position: Position,
  ) {}

  /** @throws CommandFailed where one is not there, stands still, or is of another release. */
  static async open(settings: Settings): Promise<LiveViews> {
    if (viewsAreMissing(settings)) {
      throw new CommandFailed(`there are no views in ${settings.dataDir} to compare with`);
    }
    const views = await openViews(settings, { readOnly: true });
    try {
      const snapshot = await views.snapshot();
      try {
        const active = snapshot.states.filter((state) => state.active);
        const positions = ledgerProjections.map((projection) => positionIn(active, projection));
        return new LiveViews(views, snapshot, positions.sort()[0]!);
      } catch (error) {
        await snapshot.close();
        throw error;
      }
    } catch (error) {
      await views.close();
      throw error;
    }
  }

  get db(): Kysely<ViewTables> {
    return this.snapshot.db;
  }

  /** Whether the view may show something from behind {@link position} already, or not yet all up to it. */
  isAhead(name: string): boolean {
    const projection = ledgerProjections.find((each) => each.name === name);
    const derivedFrom = projection && isDerived(projection) ? projection.derivedFrom : [];
    const names = [name, ...derivedFrom.map((each) => each.name)];
    return this.snapshot.states.some(
      ({ active, name: of, position, cursor }) =>
        active && names.includes(of) && (position !== this.position || cursor !== null),
    );
  }

  /** @throws UnfitViewsError where they were not made from that log. */
  async mustFit(log: Pick<EventFeed, 'readAt'>): Promise<void> {
    const parts = { feed: log, store: this.views.store };
    mustFit(await unfitViews(parts, ledgerProjections, this.snapshot.states));
  }

  async close(): Promise<void> {
    await this.snapshot.close();
    await this.views.close();
  }
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
