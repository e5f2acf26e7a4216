import { createHash } from 'node:crypto';
import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';

import type { Actor, DomainEvent, EventMetadata, NewEvent } from '../../../events/envelope.js';
import { ledgerCatalog } from '../../../events/ledger-catalog.js';
import { canonicalJson } from '../../../src/deciding/canonical-json.js';
import type { Decider } from '../../../src/deciding/decision.js';
import { derivedId, eventId } from '../../../src/deciding/derived-id.js';
import type { Chance } from './chance.js';

/** What one command appends. */
export interface GeneratedAppend {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  /** The stream's last revision before it. */
  readonly expected: 'no-stream' | bigint;
  readonly commandId: string;
  readonly commandDigest: string;
}

/** A stream that commands may still come to, folded. */
export interface OpenStream<State> {
  readonly id: string;
  readonly name: string;
  state: State;
  revision: 'no-stream' | bigint;
}

/** The stream that a command begins; its id derives from the command's. */
export function newStream<State>(
  { id }: Turn,
  category: string,
  { initial }: { readonly initial: State },
): OpenStream<State> {
  const own = id(category);
  return { id: own, name: `${category}-${own}`, state: initial, revision: 'no-stream' };
}

/** One member's command at one moment. */
export interface Turn {
  readonly actor: Actor;
  /** ISO 8601 instant in UTC with milliseconds. */
  readonly now: string;
  readonly commandId: string;
  /** An id for something that the command makes, the same every time. */
  readonly id: (ofWhat: string) => string;
}

const BEGINNING = Date.UTC(2024, 0, 8, 7, 30);
const NIGHT_MS = 9 * 3_600_000;

/** Writes commands down as the command runner does: decided by the real decider, with the same ids. */
export class Scribe {
  private clock = BEGINNING;
  private turns = 0;

  constructor(
    private readonly seed: number,
    private readonly chance: Chance,
  ) {}

  /** A moment later. */
  turn(actor: Actor): Turn {
    this.clock += this.chance.int(1_000, 150_000) + (this.chance.happens(8) ? NIGHT_MS : 0);
    this.turns += 1;
    const commandId = this.commandId(actor);
    return {
      actor,
      now: new Date(this.clock).toISOString(),
      commandId,
      id: (ofWhat) => derivedId(commandId, ofWhat),
    };
  }

  /** One command in five came with an Idempotency-Key. */
  private commandId(actor: Actor): string {
    if (this.chance.happens(200)) return uuidv5(`${this.seed}/${this.turns}`, actor.id);
    return uuidv7({ msecs: this.clock, seq: this.turns, random: this.chance.bytes(16) });
  }

  /** Undefined where the decider refuses the command or has nothing to record. */
  record<State, Command extends { readonly type: string }, Event extends DomainEvent>(
    turn: Turn,
    stream: OpenStream<State>,
    decider: Decider<State, Command, Event>,
    command: Command,
  ): GeneratedAppend | undefined {
    const decision = decider.decide(command, stream.state);
    if ('refusal' in decision || decision.events.length === 0) return undefined;
    const { revision: expected, name } = stream;
    const { actor, commandId, now } = turn;
    const metadata: EventMetadata = {
      actor,
      commandId,
      commandDigest: digestOf(command, name, decision.events),
      correlationId: uuidv5('request', commandId),
      causationId: null,
      recordedAt: now,
    };
    const events = decision.events.map(({ type, data }, index): NewEvent => {
      const schemaVersion = ledgerCatalog.currentVersion(type);
      const id = eventId(commandId, index);
      return { id, type, schemaVersion, data, metadata };
    });
    stream.state = decision.events.reduce<State>(
      (state, event) => decider.evolve(state, event),
      stream.state,
    );
    stream.revision = (expected === 'no-stream' ? -1n : expected) + BigInt(events.length);
    const { commandDigest } = metadata;
    return { stream: name, events, expected, commandId, commandDigest };
  }
}

/** Digests a command by its first event, which says in full what it asks for. */
function digestOf(
  { type: name }: { readonly type: string },
  stream: string,
  [first]: readonly DomainEvent[],
): string {
  const content = canonicalJson({ name, stream, ...first?.data });
  return createHash('sha256').update(content).digest('hex');
}
