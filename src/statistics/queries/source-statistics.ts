import { sql, type Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import type { Counts } from '../../../projections/engine/tallies.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Count, Id, named, nullable } from '../../queries/answer-fields.js';
import { pageOf, type Page, type PageRequest } from '../../queries/page.js';
import { RatingCount } from '../rating-count.js';
import { tallyPage, type Tally, type TallyOrder } from './tally-page.js';

export const SOURCE_GROUPS = ['source', 'publisher'] as const;
export type SourceGroup = (typeof SOURCE_GROUPS)[number];

const count = (description: string) => Type.Integer({ minimum: 0, description });

export const SourceStatistics = named('SourceStatistics', {
  source: nullable(
    named('CountedSource', { id: Id, title: Type.String(), url: nullable(Type.String()) }),
  ),
  publisher: nullable(
    Type.String({
      description: 'As the source has it; of a publisher, as the first source has it.',
    }),
  ),
  sourceCount: Count,
  withdrawnSourceCount: Count,
  citations: named('CountedCitations', {
    total: Count,
    makes: Count,
    supports: Count,
    refutes: Count,
    context: Count,
    altered: count('Whose words were not quite those of the snapshot when they were cited.'),
    changed: count('Whose words are otherwise, or gone, in the newest snapshot.'),
  }),
  claims: named('CountedClaims', {
    cited: count('Claims that are cited to it, with whatever stance.'),
    made: count('Claims that it makes itself: one of the citations has the stance `makes`.'),
    refuted: count(
      'Of those that it makes, how many have a standing veracity finding on the false side of the scale: with a value less than halfway between the least and the greatest.',
    ),
    byRating: Type.Array(RatingCount, {
      description:
        'Of those that it makes, how many have a standing veracity finding of each rating.',
    }),
  }),
});
export type SourceStatistics = Static<typeof SourceStatistics>;

export const SourceStatisticsPage = pageOf(SourceStatistics);

/** Sources, or publishers, with what was counted of them. @throws InvalidCursorError */
export async function sourceStatistics(
  views: Kysely<ViewTables>,
  group: SourceGroup,
  order: TallyOrder,
  request: PageRequest,
): Promise<Page<SourceStatistics>> {
  const { items, next } = await tallyPage(views, group, order, request);
  const subjects = items.map(({ subject }) => subject);
  const described =
    group === 'source' ? await sourcesOf(views, subjects) : await publishersOf(views, subjects);
  const shown = (tally: Tally) => described.get(tally.subject) ?? unknown(group, tally);
  return { items: items.map((tally) => ({ ...shown(tally), ...counted(tally.counts) })), next };
}

type Described = Pick<SourceStatistics, 'source' | 'publisher'>;

/** A publisher whose sources have all been given another since the tallies were read. */
function unknown(group: SourceGroup, { subject }: Tally): Described {
  return { source: null, publisher: group === 'publisher' ? subject : null };
}

function counted(counts: Counts): Omit<SourceStatistics, keyof Described> {
  const of = (name: string) => counts[name] ?? 0;
  return {
    sourceCount: of('sources'),
    withdrawnSourceCount: of('withdrawn'),
    citations: {
      total: of('cited'),
      makes: of('makes'),
      supports: of('supports'),
      refutes: of('refutes'),
      context: of('context'),
      altered: of('altered'),
      changed: of('changed'),
    },
    claims: {
      cited: of('claims'),
      made: of('made'),
      refuted: of('refuted'),
      byRating: Object.entries(counts)
        .filter(([name]) => name.startsWith(RATED))
        .map(([name, n]) => ({ rating: name.slice(RATED.length), count: n })),
    },
  };
}

const RATED = 'rated:';

async function sourcesOf(
  views: Kysely<ViewTables>,
  ids: readonly string[],
): Promise<Map<string, Described>> {
  if (ids.length === 0) return new Map();
  const rows = await views
    .selectFrom('sources')
    .select(['source_id', 'title', 'url', 'publisher'])
    .where('source_id', 'in', ids)
    .where('valid_to', 'is', null)
    .execute();
  return new Map(
    rows.map(({ source_id: id, title, url, publisher }) => [
      id,
      { source: { id, title, url }, publisher: publisher && parse(publisher).name },
    ]),
  );
}

/** Each as the source has it that was recorded first; an entry of an index each. */
async function publishersOf(
  views: Kysely<ViewTables>,
  names: readonly string[],
): Promise<Map<string, Described>> {
  if (names.length === 0) return new Map();
  const { rows } = await sql<Pick<ViewTables['tallies'], 'subject'> & PublisherOf>`
    select tallies.subject, (
      select publisher from sources
      where publisher_name = tallies.subject and valid_to is null and publisher_name is not null
      order by recorded_position limit 1
    ) as publisher
    from tallies where tallies.tally in (${sql.join(names.map((name) => `publisher/${name}`))})
  `.execute(views);
  return new Map(
    rows.flatMap(({ subject, publisher }) =>
      publisher ? [[subject, { source: null, publisher: parse(publisher).name }] as const] : [],
    ),
  );
}

type PublisherOf = Pick<ViewTables['sources'], 'publisher'>;
