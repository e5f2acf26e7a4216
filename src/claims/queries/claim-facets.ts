import { sql, type Kysely, type RawBuilder } from 'kysely';
import Type, { type Static } from 'typebox';

import type { Claimant } from '../../../events/fields.js';
import { CLAIM_STATUSES } from '../../../projections/claim-status/claim-status.row.js';
import { counterOf } from '../../../projections/claim-status/claim-totals.js';
import { parse } from '../../../projections/stored.js';
import { ALL } from '../../../projections/totals/totals.projection.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Count, named } from '../../queries/answer-fields.js';
import { heldAt, type AsOf, type Moment } from '../../queries/as-of.js';
import { Search } from './claim-search.js';
import type { ClaimFilter } from './claim-terms.js';

export const FACETS = ['status', 'rating', 'topic', 'claimant', 'publisher'] as const;
export type Facet = (typeof FACETS)[number];

/** The most values that a facet shows: those that the most claims have. */
export const MOST_VALUES = 50;

/** So many claims are looked at where there is a filter: counting all would take ever longer. */
export const MOST_COUNTED = 5_000;

export const FacetCounts = named('FacetCounts', {
  values: Type.Array(named('FacetCount', { value: Type.String(), count: Count }), {
    maxItems: MOST_VALUES,
    description:
      'The values that the most claims have first. Each can be given to the filter of the same name.',
  }),
  more: Type.Boolean({ description: `Whether there are more than these ${MOST_VALUES} values.` }),
  exact: Type.Boolean({
    description: `Whether all claims were counted. False where more than ${MOST_COUNTED.toLocaleString('en')} would have to be looked at: then it is the newest of them.`,
  }),
});
export type FacetCounts = Static<typeof FacetCounts>;

export const ClaimFacets = named('ClaimFacets', {
  status: Type.Optional(FacetCounts),
  rating: Type.Optional(FacetCounts),
  topic: Type.Optional(FacetCounts),
  claimant: Type.Optional(FacetCounts),
  publisher: Type.Optional(FacetCounts),
});
export type ClaimFacets = Static<typeof ClaimFacets>;

/** A value, and how many claims have it. */
interface Counted {
  readonly value: string;
  readonly count: number;
}

/**
 * How many claims have each value of a facet, among those that all the other filters name: what another
 * value of its own filter would give. Without other filters, counters that the views keep tell it.
 */
export async function claimFacets(
  views: Kysely<ViewTables>,
  facets: readonly Facet[],
  filter: ClaimFilter,
  moment: Moment,
  most = MOST_COUNTED,
): Promise<ClaimFacets> {
  const counts: { -readonly [Name in Facet]?: FacetCounts } = {};
  const unfiltered = facets.filter((facet) => !moment.asOf && isFilteredBy(facet, filter));
  for (const facet of unfiltered) counts[facet] = shown(await countersOf(views, facet), true);
  const filtered = facets.filter((facet) => !unfiltered.includes(facet));
  // Those that are no filters themselves are counted among the same claims.
  const together = filtered.filter((facet) => filter[facet] === undefined);
  const apart = filtered.filter((facet) => !together.includes(facet));
  for (const some of [together, ...apart.map((facet) => [facet])]) {
    Object.assign(counts, await countsAmong(views, some, filter, moment, most));
  }
  return Object.fromEntries(facets.map((facet) => [facet, counts[facet]]));
}

/** Whether no filter but the facet's own is given. */
function isFilteredBy(facet: Facet, filter: ClaimFilter): boolean {
  return Object.entries(filter).every(([name, value]) => name === facet || value === undefined);
}

function shown(counted: readonly Counted[], exact: boolean): FacetCounts {
  const values = counted
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return { values: values.slice(0, MOST_VALUES), more: values.length > MOST_VALUES, exact };
}

async function countersOf(views: Kysely<ViewTables>, facet: Facet): Promise<Counted[]> {
  if (facet === 'status') {
    const totals = await views
      .selectFrom('claim_totals')
      .selectAll()
      .where('subject', '=', ALL)
      .where('valid_to', 'is', null)
      .executeTakeFirst();
    return CLAIM_STATUSES.map((value) => ({ value, count: totals?.[counterOf(value)] ?? 0 }));
  }
  if (facet === 'rating') {
    const row = await views.selectFrom('rating_counts').select('counts').executeTakeFirst();
    return Object.entries(row ? parse(row.counts) : {}).map(([value, count]) => ({ value, count }));
  }
  const { counters, name } = COUNTERS[facet];
  const { rows } = await sql<Row>`
    select value, count, ${name} as name from ${sql.table(counters)} as counter
    order by count desc, value desc limit ${MOST_VALUES + 1}`.execute(views);
  return rows.map((row) => countedIn(facet, row));
}

/** Counters are of keys: each is written as the first claim has it that was recorded with it. */
const COUNTERS = {
  topic: {
    counters: 'topic_counts',
    name: sql`(select topic from claim_topics where topic_key = counter.value
      order by recorded_position, claim_id limit 1)`,
  },
  claimant: {
    counters: 'claimant_counts',
    name: sql`(select claimant from claims where claimant_name = counter.value
      order by recorded_position, claim_id limit 1)`,
  },
  publisher: {
    counters: 'publisher_counts',
    name: sql`(select publisher from claim_publishers where publisher_name = counter.value
      order by recorded_position, claim_id limit 1)`,
  },
} as const;

interface Row {
  readonly value: string;
  readonly count: number | string;
  /** Where the value is a key: what has that key, as the view has it. */
  readonly name: string | null;
}

function countedIn(facet: Facet, { value, count, name }: Row): Counted {
  return { value: (name === null ? null : written(facet, name)) ?? value, count: Number(count) };
}

/** A topic is text; a claimant and a publisher are JSON. */
function written(facet: Facet, name: string): string | undefined {
  if (facet === 'topic') return name;
  const named: Claimant | { readonly name: string } = parse(name);
  if ('name' in named) return named.name;
  return named.kind === 'anonymous' ? named.description : named.agent?.name;
}

/** Counts among the claims that the filters name, without those of the facets themselves; in one query. */
async function countsAmong(
  views: Kysely<ViewTables>,
  facets: readonly Facet[],
  filter: ClaimFilter,
  moment: Moment,
  most: number,
): Promise<ClaimFacets> {
  if (facets.length === 0) return {};
  const others = { ...filter };
  for (const facet of facets) delete others[facet];
  const search = await Search.for(views, others, 'newest', moment);
  const upTo = await search.placeBehind(views, undefined, most + 1);
  const each = facets.map(
    (facet) => sql`select * from (
      select ${facet} as facet, value, count(*) as count, min(named) as name
      from (${valuesOf(facet, moment.asOf)}) as of_claim
      group by value order by count(*) desc, value limit ${MOST_VALUES + 1}
    ) as ${sql.ref(`by_${facet}`)}`,
  );
  const { rows } = await sql<Row & { readonly facet: Facet }>`
    with matched as materialized (${search.select(MATCHED_COLUMNS, { upTo }, most)})
    ${sql.join(each, sql` union all `)}`.execute(views);
  return Object.fromEntries(
    facets.map((facet) => {
      const counted = rows.filter((row) => row.facet === facet).map(withoutPosition);
      const values = counted.map((row) => countedIn(facet, row));
      return [facet, shown(values, upTo === undefined)];
    }),
  );
}

/** Before each name stands the position of the claim that has it, so that the least is the first claim's. */
function withoutPosition({ name, ...row }: Row): Row {
  return { ...row, name: name && name.slice(name.indexOf(' ') + 1) };
}

const MATCHED_COLUMNS = [
  'claims.claim_id',
  'claims.recorded_position',
  'claims.claimant_name',
  'claims.claimant',
  'claim_status.status',
  'claim_status.veracity_rating',
  'claim_status.attribution_rating',
] as const;

/** The values of the claims that matched, each once for every claim that has it; and how it is written there. */
function valuesOf(facet: Facet, asOf: AsOf): RawBuilder<unknown> {
  switch (facet) {
    case 'status':
      return sql`select status as value, null as named from matched`;
    case 'rating':
      return sql`select veracity_rating as value, null as named from matched
        where veracity_rating is not null
        union all
        select attribution_rating, null from matched where attribution_rating is not null
          and (veracity_rating is null or veracity_rating <> attribution_rating)`;
    case 'topic':
      // The keys of a claim's topics begin with its id and a slash, behind which comes 0.
      return sql`select about.topic_key as value, ${nameIn('about.topic')} as named
        from matched cross join claim_topics as about
        where about.claim_topic >= matched.claim_id || '/'
          and about.claim_topic < matched.claim_id || '0'`;
    case 'claimant':
      return sql`select claimant_name as value, ${nameIn('claimant')} as named
        from matched where claimant_name is not null`;
    case 'publisher':
      return asOf ? publishersAt(asOf) : PUBLISHERS_NOW;
  }
}

const PUBLISHERS_NOW = sql`select published.publisher_name as value, ${nameIn('published.publisher')} as named
  from matched cross join claim_publishers as published
  where published.claim_id = matched.claim_id`;

/** A publisher is written as the first of the claim's sources has it, as in `claim_publishers`. */
function publishersAt(asOf: AsOf): RawBuilder<unknown> {
  return sql`select distinct matched.claim_id, cited.publisher_name as value,
      matched.recorded_position || ' ' || first_value(cited.publisher) over (
        partition by matched.claim_id, cited.publisher_name order by cited.recorded_position
      ) as named
    from matched cross join citations as citing
      join sources as cited on cited.source_id = citing.source_id
    where citing.claim_id = matched.claim_id and citing.retracted is null and ${heldAt(asOf, 'citing')}
      and cited.publisher_name is not null and ${heldAt(asOf, 'cited')}`;
}

function nameIn(column: string): RawBuilder<unknown> {
  return sql`matched.recorded_position || ' ' || ${sql.ref(column)}`;
}
