import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import {
  Anchoring,
  ANCHORS,
  Difference,
  FIDELITIES,
  Hop,
  Omission,
  Passage,
  Quote,
  REANCHORING_OUTCOMES,
  REGIONS,
  Sentence,
  STANCES,
  type Anchor,
  type Fidelity,
  type Stance,
} from '../../events/citation/citation-events.js';
import { Mark } from '../../events/source/source-events.js';
import { parse } from '../../projections/stored.js';
import type { ViewTables } from '../../projections/view-tables.js';
import { Count, Id, Instant, named, nullable } from '../queries/answer-fields.js';
import { restingOnWithdrawn, type WithdrawnEvidence } from '../provenance/withdrawn-evidence.js';
import { heldAt, type AsOf } from '../queries/as-of.js';
import { pageOf, readPage, type Page, type PageRequest } from '../queries/page.js';
import { Person, person, Retraction, retraction } from '../queries/person.js';

export const CitationAnswer = named('Citation', {
  id: Id,
  claimId: Id,
  sourceId: Id,
  snapshot: nullable(Type.String({ description: 'SHA-256, in hexadecimal.' })),
  capture: nullable(
    Type.Integer({
      minimum: 1,
      description:
        'Which capture of the source that is; null where there is none, or an earlier release did not say: the first with these bytes.',
    }),
  ),
  text: nullable(
    Type.String({
      description:
        'SHA-256 of the text in which the passage is counted; null where there is none, or an earlier release did not say: the first of the capture.',
    }),
  ),
  stance: Type.Enum([...STANCES]),
  quote: nullable(Quote),
  passage: nullable(Passage),
  places: nullable(
    Type.Array(named('Place', { start: Count, end: Count }), {
      description: 'Every place of an ambiguous quote, in Unicode code points.',
    }),
  ),
  omitted: nullable(
    Type.Array(Omission, {
      description:
        'What the quote leaves out of the snapshot’s words at an ellipsis; `negation` where that negates or calls something untrue.',
    }),
  ),
  insertions: nullable(
    Type.Array(Type.String(), {
      description: 'What the quote itself adds in square brackets.',
    }),
  ),
  difference: nullable(Difference),
  nearestScore: nullable(
    Type.Number({ description: 'Of an absent quote: the score of the passage most like it.' }),
  ),
  sentence: nullable(Sentence),
  within: nullable(
    Type.Enum([...REGIONS], {
      description: 'Where on the page the passage stands; null where that has no article.',
    }),
  ),
  marks: nullable(
    Type.Array(Mark, {
      description:
        'Where the passage lies in words that the document strikes out, inserts or hides.',
    }),
  ),
  language: nullable(
    Type.String({ description: 'By which negations were told; null where it is not known.' }),
  ),
  fidelity: nullable(Type.Enum([...FIDELITIES])),
  anchor: nullable(Type.Enum([...ANCHORS])),
  algorithm: nullable(Type.String()),
  attribution: Type.Array(Hop),
  latest: nullable(
    Type.Object(
      {
        snapshot: Type.String(),
        capture: nullable(Type.Integer({ minimum: 1 })),
        text: nullable(Type.String({ description: 'SHA-256 of the text that was looked in.' })),
        outcome: Type.Enum([...REANCHORING_OUTCOMES]),
        anchoring: Anchoring,
        at: Instant,
      },
      {
        $id: 'LatestAnchoring',
        description:
          'What the quote comes to in the newest capture of the source in which it was looked for again: `altered` and `orphaned` say that its words have changed; its passage is to be compared with the one above.',
      },
    ),
  ),
  flags: Type.Array(Type.Enum(['evidence-withdrawn', 'quote-changed']), {
    description:
      'Whether it rests on a withdrawn source, over hops and derivations too; whether the newest snapshot has its words otherwise.',
  }),
  retracted: nullable(Retraction),
  recordedBy: Person,
  recordedAt: Instant,
});
export type CitationAnswer = Static<typeof CitationAnswer>;

export const CitationPage = pageOf(CitationAnswer);

/** All conditions hold together. */
export interface CitationFilter {
  readonly claimId?: string;
  readonly sourceId?: string;
  readonly stance?: Stance;
  readonly fidelity?: Fidelity;
  readonly anchor?: Anchor;
  /** Whether the newest snapshot of the source has the words otherwise, or not at all. */
  readonly changed?: boolean;
}

const ORDER = { position: 'citations.recorded_position', key: 'citations.citation_id' };

/** Undefined where there is, or was, no such citation. */
export async function getCitation(
  views: Kysely<ViewTables>,
  id: string,
  asOf?: AsOf,
): Promise<CitationAnswer | undefined> {
  const row = await views
    .selectFrom('citations')
    .selectAll()
    .where('citation_id', '=', id)
    .where(heldAt(asOf, 'citations'))
    .executeTakeFirst();
  return row && citationAnswer(row, await withdrawnAmong(views, [row], asOf));
}

/** Retracted citations are in it, and say so. @throws InvalidCursorError */
export async function listCitations(
  views: Kysely<ViewTables>,
  request: CitationFilter & PageRequest,
  asOf?: AsOf,
): Promise<Page<CitationAnswer>> {
  const { claimId, sourceId, stance, fidelity, anchor, changed } = request;
  let query = views.selectFrom('citations').selectAll().where(heldAt(asOf, 'citations'));
  if (claimId !== undefined) query = query.where('claim_id', '=', claimId);
  if (sourceId !== undefined) query = query.where('source_id', '=', sourceId);
  if (stance !== undefined) query = query.where('stance', '=', stance);
  if (fidelity !== undefined) query = query.where('fidelity', '=', fidelity);
  if (anchor !== undefined) query = query.where('anchor', '=', anchor);
  if (changed !== undefined) query = query.where('quote_changed', '=', Number(changed));
  const { items, next } = await readPage(
    query,
    request,
    ORDER,
    (row) => ({ position: row.recorded_position, key: row.citation_id }),
    (row) => row,
  );
  const withdrawn = await withdrawnAmong(views, items, asOf);
  return { items: items.map((row) => citationAnswer(row, withdrawn)), next };
}

function withdrawnAmong(
  views: Kysely<ViewTables>,
  rows: readonly Pick<ViewTables['citations'], 'claim_id'>[],
  asOf: AsOf,
): Promise<WithdrawnEvidence> {
  return restingOnWithdrawn(views, [...new Set(rows.map(({ claim_id }) => claim_id))], asOf);
}

/** Returns the latest look; where the cited words are gone, without the place, which may be a look-alike's. */
function latestOf(row: ViewTables['citations']): CitationAnswer['latest'] {
  const latest = parse(row.latest);
  if (latest?.outcome !== 'orphaned' || latest.anchoring.anchor === 'orphaned') return latest;
  const { algorithm, difference } = latest.anchoring;
  const nearestScore = difference?.score ?? 1;
  return {
    ...latest,
    anchoring: { algorithm, fidelity: 'absent', anchor: 'orphaned', nearestScore },
  };
}

function citationAnswer(
  row: ViewTables['citations'],
  withdrawn: WithdrawnEvidence,
): CitationAnswer {
  const flags: CitationAnswer['flags'] = [];
  if (withdrawn.get(row.claim_id)?.has(row.citation_id)) flags.push('evidence-withdrawn');
  if (row.quote_changed && !row.retracted) flags.push('quote-changed');
  const places = parse(row.places);
  const details = parse(row.details);
  return {
    id: row.citation_id,
    claimId: row.claim_id,
    sourceId: row.source_id,
    snapshot: row.snapshot,
    capture: row.capture,
    text: row.text,
    stance: row.stance,
    quote: parse(row.quote),
    passage: parse(row.passage),
    places: places && [...places],
    omitted: details?.omitted ?? null,
    insertions: details?.insertions ?? null,
    difference: details?.difference ?? null,
    nearestScore: details?.nearestScore ?? null,
    sentence: details?.sentence ?? null,
    within: details?.within ?? null,
    marks: details?.marks ?? null,
    language: details?.language ?? null,
    fidelity: row.fidelity,
    anchor: row.anchor,
    algorithm: row.algorithm,
    attribution: [...parse(row.attribution)],
    latest: latestOf(row),
    flags,
    retracted: retraction(parse(row.retracted)),
    recordedBy: person(row.recorded_by),
    recordedAt: row.recorded_at,
  };
}
