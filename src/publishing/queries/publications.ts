import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import { Question } from '../../../events/fields.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { ratingLabels, type RatingLabels } from '../../policy/rating-labels.js';
import { Id, Instant, named, nullable } from '../../queries/answer-fields.js';
import { heldAt, recordedBy, type AsOf } from '../../queries/as-of.js';
import { pageOf, readPage, type Page, type PageRequest } from '../../queries/page.js';
import { Person, person, Retraction, retraction } from '../../queries/person.js';

const PUBLICATION_STATES = ['current', 'outdated', 'retracted'] as const;

export const CorrectionAnswer = named('Correction', {
  id: Id,
  wrong: Type.String({ description: 'What was wrong.' }),
  since: Type.String({ description: 'Since when it was wrong, as far as that is known.' }),
  findingId: Id,
  rating: Type.String(),
  wording: Type.String({ description: 'What the publication said from then on.' }),
  recordedBy: Person,
  recordedAt: Instant,
});
export type CorrectionAnswer = Static<typeof CorrectionAnswer>;

export const PublicationAnswer = named('Publication', {
  id: Id,
  claimId: Id,
  question: Question,
  findingId: Id,
  rating: Type.String(),
  ratingLabel: Type.String({ description: 'As the policy has it that the finding names.' }),
  policyVersion: Type.Integer({ minimum: 1 }),
  wording: Type.String({ description: 'The claim as the public reads it.' }),
  summary: nullable(Type.String()),
  language: Type.String(),
  url: nullable(
    Type.String({
      description: "Where the desk tells it; null where that is the ledger's own page.",
    }),
  ),
  state: Type.Enum([...PUBLICATION_STATES], {
    description:
      '`current`: its finding stands; `outdated`: it does not any more, and the publication should be corrected or retracted.',
  }),
  corrections: Type.Array(CorrectionAnswer, { description: 'All of them, the first one first.' }),
  retracted: nullable(Retraction),
  recordedBy: Person,
  recordedAt: Instant,
});
export type PublicationAnswer = Static<typeof PublicationAnswer>;

export const PublicationPage = pageOf(PublicationAnswer);

const ORDER = { position: 'publications.recorded_position', key: 'publications.publication_id' };

/** Undefined where there is, or was, no such publication. */
export async function getPublication(
  views: Kysely<ViewTables>,
  id: string,
  asOf: AsOf,
): Promise<PublicationAnswer | undefined> {
  const row = await publicationsAt(views, asOf)
    .where('publications.publication_id', '=', id)
    .executeTakeFirst();
  return row && (await answers(views, [row], asOf))[0];
}

/** Returns the publications of which the public was told something last, the last one first. */
export async function latestPublications(
  views: Kysely<ViewTables>,
  limit: number,
): Promise<PublicationAnswer[]> {
  const rows = await publicationsAt(views, undefined)
    .orderBy('publications.valid_from', 'desc')
    .orderBy('publications.publication_id', 'desc')
    .limit(limit)
    .execute();
  return answers(views, rows, undefined);
}

/** All conditions hold together. */
export interface PublicationFilter {
  readonly claimId?: string;
  readonly question?: readonly Question[];
  /** A language tag, without regard to case. */
  readonly language?: string;
}

/** Retracted and outdated ones are among them, and say so. @throws InvalidCursorError */
export async function listPublications(
  views: Kysely<ViewTables>,
  request: PublicationFilter & PageRequest,
  asOf: AsOf,
): Promise<Page<PublicationAnswer>> {
  const { claimId, question, language } = request;
  let query = publicationsAt(views, asOf);
  if (claimId !== undefined) query = query.where('publications.claim_id', '=', claimId);
  if (question !== undefined) query = query.where('publications.question', 'in', question);
  if (language !== undefined) {
    query = query.where((is) =>
      is(is.fn<string>('lower', ['publications.language']), '=', language.toLowerCase()),
    );
  }
  const { items: rows, next } = await readPage(
    query,
    request,
    ORDER,
    (row) => ({ position: row.recorded_position, key: row.publication_id }),
    (row) => row,
  );
  return { items: await answers(views, rows, asOf), next };
}

function publicationsAt(views: Kysely<ViewTables>, asOf: AsOf) {
  return views
    .selectFrom('publications')
    .innerJoin('claim_status as stands', 'stands.claim_id', 'publications.claim_id')
    .selectAll('publications')
    .select(['stands.veracity', 'stands.attribution'])
    .select('stands.status as claim_status')
    .where(heldAt(asOf, 'publications'))
    .where(heldAt(asOf, 'stands'));
}

type PublicationRow = ViewTables['publications'] &
  Pick<ViewTables['claim_status'], 'veracity' | 'attribution'> & {
    readonly claim_status: ViewTables['claim_status']['status'];
  };

async function answers(
  views: Kysely<ViewTables>,
  rows: readonly PublicationRow[],
  asOf: AsOf,
): Promise<PublicationAnswer[]> {
  const ids = rows.map((row) => row.publication_id);
  const corrections = await correctionsOf(views, ids, asOf);
  const labels = await ratingLabels(
    views,
    rows.map((row) => row.policy_version),
  );
  return rows.map((row) =>
    publicationAnswer(row, corrections.get(row.publication_id) ?? [], labels),
  );
}

/** By publication, the first one first. */
async function correctionsOf(
  views: Kysely<ViewTables>,
  ids: readonly string[],
  asOf: AsOf,
): Promise<Map<string, CorrectionAnswer[]>> {
  const corrections = new Map<string, CorrectionAnswer[]>();
  if (ids.length === 0) return corrections;
  const rows = await views
    .selectFrom('corrections')
    .selectAll()
    .where('publication_id', 'in', ids)
    .where(recordedBy(asOf, 'corrections', 'recorded_at'))
    .orderBy('recorded_position')
    .orderBy('correction_id')
    .execute();
  for (const row of rows) {
    const others = corrections.get(row.publication_id) ?? [];
    others.push({
      id: row.correction_id,
      wrong: row.wrong,
      since: row.since,
      findingId: row.finding_id,
      rating: row.rating,
      wording: row.wording,
      recordedBy: person(row.recorded_by),
      recordedAt: row.recorded_at,
    });
    corrections.set(row.publication_id, others);
  }
  return corrections;
}

function publicationAnswer(
  row: PublicationRow,
  corrections: CorrectionAnswer[],
  labels: RatingLabels,
): PublicationAnswer {
  return {
    id: row.publication_id,
    claimId: row.claim_id,
    question: row.question,
    findingId: row.finding_id,
    rating: row.rating,
    ratingLabel: labels.labelOf(row.policy_version, row.question, row.rating),
    policyVersion: row.policy_version,
    wording: row.wording,
    summary: row.summary,
    language: row.language,
    url: row.url,
    state: stateOf(row),
    corrections,
    retracted: retraction(parse(row.retracted)),
    recordedBy: person(row.recorded_by, row.organization),
    recordedAt: row.recorded_at,
  };
}

function stateOf(row: PublicationRow): PublicationAnswer['state'] {
  if (row.retracted !== null) return 'retracted';
  const finding = parse(row[row.question])?.finding;
  const stands = row.claim_status !== 'withdrawn' && finding?.id === row.finding_id;
  return stands ? 'current' : 'outdated';
}
