import type { Kysely } from 'kysely';

import { QUESTIONS, type Question } from '../../../events/fields.js';
import type { QuestionState } from '../../../projections/claim-status/question-state.js';
import type { RowOf } from '../../../projections/engine/columns.js';
import { policyKey } from '../../../projections/policies/policies.projection.js';
import type { statistics } from '../../../projections/statistics/statistics.projection.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { nextTurn } from '../../following/pause.js';
import { countedVerdicts } from '../../reviews/counted-verdicts.js';
import {
  sharesOfClaim,
  sharesOfSource,
  type ClaimFacts,
  type FindingFacts,
} from './claim-shares.js';
import { falseSideOf } from './false-side.js';

export type ShareRow = RowOf<(typeof statistics)['table']['columns']>;

/** Claims or sources that are worked out in one turn of the event loop. */
const AT_ONCE = 200;

/** What claims and sources add to the statistics, as the views have them now. */
export async function shareRows(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  sourceIds: readonly string[],
): Promise<ShareRow[]> {
  const rows: ShareRow[] = [];
  for (let from = 0; from < sourceIds.length; from += AT_ONCE) {
    if (from > 0) await nextTurn();
    rows.push(...(await rowsOfSources(views, sourceIds.slice(from, from + AT_ONCE))));
  }
  for (let from = 0; from < claimIds.length; from += AT_ONCE) {
    if (from > 0) await nextTurn();
    rows.push(...(await rowsOfClaims(views, claimIds.slice(from, from + AT_ONCE))));
  }
  return rows;
}

async function rowsOfSources(
  views: Kysely<ViewTables>,
  ids: readonly string[],
): Promise<ShareRow[]> {
  const rows = await views
    .selectFrom('sources')
    .select(['source_id', 'publisher_name', 'withdrawn'])
    .where('source_id', 'in', ids)
    .where('valid_to', 'is', null)
    .execute();
  return rows.map(({ source_id, publisher_name, withdrawn }) => ({
    contributor: `source/${source_id}`,
    shares: sharesOfSource(source_id, publisher_name, withdrawn !== null),
  }));
}

async function rowsOfClaims(
  views: Kysely<ViewTables>,
  ids: readonly string[],
): Promise<ShareRow[]> {
  const claims = await views
    .selectFrom('claim_status')
    .innerJoin('claims', 'claims.claim_id', 'claim_status.claim_id')
    .select(['claims.claim_id', 'claims.recorded_at'])
    .select(['claim_status.withdrawn', 'claim_status.attribution', 'claim_status.veracity'])
    .where('claim_status.claim_id', 'in', ids)
    .where('claim_status.valid_to', 'is', null)
    .execute();
  const states = claims.map(({ attribution, veracity }) => ({
    attribution: attribution && parse(attribution),
    veracity: veracity && parse(veracity),
  }));
  const falseSides = await falseSidesOf(views, states);
  const [citations, given] = [await citationsOf(views, ids), await givenOn(views, ids)];
  const counted = await countedVerdicts(views, ids, undefined);
  return claims.map(({ claim_id, recorded_at, withdrawn }, n) => ({
    contributor: `claim/${claim_id}`,
    shares: sharesOfClaim({
      isWithdrawn: withdrawn !== null,
      recordedAt: recorded_at,
      citations: citations.get(claim_id) ?? [],
      given: given.get(claim_id) ?? [],
      counted: counted.get(claim_id) ?? [],
      findings: {
        attribution: findingIn(states[n]!, 'attribution', falseSides),
        veracity: findingIn(states[n]!, 'veracity', falseSides),
      },
    }),
  }));
}

type States = Readonly<Record<Question, QuestionState | null>>;

/** By the version of a policy. */
type FalseSides = ReadonlyMap<string, ReadonlySet<string>>;

function findingIn(
  states: States,
  question: Question,
  falseSides: FalseSides,
): FindingFacts | null {
  const finding = states[question]?.finding;
  if (!finding) return null;
  const { rating, reachedAt, policyVersion } = finding;
  const isFalse = falseSides.get(policyKey(policyVersion))?.has(rating) ?? false;
  return { rating, reachedAt, isFalse: question === 'veracity' && isFalse };
}

/** The ratings on the false side of each veracity scale that findings were reached under, by policy. */
async function falseSidesOf(
  views: Kysely<ViewTables>,
  states: readonly States[],
): Promise<FalseSides> {
  const findings = states.flatMap((each) => QUESTIONS.map((question) => each[question]?.finding));
  const versions = new Set(findings.flatMap((each) => (each ? policyKey(each.policyVersion) : [])));
  if (versions.size === 0) return new Map();
  const rows = await views
    .selectFrom('policies')
    .select(['version', 'policy'])
    .where('version', 'in', [...versions])
    .execute();
  return new Map(
    rows.map(({ version, policy }) => [version, falseSideOf(parse(policy).scales.veracity)]),
  );
}

async function citationsOf(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
): Promise<Map<string, ClaimFacts['citations'][number][]>> {
  const rows = await views
    .selectFrom('citations')
    .innerJoin('sources', 'sources.source_id', 'citations.source_id')
    .select(['citations.claim_id', 'citations.source_id', 'sources.publisher_name'])
    .select(['citations.stance', 'citations.fidelity', 'citations.quote_changed'])
    .where('citations.claim_id', 'in', claimIds)
    .where('citations.retracted', 'is', null)
    .where('citations.valid_to', 'is', null)
    .where('sources.valid_to', 'is', null)
    .execute();
  return grouped(rows, (row) => ({
    sourceId: row.source_id,
    publisher: row.publisher_name,
    stance: row.stance,
    fidelity: row.fidelity,
    isChanged: row.quote_changed === 1,
  }));
}

async function givenOn(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
): Promise<Map<string, ClaimFacts['given'][number][]>> {
  const rows = await views
    .selectFrom('verdicts')
    .select(['claim_id', 'reviewer_id', 'question'])
    .select(({ fn }) => fn.countAll<number | string>().as('verdicts'))
    .where('claim_id', 'in', claimIds)
    .groupBy(['claim_id', 'reviewer_id', 'question'])
    .execute();
  return grouped(rows, (row) => ({
    reviewer: row.reviewer_id,
    question: row.question,
    verdicts: Number(row.verdicts),
  }));
}

function grouped<Row extends { readonly claim_id: string }, Item>(
  rows: readonly Row[],
  item: (row: Row) => Item,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const row of rows) {
    const group = groups.get(row.claim_id) ?? [];
    group.push(item(row));
    groups.set(row.claim_id, group);
  }
  return groups;
}
