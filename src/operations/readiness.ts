import { Inject, Injectable } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import Type from 'typebox';

import type { Progress } from '../../projections/engine/progress.js';
import { TASKS, type ProjectionStatus } from '../../projections/engine/status.js';
import type { ViewTables } from '../../projections/view-tables.js';
import { EventStoreError, type EventStore } from '../event-store/event-store.js';
import { EVENT_STORE, VIEW_PROGRESS, VIEWS } from '../parts.js';
import { named, nullable } from '../queries/answer-fields.js';
import { ViewsUnavailableError } from '../view-store/views-unavailable.js';
import { ClockCheck } from './clock-check.js';
import { promptHead } from './prompt-head.js';
import { Supervision } from './supervision.js';

export interface Readiness {
  readonly ready: boolean;
  /** What keeps it from being ready, each in a sentence. */
  readonly reasons: readonly string[];
  /** What an operator should mend though it works, each in a sentence. */
  readonly notes: readonly string[];
  readonly eventStore: { readonly head: string | null; readonly problem: string | null };
  readonly views: { readonly problem: string | null };
  readonly projections: readonly ProjectionStatus[];
}

const HaltAnswer = named('Halt', { position: nullable(Type.String()), reason: Type.String() });

/** The shape of a {@link Readiness}. */
export const ReadinessAnswer = named('Readiness', {
  ready: Type.Boolean(),
  reasons: Type.Array(Type.String()),
  notes: Type.Array(Type.String({ description: 'What should be mended though it works.' })),
  eventStore: named('EventStoreState', {
    head: nullable(Type.String({ description: 'The position of the last event.' })),
    problem: nullable(Type.String()),
  }),
  views: named('ViewsState', { problem: nullable(Type.String()) }),
  projections: Type.Array(
    named('ProjectionState', {
      name: Type.String(),
      thisProcess: Type.Enum([...TASKS]),
      version: Type.Integer(),
      generation: Type.Integer(),
      position: nullable(Type.String()),
      failure: nullable(HaltAnswer),
      caughtUp: nullable(Type.Boolean()),
      lagSeconds: nullable(Type.Number()),
      rebuilding: nullable(Type.Object({}, { $id: 'Rebuilding', additionalProperties: true })),
    }),
  ),
});

/** Whether this process can do its work now. */
@Injectable()
export class ReadinessCheck {
  private stopping = false;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(VIEW_PROGRESS) private readonly progress: Progress,
    @Inject(VIEWS) private readonly viewTables: Kysely<ViewTables>,
    private readonly supervision: Supervision,
    private readonly clock: ClockCheck,
  ) {}

  /** Makes the server not ready from now on, so that a balancer sends requests elsewhere. */
  announceStop(): void {
    this.stopping = true;
  }

  get isStopping(): boolean {
    return this.stopping;
  }

  projections(): ProjectionStatus[] {
    return this.progress.status();
  }

  async check(): Promise<Readiness> {
    const reasons: string[] = [];
    if (this.stopping) reasons.push('The server is stopping.');
    const eventStore = await this.storeState();
    if (eventStore.problem) reasons.push(`The event store: ${eventStore.problem}.`);
    const views = await this.viewsState();
    if (views.problem) reasons.push(`The views: ${views.problem}.`);
    reasons.push(...this.supervision.problems());
    const { retrying, unfit } = this.progress;
    if (unfit !== null) reasons.push(`${unfit}.`);
    else if (retrying) reasons.push(`The projections cannot go on: ${retrying.reason}.`);
    const projections = this.projections();
    for (const { name, failure, position } of projections) {
      if (failure) reasons.push(`The projection ${name} is halted: ${failure.reason}.`);
      // A view that has shown nothing yet answers as if there were nothing.
      else if (position === null && eventStore.head !== null) {
        reasons.push(`The projection ${name} has not begun yet.`);
      }
    }
    const ofClock = [await this.clock.note()].filter((note) => note !== null);
    const notes = [...ofClock, ...this.supervision.notes()];
    return { ready: reasons.length === 0, reasons, notes, eventStore, views, projections };
  }

  private async storeState(): Promise<Readiness['eventStore']> {
    try {
      return { head: (await promptHead(this.store)) ?? null, problem: null };
    } catch (error) {
      if (!(error instanceof EventStoreError)) throw error;
      return { head: null, problem: error.message };
    }
  }

  private async viewsState(): Promise<Readiness['views']> {
    try {
      await sql`select 1`.execute(this.viewTables);
      return { problem: null };
    } catch (error) {
      if (!(error instanceof ViewsUnavailableError)) throw error;
      return { problem: error.message };
    }
  }
}
