import Type, { type Static } from 'typebox';

import type { Retraction as RecordedRetraction } from '../../projections/retraction.js';
import { Id, Instant, named, nullable } from './answer-fields.js';

/** A member, as an answer shows them. */
export const Person = named('Person', {
  id: Id,
  name: nullable(
    Type.String({
      description:
        'Null to whoever sends no key, unless the setting `FACT_LEDGER_PUBLIC_NAMES` is `true`.',
    }),
  ),
  organization: nullable(Type.String()),
});
export type Person = Static<typeof Person>;

/** A withdrawal, retraction or suspension: why, who and when. */
export const Retraction = named('Retraction', {
  reason: Type.String(),
  recordedBy: Person,
  recordedAt: Instant,
});
export type Retraction = Static<typeof Retraction>;

/** Whom a query shows by their id; the answer is given their names before it is sent. */
class NamedLater implements Person {
  readonly id: string;
  name: string | null = null;
  organization: string | null;

  constructor(id: string, organization: string | null) {
    this.id = id;
    this.organization = organization;
  }
}

/** @param organization theirs at that moment; today's where it is left out */
export function person(id: string, organization: string | null = null): Person {
  return new NamedLater(id, organization);
}

export function retraction(recorded: RecordedRetraction | null): Retraction | null {
  if (!recorded) return null;
  const { reason, by, at } = recorded;
  return { reason, recordedBy: person(by), recordedAt: at };
}

export interface Naming {
  personOf(id: string): { readonly name: string; readonly organization: string } | undefined;
  /** Whether names are shown; organizations always are. */
  readonly showsNames: boolean;
}

/** Names everybody who is shown somewhere in an answer. Whom nobody knows stays without a name. */
export function namePeople<Answer>(answer: Answer, naming: Naming): Answer {
  if (answer instanceof NamedLater) {
    const known = naming.personOf(answer.id);
    answer.organization ??= known?.organization ?? null;
    if (naming.showsNames) answer.name = known?.name ?? null;
  } else if (typeof answer === 'object' && answer !== null) {
    for (const member of Object.values(answer)) namePeople(member, naming);
  }
  return answer;
}
