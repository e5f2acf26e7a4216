import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import { parse } from '../../../projections/stored.js';
import { UNJUDGED } from '../../../projections/claim-status/question-state.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Id, named, nullable } from '../../queries/answer-fields.js';
import { heldAt, type AsOf, type Moment } from '../../queries/as-of.js';
import { wordDifference } from '../../text/word-difference.js';
import { ClaimChange, changesOfClaim, type Standing } from '../claim-changes.js';
import { ClaimAnswer } from './claim-answer.js';
import { CLAIM_FLAGS } from './claim-flags.js';
import { DifferingParts, differingParts } from './claim-differences.js';
import { getClaim } from './get-claim.js';

const Flags = Type.Array(Type.Enum([...CLAIM_FLAGS]));

const asOf = Type.String({ description: 'The moment: a position or an instant.' });

/** A claim at two moments, side by side, and what is different. `from.claim` is null where it was not recorded yet. */
export const ClaimDiff = named('ClaimDiff', {
  id: Id,
  from: named('ClaimBefore', {
    asOf,
    claim: nullable(ClaimAnswer),
  }),
  to: named('ClaimAfter', { asOf, claim: ClaimAnswer }),
  words: Type.Array(
    named('WordSegment', {
      kind: Type.Enum(['same', 'removed', 'added']),
      text: Type.String(),
    }),
    {
      description:
        'The words of the claim: `same` and `added` make the later text, `same` and `removed` have the words of the earlier one.',
    },
  ),
  changes: Type.Array(ClaimChange),
  flags: named('DifferingFlags', { raised: Flags, cleared: Flags }),
  ...DifferingParts,
});
export type ClaimDiff = Static<typeof ClaimDiff>;

export interface TwoMoments {
  /** When the claim was recorded, where it is left out. */
  readonly from: AsOf;
  readonly to: Moment;
}

/** What was asked for is the other way round. */
export const BACKWARDS = 'backwards';

/** Undefined where there is, or was at the later moment, no such claim. */
export async function claimDiff(
  views: Kysely<ViewTables>,
  claimId: string,
  { from: asked, to }: TwoMoments,
): Promise<ClaimDiff | typeof BACKWARDS | undefined> {
  const after = await stood(views, claimId, to.asOf);
  if (!after) return undefined;
  const from = asked ?? { position: after.recorded_position };
  const before = await stood(views, claimId, from);
  if (before && before.valid_from > after.valid_from) return BACKWARDS;
  const [earlier, later] = [
    await getClaim(views, claimId, { ...to, asOf: from }),
    await getClaim(views, claimId, to),
  ];
  if (!later) return undefined;
  const had = new Set(earlier?.flags);
  const has = new Set(later.flags);
  return {
    id: claimId,
    from: { asOf: textOf(from, to.now), claim: earlier ?? null },
    to: { asOf: textOf(to.asOf, to.now), claim: later },
    words: wordDifference(earlier?.text ?? '', later.text, later.language),
    changes: changesOfClaim(before && standingOf(before), standingOf(after)),
    flags: {
      raised: later.flags.filter((flag) => !had.has(flag)),
      cleared: earlier?.flags.filter((flag) => !has.has(flag)) ?? [],
    },
    ...(await differingParts(views, { claimId, from, to: to.asOf })),
  };
}

function stood(views: Kysely<ViewTables>, claimId: string, moment: AsOf) {
  return views
    .selectFrom('claim_status')
    .select(['status', 'veracity', 'attribution', 'due', 'recorded_position', 'valid_from'])
    .where('claim_id', '=', claimId)
    .where(heldAt(moment, 'claim_status'))
    .executeTakeFirst();
}

type StatusRow = NonNullable<Awaited<ReturnType<typeof stood>>>;

function standingOf({ status, veracity, attribution, due }: StatusRow): Standing {
  return {
    status,
    due,
    veracity: parse(veracity) ?? UNJUDGED,
    attribution: parse(attribution) ?? UNJUDGED,
  };
}

function textOf(moment: AsOf, now: string): string {
  if (!moment) return now;
  return 'position' in moment ? moment.position : moment.instant;
}
