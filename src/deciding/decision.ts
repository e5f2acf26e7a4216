import type { DomainEvent } from '../../events/envelope.js';
import type { RefusalKind } from './rules/rule.js';
import type { RuleOf } from './rules/rules.js';

export type { RuleOf } from './rules/rules.js';

interface RefusalOf<Kind extends RefusalKind> {
  readonly kind: Kind;
  readonly rule: RuleOf<Kind>;
  /** The reason, for a person to read. */
  readonly detail: string;
  /** RFC 6901, into the request's body, where one member is at fault. */
  readonly pointer?: string;
}

/** Why a command is not carried out. Its rule is in the catalog (`rules/`), with the kind that it refuses by. */
export type Refusal = { [Kind in RefusalKind]: RefusalOf<Kind> }[RefusalKind];

export type Decision<Event extends DomainEvent> =
  { readonly events: readonly Event[] } | { readonly refusal: Refusal };

/**
 * The rules of one kind of stream. Pure: no I/O, no clock, no ids made inside. What a decision needs
 * from elsewhere comes in with the command.
 */
export interface Decider<State, Command, Event extends DomainEvent> {
  readonly initial: State;
  evolve(state: State, event: Event): State;
  decide(command: Command, state: State): Decision<Event>;
}

export function accept<Event extends DomainEvent>(...events: Event[]): Decision<Event> {
  return { events };
}

export function refuse(refusal: Refusal): { readonly refusal: Refusal } {
  return { refusal };
}
