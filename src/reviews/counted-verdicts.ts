import { sql, type Kysely, type SqlBool } from 'kysely';

import type { Question } from '../../events/fields.js';
import { parse } from '../../projections/stored.js';
import type { ViewTables } from '../../projections/view-tables.js';
import { isOnScale, type QuestionRules } from '../policy/question-rules.js';
import { heldAt, recordedBy, type AsOf } from '../queries/as-of.js';
import { judge, type Judgment } from './judge.js';
import { hadEnded } from './ended-verdicts.js';

/** A verdict that counts: neither withdrawn nor replaced, and none of its evidence retracted. */
export interface CountedVerdict {
  readonly id: string;
  readonly question: Question;
  readonly rating: string;
  readonly reviewer: string;
  readonly organization: string;
  /** Citations. */
  readonly evidence: readonly string[];
  /** The reviewer saw the source themselves. */
  readonly sourceSeen: boolean;
  /** It rests on nothing but absent quotes, as earlier releases let it, and carries no new finding. */
  readonly groundless: boolean;
}

/** Reads the verdicts that count, by claim, oldest first; two queries. Claims without one are left out. */
export async function countedVerdicts(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  asOf: AsOf,
): Promise<Map<string, CountedVerdict[]>> {
  const counted = new Map<string, CountedVerdict[]>();
  if (claimIds.length === 0) return counted;
  const rows = await views
    .selectFrom('verdicts')
    .select(['verdict_id', 'claim_id', 'question', 'rating', 'evidence'])
    .select(['reviewer_id', 'organization', 'source_seen'])
    .where('claim_id', 'in', claimIds)
    .where(recordedBy(asOf, 'verdicts', 'recorded_at'))
    .where(sql<SqlBool>`not ${hadEnded(asOf)}`)
    .orderBy('recorded_position')
    .orderBy('verdict_id')
    .execute();
  const verdicts = rows.map((row) => ({ ...row, evidence: parse(row.evidence) }));
  const evidence = await evidenceOf(
    views,
    verdicts.flatMap((verdict) => verdict.evidence),
    asOf,
  );
  for (const { claim_id: claimId, ...verdict } of verdicts) {
    if (verdict.evidence.some((id) => evidence.get(id) === 'retracted')) continue;
    const others = counted.get(claimId) ?? [];
    const sourceSeen = verdict.source_seen === 1;
    others.push({
      id: verdict.verdict_id,
      question: verdict.question,
      rating: verdict.rating,
      reviewer: verdict.reviewer_id,
      organization: verdict.organization,
      evidence: verdict.evidence,
      sourceSeen,
      groundless: !sourceSeen && verdict.evidence.every((id) => evidence.get(id) === 'unanchored'),
    });
    counted.set(claimId, others);
  }
  return counted;
}

type Evidence = 'retracted' | 'unanchored' | 'anchored';

/** As many as a statement takes for certain: https://sqlite.org/limits.html#max_variable_number */
const AT_ONCE = 10_000;

async function evidenceOf(
  views: Kysely<ViewTables>,
  citationIds: readonly string[],
  asOf: AsOf,
): Promise<Map<string, Evidence>> {
  const evidence = new Map<string, Evidence>();
  const ids = [...new Set(citationIds)];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const rows = await views
      .selectFrom('citations')
      .select(['citation_id', 'retracted', 'anchor', 'fidelity'])
      .where('citation_id', 'in', ids.slice(from, from + AT_ONCE))
      .where(heldAt(asOf, 'citations'))
      .execute();
    for (const { citation_id: id, retracted, anchor, fidelity } of rows) {
      const unanchored = anchor === 'orphaned' || fidelity === 'absent';
      evidence.set(id, retracted ? 'retracted' : unanchored ? 'unanchored' : 'anchored');
    }
  }
  return evidence;
}

/** What verdicts on one question come to, of those that may carry a finding. */
export function judgmentOf(verdicts: readonly CountedVerdict[], rules: QuestionRules): Judgment {
  const carrying = mayCarry(verdicts, rules);
  return judge(
    rules,
    carrying.map(({ reviewer: id, organization, ...verdict }) => ({
      ...verdict,
      reviewer: { id, organization },
    })),
  );
}

/** Those that may carry a finding: they have a ground, and a rating that the rules still have. */
export function mayCarry(
  verdicts: readonly CountedVerdict[],
  rules: QuestionRules,
): CountedVerdict[] {
  return verdicts.filter(({ groundless, rating }) => !groundless && isOnScale(rules, rating));
}
