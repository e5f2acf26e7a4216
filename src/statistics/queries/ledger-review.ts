import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import { QUESTIONS, type Question } from '../../../events/fields.js';
import type { Rating } from '../../../events/policy/policy-events.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { policyInForce } from '../../policy/policy-in-force.js';
import { named, nullable } from '../../queries/answer-fields.js';
import { krippendorff, nominal, ordinal, type RatedUnits } from '../agreement/krippendorff.js';
import { bucketsIn, medianOf } from '../durations/duration-histogram.js';
import { ratingsIn } from '../shares/claim-shares.js';

/** The most ways of rating a question that are read: those that were met most often. */
export const MOST_WAYS = 10_000;

export const MedianSeconds = nullable(
  Type.Integer({
    minimum: 0,
    description:
      'Of the standing findings, the median time from the recording of the claim, in seconds: right to 1/128 of it, and to the second up to two minutes. Null where there is none.',
  }),
);

const Agreement = named('Agreement', {
  alpha: nullable(
    Type.Number({
      maximum: 1,
      description:
        "Krippendorff's alpha: 1 where all agree, 0 where they agree as by chance, less where they agree less than that. Null where there is nothing to say, for the `reason` given.",
    }),
  ),
  reason: nullable(
    Type.Enum(['no-pairs', 'no-variation'], {
      description:
        '`no-pairs`: no question has two ratings that count; `no-variation`: all the ratings are the same, so that chance would give no others.',
    }),
  ),
  questions: Type.Integer({
    minimum: 0,
    description: 'Questions of claims with two ratings or more.',
  }),
  verdicts: Type.Integer({ minimum: 0, description: 'The ratings of these questions.' }),
});

const ReviewOfQuestion = named('ReviewOfQuestion', {
  findings: Type.Integer({ minimum: 0, description: 'That stand, on claims not withdrawn.' }),
  medianSecondsToFinding: MedianSeconds,
  nominal: Agreement,
  ordinal: nullable(Agreement),
});

export const LedgerReview = named('LedgerReview', {
  attribution: ReviewOfQuestion,
  veracity: ReviewOfQuestion,
  exact: Type.Boolean({
    description: `Whether all questions were read for alpha. False where they were rated in more than ${MOST_WAYS.toLocaleString('en')} ways: then it is those that were met most often.`,
  }),
});
export type LedgerReview = Static<typeof LedgerReview>;

/** How all reviewers together agree, and how long findings take. */
export async function ledgerReview(
  views: Kysely<ViewTables>,
  most = MOST_WAYS,
): Promise<LedgerReview> {
  const policy = await policyInForce(views);
  const rows = await views
    .selectFrom('tallies')
    .select(['subject', 'counts'])
    .where('kind', '=', 'rated')
    .orderBy('weight', 'desc')
    .orderBy('subject', 'desc')
    .limit(most + 1)
    .execute();
  const ways = rows.slice(0, most);
  const findings = await views
    .selectFrom('tallies')
    .select(['subject', 'counts'])
    .where(
      'tally',
      'in',
      QUESTIONS.map((question) => `findings/${question}`),
    )
    .execute();
  const of = (question: Question): LedgerReview[Question] => {
    const found = findings.find(({ subject }) => subject === question);
    const counts = found ? parse(found.counts) : {};
    const units = ways
      .filter(({ subject }) => subject.startsWith(`${question}/`))
      .map((row) => ({ ratings: ratingsIn(row.subject), units: parse(row.counts)['questions']! }));
    return {
      findings: counts['findings'] ?? 0,
      medianSecondsToFinding: medianOf(bucketsIn(counts, 'took:')),
      ...agreement(units, policy?.scales[question] ?? []),
    };
  };
  return {
    attribution: of('attribution'),
    veracity: of('veracity'),
    exact: rows.length <= most,
  };
}

/** @param scale of the policy in force, which says what order ratings have. */
export function agreement(
  units: readonly RatedUnits<string>[],
  scale: readonly Rating[],
): Pick<LedgerReview[Question], 'nominal' | 'ordinal'> {
  const ratings = [...new Set(units.flatMap((unit) => [...unit.ratings.keys()]))].sort();
  const values = new Map(
    scale.flatMap(({ rating, value }) => (value === undefined ? [] : [[rating, value] as const])),
  );
  return {
    nominal: shown(krippendorff(units, ratings, nominal)),
    ordinal: values.size === 0 ? null : shown(ordinalAgreement(units, values)),
  };
}

/** Ratings of one value have one place; those without a value have none, and are left out. */
function ordinalAgreement(
  units: readonly RatedUnits<string>[],
  values: ReadonlyMap<string, number>,
) {
  const ordered = [...new Set(values.values())].sort((a, b) => a - b);
  const onScale = units.map(({ ratings, units }): RatedUnits<number> => {
    const counts = new Map<number, number>();
    for (const [rating, count] of ratings) {
      const value = values.get(rating);
      if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + count);
    }
    return { ratings: counts, units };
  });
  return krippendorff(onScale, ordered, ordinal);
}

function shown({ alpha, reason, units, ratings }: ReturnType<typeof krippendorff>) {
  return { alpha, reason, questions: units, verdicts: ratings };
}
