import type { Kysely } from 'kysely';

import type { Claimant } from '../../events/fields.js';
import { beginningOf, lastInstantOf } from '../../events/partial-date.js';
import { nameKey } from '../../src/text/name-key.js';
import { parse } from '../../projections/stored.js';
import type { ViewTables } from '../../projections/view-tables.js';
import type { ClaimAnswer } from '../../src/claims/queries/claim-answer.js';
import type { Facet } from '../../src/claims/queries/claim-facets.js';
import type { ClaimOrder } from '../../src/claims/queries/claim-search.js';
import type { ClaimFilter } from '../../src/claims/queries/claim-terms.js';
import { listClaims } from '../../src/claims/queries/list-claims.js';
import { NOW } from './claim-histories.js';

/** A claim as it is shown, and what is said of it elsewhere. */
export interface Known {
  readonly claim: ClaimAnswer;
  readonly sources: readonly string[];
  readonly publishers: readonly string[];
  /** The position of the last event of its stream. */
  readonly changed: string;
}

/** All claims, newest first. */
export async function knownClaims(views: Kysely<ViewTables>): Promise<Known[]> {
  const { items } = await listClaims(views, { limit: 500 }, { now: NOW });
  const citations = await views.selectFrom('citations').selectAll().execute();
  const sources = await views
    .selectFrom('sources')
    .selectAll()
    .where('valid_to', 'is', null)
    .execute();
  const status = await views
    .selectFrom('claim_status')
    .selectAll()
    .where('valid_to', 'is', null)
    .execute();
  return items.map((claim) => {
    const cited = citations
      .filter((row) => row.claim_id === claim.id && row.valid_to === null && row.retracted === null)
      .map((row) => row.source_id);
    const publishers = sources.filter((row) => cited.includes(row.source_id) && row.publisher);
    return {
      claim,
      sources: cited,
      publishers: publishers.map((row) => nameKey(parse(row.publisher!).name)),
      changed: status.find((row) => row.claim_id === claim.id)!.valid_from,
    };
  });
}

function nameOf(claimant: Claimant): string | undefined {
  return claimant.kind === 'anonymous' ? claimant.description : claimant.agent?.name;
}

function ratingsOf({ questions: { veracity, attribution } }: ClaimAnswer): string[] {
  return [...new Set([veracity.finding?.rating, attribution.finding?.rating])].filter(
    (rating) => rating !== undefined,
  );
}

/** What each filter says, as one would say it of a single claim. */
const SAYS: {
  readonly [Name in keyof ClaimFilter]-?: (
    value: NonNullable<ClaimFilter[Name]>,
    known: Known,
  ) => boolean;
} = {
  status: (values, { claim }) => values.includes(claim.status),
  flag: (values, { claim }) => values.some((flag) => claim.flags.includes(flag)),
  kind: (values, { claim }) => values.includes(claim.kind),
  needs: (values, { claim }) =>
    values.some(
      (question) =>
        !claim.withdrawn &&
        !claim.questions[question].finding &&
        !(question === 'veracity' && claim.kind === 'opinion'),
    ),
  rating: (value, { claim }) => ratingsOf(claim).includes(value),
  topic: (value, { claim }) => claim.topics.map(nameKey).includes(nameKey(value)),
  claimant: (value, { claim }) => nameKey(nameOf(claim.claimant) ?? '') === nameKey(value),
  publisher: (value, { publishers }) => publishers.includes(nameKey(value)),
  sourceId: (value, { sources }) => sources.includes(value),
  language: (value, { claim }) =>
    `${claim.language ?? ''}-`.toLowerCase().startsWith(`${value.toLowerCase()}-`),
  recordedBy: (value, { claim }) => claim.recordedBy.id === value,
  recordedFrom: (value, { claim }) => claim.recordedAt >= beginningOf(value),
  recordedUntil: (value, { claim }) => claim.recordedAt <= lastInstantOf(value),
  statedFrom: (value, { claim: { statedAt } }) =>
    statedAt !== null && lastInstantOf(statedAt) >= beginningOf(value),
  statedUntil: (value, { claim: { statedAt } }) =>
    statedAt !== null && beginningOf(statedAt) <= lastInstantOf(value),
  q: (value, { claim }) => value.split(' ').every((word) => claim.text.includes(word)),
};

/** Those that all of the filters name. */
export function matching(all: readonly Known[], filter: ClaimFilter): Known[] {
  const entries = Object.entries(filter) as [keyof ClaimFilter, never][];
  return all.filter((known) => entries.every(([name, value]) => SAYS[name](value, known)));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export function inOrder(newestFirst: readonly Known[], order: ClaimOrder): Known[] {
  switch (order) {
    case 'newest':
      return [...newestFirst];
    case 'oldest':
      return [...newestFirst].reverse();
    case 'due':
      return newestFirst.toSorted(
        (a, b) =>
          compare(a.claim.dueAt ?? 'never', b.claim.dueAt ?? 'never') ||
          compare(a.claim.id, b.claim.id),
      );
    case 'changed':
      return newestFirst.toSorted((a, b) => compare(b.changed, a.changed));
  }
}

const VALUES: Readonly<Record<Facet, (known: Known) => readonly string[]>> = {
  status: ({ claim }) => [claim.status],
  rating: ({ claim }) => ratingsOf(claim),
  topic: ({ claim }) => claim.topics.map(nameKey),
  claimant: ({ claim }) => [nameOf(claim.claimant) ?? []].flat().map(nameKey),
  publisher: ({ publishers }) => publishers,
};

/** By the keys of the values, since how they are written is another matter. */
export function counted(all: readonly Known[], facet: Facet): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const known of all) {
    for (const value of new Set(VALUES[facet](known))) counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}
