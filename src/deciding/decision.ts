import type { DomainEvent } from '../../events/envelope.js';

/** Why a command is not carried out. */
export interface Refusal {
  /**
   * `rule`: the record as it stands does not allow it. `separation-of-duties`: this member may not.
   * `not-found`: what it speaks of is not there. `invalid`: a value that only the record can judge.
   */
  readonly kind: 'rule' | 'separation-of-duties' | 'not-found' | 'invalid';
  /** The rule's stable name, in kebab case. */
  readonly rule: string;
  /** The reason, for a person to read. */
  readonly detail: string;
  /** RFC 6901, into the request's body, where one member is at fault. */
  readonly pointer?: string;
}

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
