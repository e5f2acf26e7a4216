import { hash } from 'node:crypto';

import type { Catalog } from '../../events/catalog.js';
import type { DomainEvent, EventMetadata, NewEvent, RecordedEvent } from '../../events/envelope.js';
import type { CommandContext } from './command-context.js';
import { EventStoreError, type EventStore } from '../event-store/event-store.js';
import { canonicalJson } from './canonical-json.js';
import { CommandRefusedError } from './command-refused.js';
import type { Decider } from './decision.js';
import { eventId } from './derived-id.js';
import type { Outcome } from './outcome.js';

/** What a try of a command begins with. */
export interface Moment<State> {
  /** ISO 8601, UTC. */
  readonly now: string;
  readonly state: State;
}

export interface CommandTask<State, Command, Event extends DomainEvent> {
  readonly decider: Decider<State, Command, Event>;
  readonly stream: string;
  /** The stream's name derives from the command's id, so that nobody else writes to it first. */
  readonly begins?: boolean;
  /** Decides and records nothing: the outcome's events are those that would be recorded. */
  readonly dryRun?: boolean;
  readonly context: CommandContext;
  /** Name and content as the caller gave them: what makes two commands the same. */
  readonly content: { readonly name: string; readonly [member: string]: unknown };
  /** Called once for each try, with the state decided on; brings the facts from elsewhere. */
  command(moment: Moment<State>): Command | Promise<Command>;
}

type Place = Pick<Outcome, 'revision' | 'position'>;

const MAX_TRIES = 5;

/**
 * load → decide → append. A command that was carried out before gives its own events again; one that
 * loses a race is decided anew, a bounded number of times.
 */
export class CommandRunner {
  constructor(
    private readonly store: EventStore,
    private readonly catalog: Catalog,
    private readonly clock: () => Date,
  ) {}

  /** @throws CommandRefusedError, EventStoreError */
  async run<State, Command, Event extends DomainEvent>(
    task: CommandTask<State, Command, Event>,
  ): Promise<Outcome> {
    const { stream, context, decider } = task;
    const digest = sha256(canonicalJson({ ...task.content, stream }));
    for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
      // A stream that this very try begins has nothing in it; if it had, the append would say so.
      const isNew = attempt === 1 && task.begins && context.isFirstTry;
      const recorded = isNew ? [] : await this.store.readStream(stream);
      const before = this.recordedBy(recorded, context.commandId, digest);
      if (before) return before;
      const last = recorded.at(-1);
      const actual = last?.revision ?? 'no-stream';
      if (context.ifMatch !== undefined && actual !== context.ifMatch) {
        throw new CommandRefusedError({ kind: 'revision-mismatch', actual });
      }
      const now = this.clock().toISOString();
      const state = this.fold(decider, recorded);
      const decision = decider.decide(await task.command({ now, state }), state);
      if ('refusal' in decision) throw new CommandRefusedError(decision.refusal);
      const { events } = decision;
      if (task.dryRun && !last)
        throw new Error(`${stream} is not there: a dry run shows no change of it`);
      if (last && (task.dryRun || events.length === 0)) return { events, ...placeOf(last) };
      try {
        return await this.append(stream, events, actual, { context, digest, now });
      } catch (error) {
        if (!(error instanceof EventStoreError && error.code === 'wrong-expected-revision'))
          throw error;
      }
    }
    throw new CommandRefusedError({ kind: 'write-conflict', tries: MAX_TRIES });
  }

  /**
   * What a decider knows after the stream as it stands, or stood at a revision; for facts that another
   * stream brings.
   */
  async load<State, Event extends DomainEvent>(
    decider: Pick<Decider<State, never, Event>, 'initial' | 'evolve'>,
    stream: string,
    until?: bigint,
  ): Promise<State> {
    const recorded = await this.store.readStream(stream);
    const known = recorded.filter(({ revision }) => until === undefined || revision <= until);
    return this.fold(decider, known);
  }

  private fold<State, Event extends DomainEvent>(
    { initial, evolve }: Pick<Decider<State, never, Event>, 'initial' | 'evolve'>,
    events: readonly RecordedEvent[],
  ): State {
    return events.reduce<State>(
      (state, event) => evolve(state, this.catalog.upcast(event) as unknown as Event),
      initial,
    );
  }

  private recordedBy(
    recorded: readonly RecordedEvent[],
    commandId: string,
    digest: string,
  ): Outcome | undefined {
    const own = recorded.filter((event) => event.metadata.commandId === commandId);
    const last = own.at(-1);
    if (!last) return undefined;
    if (last.metadata.commandDigest !== digest) {
      throw new EventStoreError('command-id-reused', `command ${commandId} was another command`);
    }
    return { events: own.map((event) => this.catalog.upcast(event)), ...placeOf(last) };
  }

  private async append(
    stream: string,
    events: readonly DomainEvent[],
    expected: bigint | 'no-stream',
    { context, digest, now }: { context: CommandContext; digest: string; now: string },
  ): Promise<Outcome> {
    const metadata: EventMetadata = {
      actor: context.actor,
      commandId: context.commandId,
      commandDigest: digest,
      correlationId: context.correlationId,
      causationId: context.causationId ?? null,
      recordedAt: now,
    };
    const newEvents = events.map((event, index): NewEvent => {
      const schemaVersion = this.catalog.currentVersion(event.type);
      const id = eventId(context.commandId, index);
      this.catalog.validate({ ...event, schemaVersion });
      return { id, type: event.type, schemaVersion, data: event.data, metadata };
    });
    const { commandId } = context;
    const result = await this.store.append(stream, newEvents, {
      expected,
      commandId,
      commandDigest: digest,
    });
    if (!result.deduplicated) return { events: newEvents, ...placeOf(result) };
    // A try that ran beside this one was quicker: what it decided is what is recorded.
    const before = this.recordedBy(await this.store.readStream(stream), commandId, digest);
    if (before) return before;
    throw new EventStoreError('unavailable', `the events appended to ${stream} are not there`);
  }
}

function placeOf({ revision, position }: Place): Place {
  return { revision, position };
}

function sha256(text: string): string {
  return hash('sha256', text);
}
