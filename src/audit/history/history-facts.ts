import type { Kysely } from 'kysely';

import type { RelationKind } from '../../../events/claim/claim-events.js';
import type { Fidelity, Stance } from '../../../events/citation/citation-events.js';
import type { Position } from '../../../events/envelope.js';
import type { Question } from '../../../events/fields.js';
import { UNJUDGED } from '../../../projections/claim-status/question-state.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import type { Standing } from '../../claims/claim-changes.js';
import { heldAt, type AsOf } from '../../queries/as-of.js';
import { MOST_CARRIERS } from './history-answer.js';
import type { RecordedClaimEvent } from './claim-event.js';

export interface VerdictFact {
  readonly question: Question;
  readonly rating: string;
  readonly reviewer: { readonly id: string; readonly organization: string };
}

export interface CitationFact {
  readonly stance: Stance;
  readonly sourceId: string;
  /** As it was added; null where there is no quote. */
  readonly fidelity: Fidelity | null;
}

export interface RelationFact {
  readonly kind: RelationKind;
  /** The other claim. */
  readonly to: string;
}

/** What the views say of the things that events name. */
export interface HistoryFacts {
  /** By the position of the event from which on the claim stood so. */
  readonly standings: ReadonlyMap<Position, Standing>;
  readonly verdicts: ReadonlyMap<string, VerdictFact>;
  readonly citations: ReadonlyMap<string, CitationFact>;
  readonly relations: ReadonlyMap<string, RelationFact>;
  /** Titles by source. */
  readonly titles: ReadonlyMap<string, string>;
  /** Words by claim. */
  readonly words: ReadonlyMap<string, string>;
  /** Members by conflict of interest. */
  readonly conflicted: ReadonlyMap<string, string>;
}

/** Events of one claim, one after the other. */
export interface Stretch {
  readonly claimId: string;
  readonly events: readonly RecordedClaimEvent[];
  /** Those of the event before them, or else of the first, and of the last. */
  readonly from: Position;
  readonly to: Position;
}

/** Reads what telling the events needs; seven queries at most, however many the events are. */
export async function historyFacts(
  views: Kysely<ViewTables>,
  stretch: Stretch,
  asOf: AsOf,
): Promise<HistoryFacts> {
  const named = namedIn(stretch.events);
  const [standings, verdicts, citations, relations, conflicted] = await Promise.all([
    standingsIn(views, stretch),
    verdictsNamed(views, [...named.verdicts]),
    citationsNamed(views, [...named.citations], asOf),
    relationsNamed(views, [...named.relations], asOf),
    conflictedMembers(views, [...named.conflicts], asOf),
  ]);
  for (const { sourceId } of citations.values()) named.sources.add(sourceId);
  for (const { to } of relations.values()) named.claims.add(to);
  const [titles, words] = await Promise.all([
    titlesOf(views, [...named.sources], asOf),
    wordsOf(views, [...named.claims]),
  ]);
  return { standings, verdicts, citations, relations, conflicted, titles, words };
}

function namedIn(events: readonly RecordedClaimEvent[]) {
  const named = {
    verdicts: new Set<string>(),
    citations: new Set<string>(),
    relations: new Set<string>(),
    conflicts: new Set<string>(),
    sources: new Set<string>(),
    claims: new Set<string>(),
  };
  for (const event of events) {
    switch (event.type) {
      case 'ClaimRelated':
        named.claims.add(event.data.to);
        break;
      case 'ClaimUnrelated':
        named.relations.add(event.data.relationId);
        break;
      case 'ConflictOfInterestRetracted':
        named.conflicts.add(event.data.conflictId);
        break;
      case 'CitationAdded':
        named.sources.add(event.data.sourceId);
        break;
      case 'CitationReanchored':
      case 'CitationRetracted':
        named.citations.add(event.data.citationId);
        break;
      case 'VerdictSubmitted':
        if (event.data.replaces !== undefined) named.verdicts.add(event.data.replaces);
        break;
      case 'VerdictWithdrawn':
        named.verdicts.add(event.data.verdictId);
        break;
      case 'FindingReached':
        for (const id of event.data.verdicts.slice(0, MOST_CARRIERS)) named.verdicts.add(id);
        break;
      case 'FindingReopened': {
        const { kind, id } = event.data.cause;
        if (kind === 'evidence-retracted') named.citations.add(id);
        else if (kind !== 'conflict-declared') named.verdicts.add(id);
        break;
      }
      default:
    }
  }
  return named;
}

/** Every event of a claim makes a version of its row, which are found by the claim and their positions. */
async function standingsIn(
  views: Kysely<ViewTables>,
  { claimId, from, to }: Stretch,
): Promise<Map<Position, Standing>> {
  const rows = await views
    .selectFrom('claim_status')
    .select(['valid_from', 'status', 'veracity', 'attribution', 'due'])
    .where('claim_id', '=', claimId)
    .where('valid_from', '>=', from)
    .where('valid_from', '<=', to)
    .execute();
  return new Map(
    rows.map((row) => [
      row.valid_from,
      {
        status: row.status,
        due: row.due,
        veracity: parse(row.veracity) ?? UNJUDGED,
        attribution: parse(row.attribution) ?? UNJUDGED,
      },
    ]),
  );
}

async function verdictsNamed(
  views: Kysely<ViewTables>,
  ids: readonly string[],
): Promise<Map<string, VerdictFact>> {
  if (ids.length === 0) return new Map();
  const rows = await views
    .selectFrom('verdicts')
    .select(['verdict_id', 'question', 'rating', 'reviewer_id', 'organization'])
    .where('verdict_id', 'in', ids)
    .execute();
  return new Map(
    rows.map(({ verdict_id, question, rating, reviewer_id: id, organization }) => [
      verdict_id,
      { question, rating, reviewer: { id, organization } },
    ]),
  );
}

async function citationsNamed(
  views: Kysely<ViewTables>,
  ids: readonly string[],
  asOf: AsOf,
): Promise<Map<string, CitationFact>> {
  if (ids.length === 0) return new Map();
  const rows = await views
    .selectFrom('citations')
    .select(['citation_id', 'stance', 'source_id', 'fidelity'])
    .where('citation_id', 'in', ids)
    .where(heldAt(asOf, 'citations'))
    .execute();
  return new Map(
    rows.map(({ citation_id, stance, source_id: sourceId, fidelity }) => [
      citation_id,
      { stance, sourceId, fidelity },
    ]),
  );
}

async function relationsNamed(
  views: Kysely<ViewTables>,
  ids: readonly string[],
  asOf: AsOf,
): Promise<Map<string, RelationFact>> {
  if (ids.length === 0) return new Map();
  const rows = await views
    .selectFrom('claim_relations')
    .select(['relation_id', 'kind', 'other_id'])
    .where('relation_id', 'in', ids)
    .where(heldAt(asOf, 'claim_relations'))
    .execute();
  return new Map(rows.map((row) => [row.relation_id, { kind: row.kind, to: row.other_id }]));
}

async function conflictedMembers(
  views: Kysely<ViewTables>,
  ids: readonly string[],
  asOf: AsOf,
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await views
    .selectFrom('conflicts')
    .select(['conflict_id', 'member_id'])
    .where('conflict_id', 'in', ids)
    .where(heldAt(asOf, 'conflicts'))
    .execute();
  return new Map(rows.map((row) => [row.conflict_id, row.member_id]));
}

async function titlesOf(
  views: Kysely<ViewTables>,
  ids: readonly string[],
  asOf: AsOf,
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await views
    .selectFrom('sources')
    .select(['source_id', 'title'])
    .where('source_id', 'in', ids)
    .where(heldAt(asOf, 'sources'))
    .execute();
  return new Map(rows.map((row) => [row.source_id, row.title]));
}

async function wordsOf(
  views: Kysely<ViewTables>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await views
    .selectFrom('claims')
    .select(['claim_id', 'text'])
    .where('claim_id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.claim_id, row.text]));
}
