import { claimStreamEvents } from '../../../events/claim-stream-events.js';
import Type, { type Static } from 'typebox';

import { CHANGE_ENDS, CLAIM_CHANGED, CLAIM_CHANGED_MEANING } from '../../claims/claim-changes.js';
import { named, nullable } from '../../queries/answer-fields.js';
import { Person } from '../../queries/person.js';
import { EventAnswer, eventsOf } from '../event-answer.js';

const Change = named('HistoryChange', {
  what: Type.Enum([...CLAIM_CHANGED, 'citation', 'quote', 'verdict', 'relation'], {
    description: `${CLAIM_CHANGED_MEANING} \`citation\`: the stance of the citation; \`quote\`: how faithful its quote is, when it was added and now; \`verdict\`: the rating of the verdict; \`relation\`: its kind.`,
  }),
  ...CHANGE_ENDS,
});
export type Change = Static<typeof Change>;

/** The most verdicts of a finding whose reviewers are named. */
export const MOST_CARRIERS = 20;

/** What a person is told of an event. */
const told = {
  summary: Type.String({
    description:
      'What happened, in a sentence of plain English. Members are called by name where whoever asks may see names, else by their organizations.',
  }),
  reason: nullable(
    Type.String({
      description:
        'Why, in the words of who did it: the reason of a withdrawal or retraction, the rationale of a verdict, the note of a relation.',
    }),
  ),
  changes: nullable(
    Type.Array(Change, {
      description:
        'What stood before the event and what stands after it; empty where nothing changed. Null where the views do not show the event yet: with its position as `atLeast` they do.',
    }),
  ),
  carriedBy: Type.Array(Person, {
    description: `Of a finding that was reached: who gave the verdicts behind it, ${MOST_CARRIERS} of them at most. Empty of other events.`,
  }),
  policyVersion: nullable(
    Type.Integer({
      minimum: 1,
      description: 'Of a finding that was reached or contested: the policy that decided.',
    }),
  ),
};
export type Told = Static<Type.TObject<typeof told>>;

export type HistoryEntry = EventAnswer & Told;

/** An entry of the history of a claim. */
export const HistoryEntry = eventsOf<HistoryEntry>(
  'HistoryEntry',
  'An event of a claim as it was recorded, in the version that it was written in, with what it says to a person. A later release may have written events of further types and versions.',
  claimStreamEvents.map(({ type }) => type),
  { suffix: 'Entry', members: told },
);

/** The shape that a table of entries has, of whatever type they are. */
export const HistoryRow = Type.Object({ ...EventAnswer.properties, ...told });

export const HistoryPage = named('HistoryPage', {
  items: Type.Array(HistoryEntry),
  next: nullable(Type.String({ description: 'A revision: the `after` of the next page.' })),
});
export type HistoryPage = Static<typeof HistoryPage>;
