import { ledgerCatalog } from '../../events/ledger-catalog.js';
import type { DomainEvent } from '../../events/envelope.js';
import type { Decider, Decision } from '../../src/deciding/decision.js';

/**
 * Given events, when a command: what the decider says. Every use also holds the decider to what all
 * of them promise: it changes neither state nor command, emits events that the catalog knows, and
 * emits nothing new when it decides the same command again after its own events.
 *
 * @throws Error where one of those is broken.
 */
export function given<State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  ...events: readonly Event[]
): { readonly state: State; when(command: Command): Decision<Event> } {
  const fold = (from: State, more: readonly Event[]) =>
    more.reduce<State>((state, event) => frozen(decider.evolve(state, frozen(event))), from);
  const state = fold(frozen(decider.initial), events);
  return {
    state,
    when(command) {
      const decision = decider.decide(frozen(command), state);
      if ('refusal' in decision) return decision;
      for (const { type, data } of decision.events) {
        ledgerCatalog.validate({ type, schemaVersion: ledgerCatalog.currentVersion(type), data });
      }
      const again = decider.decide(command, fold(state, decision.events));
      if ('events' in again && again.events.length > 0) {
        throw new Error(`decided twice: ${JSON.stringify(command)} gave ${JSON.stringify(again)}`);
      }
      return decision;
    },
  };
}

/** `<kind> <rule>`, and the pointer where there is one; `accepted` where nothing was refused. */
export function refusalOf(decision: Decision<DomainEvent>): string {
  if ('events' in decision) return 'accepted';
  const { kind, rule, pointer } = decision.refusal;
  return [kind, rule, ...(pointer === undefined ? [] : [pointer])].join(' ');
}

/** The events of an accepted command. @throws Error where it was refused. */
export function eventsOf<Event extends DomainEvent>(decision: Decision<Event>): readonly Event[] {
  if ('refusal' in decision) throw new Error(`refused: ${refusalOf(decision)}`);
  return decision.events;
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Map) value.set = refuseToChange;
  Object.freeze(value);
  for (const member of Object.values(value)) frozen<unknown>(member);
  return value;
}

function refuseToChange(): never {
  throw new Error('a decider may not change a map that it was given');
}
