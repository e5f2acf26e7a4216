import { sql, type Kysely, type RawBuilder } from 'kysely';

import type { Agent } from '../../events/fields.js';
import { identifiersOf } from '../../projections/provenance/agent-identifiers.js';
import { parse } from '../../projections/stored.js';
import type { ViewTables } from '../../projections/view-tables.js';
import { heldAt, type AsOf } from '../queries/as-of.js';
import type { Identification } from './independence/agent-identity.js';
import {
  agentsIn,
  namedSources,
  type CitationFacts,
  type ClaimProvenance,
  type DerivationFacts,
  type SourceFacts,
} from './independence/claim-provenance.js';

/** Rows of a kind that are read for one answer; more than a claim of this world has. */
export const MOST_ROWS = { citations: 5_000, derivations: 20_000, identifiers: 10_000 } as const;

export interface ReadProvenance extends ClaimProvenance {
  /** False where there is more than {@link MOST_ROWS}: then the oldest were read. */
  readonly whole: boolean;
}

/**
 * Where the words of claims come from, as it stood at a moment: four queries, however many claims
 * there are. The derivations are followed up from every source that a citation names, without a bound
 * on the steps; each source is come to once, also in a circle. Where the claims together have
 * more than {@link MOST_ROWS} they are read in halves, so that no claim's answer depends on the others.
 *
 * @param all also citations that do not support the claim, and retracted ones
 */
export async function claimProvenances(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  asOf: AsOf,
  all = false,
): Promise<Map<string, ReadProvenance>> {
  if (claimIds.length === 0) return new Map();
  const read = await readTogether(views, claimIds, asOf, all);
  if (read.whole || claimIds.length === 1) return read.byClaim;
  const middle = claimIds.length >> 1;
  return new Map([
    ...(await claimProvenances(views, claimIds.slice(0, middle), asOf, all)),
    ...(await claimProvenances(views, claimIds.slice(middle), asOf, all)),
  ]);
}

async function readTogether(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  asOf: AsOf,
  all: boolean,
): Promise<{ whole: boolean; byClaim: Map<string, ReadProvenance> }> {
  const cited = await readCitations(views, claimIds, asOf, all);
  const drawn = await readDerivations(views, claimIds, asOf);
  const sources = await readSources(views, claimIds, asOf);
  const agents = [...cited.rows.flatMap(agentsIn), ...[...sources.values()].flatMap(voicesOf)];
  const identified = await readIdentifications(views, agents, asOf);
  const whole = cited.whole && drawn.whole && identified.whole;
  const shared = { sources, identifications: identified.rows, whole };
  const byClaim = new Map<string, ReadProvenance>();
  const citationsOf = grouped(cited.rows, ({ claimId }) => claimId);
  const derivationsOf = grouped(drawn.rows, ({ sourceId }) => sourceId);
  for (const claimId of claimIds) {
    const citations = citationsOf.get(claimId) ?? [];
    const derivations = reachedFrom(citations.flatMap(namedSources), derivationsOf);
    byClaim.set(claimId, { ...shared, citations, derivations });
  }
  return { whole, byClaim };
}

type CitationOfClaim = CitationFacts & { readonly claimId: string };

async function readCitations(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  asOf: AsOf,
  all: boolean,
): Promise<{ rows: CitationOfClaim[]; whole: boolean }> {
  const limit = MOST_ROWS.citations;
  const rows = await views
    .selectFrom('citations')
    .select(['citation_id', 'claim_id', 'source_id', 'stance', 'attribution', 'retracted'])
    .where('claim_id', 'in', claimIds)
    .where(heldAt(asOf, 'citations'))
    .$if(!all, (query) =>
      query.where('retracted', 'is', null).where('stance', 'in', ['makes', 'supports']),
    )
    .orderBy('recorded_position')
    .orderBy('citation_id')
    .limit(limit + 1)
    .execute();
  const citations = rows.slice(0, limit).map((row) => ({
    id: row.citation_id,
    claimId: row.claim_id,
    sourceId: row.source_id,
    stance: row.stance,
    attribution: parse(row.attribution),
    retracted: row.retracted !== null,
  }));
  return { rows: citations, whole: rows.length <= limit };
}

async function readDerivations(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  asOf: AsOf,
): Promise<{ rows: DerivationFacts[]; whole: boolean }> {
  const limit = MOST_ROWS.derivations;
  const { rows } = await sql<DerivationStep>`
    ${upwardFrom(claimIds, asOf)}
    select derivations.derivation_id, derivations.source_id, derivations.from_id, derivations.kind
    from derivations
    where derivations.source_id in (select source_id from upward)
      and derivations.retracted is null and ${heldAt(asOf, 'derivations')}
    order by derivations.recorded_position, derivations.derivation_id
    limit ${limit + 1}
  `.execute(views);
  return { rows: rows.slice(0, limit).map(derivationFacts), whole: rows.length <= limit };
}

export type DerivationStep = Pick<
  ViewTables['derivations'],
  'derivation_id' | 'source_id' | 'from_id' | 'kind'
>;

export function derivationFacts(row: DerivationStep): DerivationFacts {
  return { id: row.derivation_id, sourceId: row.source_id, fromId: row.from_id, kind: row.kind };
}

async function readSources(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  asOf: AsOf,
): Promise<Map<string, SourceFacts>> {
  const { rows } = await sql<
    Pick<ViewTables['sources'], 'source_id' | 'title' | 'publisher' | 'authors' | 'withdrawn'>
  >`
    ${upwardFrom(claimIds, asOf)}
    select sources.source_id, sources.title, sources.publisher, sources.authors, sources.withdrawn
    from sources
    where sources.source_id in (select source_id from upward) and ${heldAt(asOf, 'sources')}
  `.execute(views);
  return new Map(
    rows.map(({ source_id: id, title, publisher, authors, withdrawn }) => [
      id,
      {
        id,
        title,
        publisher: parse(publisher)?.name ?? null,
        authors: parse(authors) ?? [],
        withdrawn: withdrawn !== null,
      },
    ]),
  );
}

/** `with recursive upward (source_id) …`: the sources that citations of the claims name, and all that these draw on. */
export function upwardFrom(claimIds: readonly string[], asOf: AsOf): RawBuilder<unknown> {
  return sql`with recursive upward (source_id) as (
    select named.source_id from citation_sources as named where named.claim_id in (${sql.join(claimIds)})
    union
    select derivation.from_id
    from upward join derivations as derivation on derivation.source_id = upward.source_id
    where derivation.retracted is null and ${heldAt(asOf, 'derivation')}
  )`;
}

/** Those that hold and speak of the agents, over any chain of identifications. */
async function readIdentifications(
  views: Kysely<ViewTables>,
  agents: readonly Agent[],
  asOf: AsOf,
): Promise<{ rows: Identification[]; whole: boolean }> {
  const all = [...new Set(agents.flatMap(identifiersOf))];
  const identifiers = all.slice(0, MOST_ROWS.identifiers);
  if (identifiers.length === 0) return { rows: [], whole: true };
  const { rows } = await sql<Pick<ViewTables['agent_identifications'], 'agents'>>`
    with recursive near (identifier) as (
      select known.identifier from agent_identifiers as known
      where known.identifier in (${sql.join(identifiers)})
      union
      select other.identifier
      from near
      join agent_identifiers as own on own.identifier = near.identifier
      join agent_identifiers as other on other.identification_id = own.identification_id
    )
    select held.agents from agent_identifications as held
    where held.identification_id in (
        select own.identification_id from near
        join agent_identifiers as own on own.identifier = near.identifier
      )
      and held.retracted is null and ${heldAt(asOf, 'held')}
    order by held.recorded_position, held.identification_id
  `.execute(views);
  return {
    rows: rows.map((row) => parse(row.agents)),
    whole: all.length <= identifiers.length,
  };
}

function voicesOf({ authors, publisher }: SourceFacts): Agent[] {
  return publisher === null ? [...authors] : [...authors, { name: publisher }];
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function reachedFrom(
  sourceIds: readonly string[],
  derivations: ReadonlyMap<string, readonly DerivationFacts[]>,
): DerivationFacts[] {
  const reached = new Set(sourceIds);
  const steps: DerivationFacts[] = [];
  // A set shows what is added while it is walked.
  for (const id of reached) {
    for (const derivation of derivations.get(id) ?? []) {
      steps.push(derivation);
      reached.add(derivation.fromId);
    }
  }
  return steps;
}
