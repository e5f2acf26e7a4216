import Type, { type Static, type TSchema } from 'typebox';

import { QUESTIONS, type Question } from '../../events/fields.js';
import { NEVER, type ClaimStatus } from '../../projections/claim-status/claim-status.row.js';
import { UNJUDGED, type QuestionState } from '../../projections/claim-status/question-state.js';
import { named, nullable } from '../queries/answer-fields.js';

/** What may change in how a claim stands. */
export const CLAIM_CHANGED = [
  'status',
  'veracity-status',
  'veracity-rating',
  'attribution-status',
  'attribution-rating',
  'due',
] as const;
export type ClaimChanged = (typeof CLAIM_CHANGED)[number];

export const CLAIM_CHANGED_MEANING =
  '`status`: of the claim; `…-status` and `…-rating`: of a question and its standing finding; `due`: when the claim is due, an instant.';

export const CHANGE_ENDS = {
  from: nullable(Type.String({ description: 'Null where there was none.' })),
  to: nullable(Type.String({ description: 'Null where there is none any more.' })),
} satisfies Record<string, TSchema>;

/** A change in how a claim stands, from what to what. */
export const ClaimChange = named('ClaimChange', {
  what: Type.Enum([...CLAIM_CHANGED], { description: CLAIM_CHANGED_MEANING }),
  ...CHANGE_ENDS,
});
export type ClaimChange = Static<typeof ClaimChange>;

/** How a claim stands, or stood. */
export interface Standing extends Readonly<Record<Question, QuestionState>> {
  readonly status: ClaimStatus;
  /** An instant, or `never`. */
  readonly due: string;
}

/** @param before undefined where the claim was not recorded yet */
export function changesOfClaim(before: Standing | undefined, after: Standing): ClaimChange[] {
  const ofQuestions = QUESTIONS.toReversed().flatMap((question) => {
    const [stood, stands] = [before?.[question] ?? UNJUDGED, after[question]];
    return [
      ...changed(`${question}-status`, stood.status, stands.status),
      ...changed(`${question}-rating`, stood.finding?.rating, stands.finding?.rating),
    ];
  });
  return [
    ...changed('status', before?.status, after.status),
    ...ofQuestions,
    ...changed('due', instantOf(before?.due), instantOf(after.due)),
  ];
}

function instantOf(due: string | undefined): string | undefined {
  return due === NEVER ? undefined : due;
}

/** One change, or none where both ends are the same. */
export function changed<What extends string>(
  what: What,
  from: string | null | undefined,
  to: string | null | undefined,
): { what: What; from: string | null; to: string | null }[] {
  const change = { what, from: from ?? null, to: to ?? null };
  return change.from === change.to ? [] : [change];
}
