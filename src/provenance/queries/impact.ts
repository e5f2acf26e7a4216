import { sql, type Kysely, type RawBuilder } from 'kysely';
import Type, { type Static } from 'typebox';

import { QUESTIONS, type Question } from '../../../events/fields.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Id, named, nullable } from '../../queries/answer-fields.js';
import { heldAt, type AsOf } from '../../queries/as-of.js';
import { pageOf, readPage, type Page, type PageRequest } from '../../queries/page.js';
import { Retraction, retraction } from '../../queries/person.js';
import { countedVerdicts } from '../../reviews/counted-verdicts.js';
import { derivationFacts, MOST_ROWS, type DerivationStep } from '../claim-provenances.js';
import type { DerivationFacts } from '../independence/claim-provenance.js';
import { PathsTo } from '../graph/paths.js';
import { PathAnswer } from './provenance-answer.js';

export const ImpactItem = named('Impact', {
  claimId: Id,
  citationId: Id,
  findings: Type.Array(
    named('FindingOnEvidence', {
      question: Type.Enum([...QUESTIONS]),
      id: Id,
      rating: Type.String(),
    }),
    { description: 'The standing findings of which a verdict names the citation as evidence.' },
  ),
  path: nullable(PathAnswer),
});
export type ImpactItem = Static<typeof ImpactItem>;

export const ImpactPage = named('ImpactPage', {
  ...pageOf(ImpactItem).properties,
  withdrawn: nullable(Retraction),
});

export interface Impact extends Page<ImpactItem> {
  /** Whether the source was withdrawn; what rests on it is the same before and after. */
  readonly withdrawn: Retraction | null;
}

const ORDER = { position: 'citations.recorded_position', key: 'citations.citation_id' };

/**
 * Every citation, not retracted, that rests on a source: is of it, names it in a hop, or names one that
 * draws on it over any number of steps. Newest first. A path is null only where the sources that draw
 * on it have more derivations than {@link MOST_ROWS} and the way was not among those read.
 * Undefined where there is, or was, no such source.
 *
 * @throws InvalidCursorError
 */
export async function sourceImpact(
  views: Kysely<ViewTables>,
  sourceId: string,
  request: PageRequest,
  asOf?: AsOf,
): Promise<Impact | undefined> {
  const source = await views
    .selectFrom('sources')
    .select('withdrawn')
    .where('source_id', '=', sourceId)
    .where(heldAt(asOf, 'sources'))
    .executeTakeFirst();
  if (!source) return undefined;
  const resting = sql<string>`(${downFrom(sourceId, asOf)} select named.citation_id
    from citation_sources as named where named.source_id in (select source_id from resting))`;
  const { items, next } = await readPage(
    views
      .selectFrom('citations')
      .select(['citation_id', 'claim_id', 'source_id', 'stance', 'attribution'])
      .select('recorded_position')
      .where('retracted', 'is', null)
      .where(heldAt(asOf, 'citations'))
      .where('citation_id', 'in', resting),
    request,
    ORDER,
    (row) => ({ position: row.recorded_position, key: row.citation_id }),
    (row) => row,
  );
  const paths = new PathsTo([sourceId], await derivationsDownFrom(views, sourceId, asOf));
  const findings = await findingsOn(
    views,
    items.map((row) => row.claim_id),
    asOf,
  );
  return {
    items: items.map((row) => ({
      claimId: row.claim_id,
      citationId: row.citation_id,
      findings: findings
        .filter(
          ({ claimId, evidence }) => claimId === row.claim_id && evidence.has(row.citation_id),
        )
        .map(({ question, id, rating }) => ({ question, id, rating })),
      path:
        paths.from({
          id: row.citation_id,
          sourceId: row.source_id,
          stance: row.stance,
          attribution: parse(row.attribution),
          retracted: false,
        }) ?? null,
    })),
    next,
    withdrawn: retraction(parse(source.withdrawn)),
  };
}

/** The source and all that draws on it. */
function downFrom(sourceId: string, asOf: AsOf): RawBuilder<unknown> {
  return sql`with recursive resting (source_id) as (
    select source.source_id from sources as source
    where source.source_id = ${sourceId} and ${heldAt(asOf, 'source')}
    union
    select derivation.source_id
    from resting join derivations as derivation on derivation.from_id = resting.source_id
    where derivation.retracted is null and ${heldAt(asOf, 'derivation')}
  )`;
}

async function derivationsDownFrom(
  views: Kysely<ViewTables>,
  sourceId: string,
  asOf: AsOf,
): Promise<DerivationFacts[]> {
  const { rows } = await sql<DerivationStep>`
    ${downFrom(sourceId, asOf)}
    select derivations.derivation_id, derivations.source_id, derivations.from_id, derivations.kind
    from derivations
    where derivations.from_id in (select source_id from resting)
      and derivations.retracted is null and ${heldAt(asOf, 'derivations')}
    order by derivations.recorded_position, derivations.derivation_id
    limit ${MOST_ROWS.derivations}
  `.execute(views);
  return rows.map(derivationFacts);
}

interface FindingOnEvidence {
  readonly claimId: string;
  readonly question: Question;
  readonly id: string;
  readonly rating: string;
  /** Citations. */
  readonly evidence: ReadonlySet<string>;
}

/** The standing findings of the claims, with the evidence of the verdicts that they rest on. */
async function findingsOn(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  asOf: AsOf,
): Promise<FindingOnEvidence[]> {
  const ids = [...new Set(claimIds)];
  if (ids.length === 0) return [];
  const claims = await views
    .selectFrom('claim_status')
    .select(['claim_id', 'veracity', 'attribution'])
    .where('claim_id', 'in', ids)
    .where(heldAt(asOf, 'claim_status'))
    .execute();
  const verdicts = await countedVerdicts(views, ids, asOf);
  return claims.flatMap(({ claim_id: claimId, ...states }) =>
    QUESTIONS.flatMap((question) => {
      const finding = parse(states[question])?.finding;
      if (!finding) return [];
      const { id, rating } = finding;
      const behind = (verdicts.get(claimId) ?? []).filter(
        (verdict) => verdict.question === question && verdict.rating === rating,
      );
      const evidence = new Set(behind.flatMap((verdict) => verdict.evidence));
      return [{ claimId, question, id, rating, evidence }];
    }),
  );
}
