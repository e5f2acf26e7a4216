import { Value } from 'typebox/value';

import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { person } from '../../queries/person.js';
import { publishedFindings } from '../published-findings.js';
import { getPublication, listPublications, PublicationAnswer } from './publications.js';

const [CLAIM, OTHER] = [uuid(10), uuid(11)];
const [FIRST, SECOND] = [uuid(60), uuid(61)];
const [ENGLISH, ARABIC, ELSEWHERE, CORRECTION] = [uuid(80), uuid(81), uuid(82), uuid(90)];

onEveryDatabase((viewsOf) => {
  let database: QueriedViews;
  afterEach(() => database.close());

  /** Published in two languages; the English one is corrected when another finding stands. */
  const history = () => {
    const log = new LedgerHistory()
      .policy(1)
      .claim(CLAIM)
      .finding(CLAIM, FIRST, 'true')
      .published(CLAIM, ENGLISH, FIRST)
      .published(CLAIM, ARABIC, FIRST, { language: 'ar', url: 'https://desk.example/ar' });
    const published = log.position;
    log.at('2025-10-20T08:00:00.000Z').finding(CLAIM, SECOND, 'false');
    const superseded = log.position;
    log.by(uuid(9)).corrected(CLAIM, CORRECTION, ENGLISH, SECOND, { rating: 'false' });
    const corrected = log.position;
    log
      .claim(OTHER)
      .finding(OTHER, uuid(62), 'true')
      .published(OTHER, ELSEWHERE, uuid(62), { question: 'veracity' });
    return { log, published, superseded, corrected };
  };

  const get = (id: string, position?: string) =>
    getPublication(database.views, id, position === undefined ? undefined : { position });

  it('say what they say now, and keep each notice of correction', async () => {
    const { log } = history();
    database = await viewsOf(log.events);
    const publication = await get(ENGLISH);
    expect(Value.Errors(PublicationAnswer, publication)).toEqual([]);
    expect(publication).toMatchObject({
      claimId: CLAIM,
      findingId: SECOND,
      rating: 'false',
      ratingLabel: 'false',
      wording: 'Talks started in October.',
      state: 'current',
      recordedAt: '2025-10-14T08:00:00.000Z',
      corrections: [
        {
          id: CORRECTION,
          wrong: 'We named the wrong month.',
          since: '2025-10',
          findingId: SECOND,
          rating: 'false',
          recordedBy: person(uuid(9)),
          recordedAt: '2025-10-20T08:00:00.000Z',
        },
      ],
    });
    expect(await get(uuid(99))).toBeUndefined();
  });

  it('are outdated while another finding stands, or none', async () => {
    const { log, published, superseded, corrected } = history();
    database = await viewsOf(log.claimWithdrawn(OTHER).events);
    expect(await get(ARABIC, published)).toMatchObject({ state: 'current', language: 'ar' });
    expect(await get(ENGLISH, superseded)).toMatchObject({
      state: 'outdated',
      rating: 'true',
      corrections: [],
    });
    expect(await get(ENGLISH, corrected)).toMatchObject({ state: 'current' });
    expect(await get(ARABIC)).toMatchObject({ state: 'outdated' });
    expect(await get(ELSEWHERE)).toMatchObject({ state: 'outdated' });
  });

  it('are retracted for good, and say why', async () => {
    const { log, corrected } = history();
    database = await viewsOf(log.publicationRetracted(CLAIM, ENGLISH).events);
    expect(await get(ENGLISH)).toMatchObject({
      state: 'retracted',
      retracted: { reason: 'forged' },
      corrections: [{ id: CORRECTION }],
    });
    expect(await get(ENGLISH, corrected)).toMatchObject({ state: 'current', retracted: null });
  });

  it('are listed by claim, question and language, newest first and in pages', async () => {
    const { log, published } = history();
    database = await viewsOf(log.events);
    const listed = async (request: Parameters<typeof listPublications>[1], position?: string) =>
      (
        await listPublications(database.views, request, position ? { position } : undefined)
      ).items.map(({ id }) => id);
    expect(await listed({})).toEqual([ELSEWHERE, ARABIC, ENGLISH]);
    expect(await listed({}, published)).toEqual([ARABIC, ENGLISH]);
    expect(await listed({ claimId: CLAIM })).toEqual([ARABIC, ENGLISH]);
    expect(await listed({ language: 'EN' })).toEqual([ELSEWHERE, ENGLISH]);
    expect(await listed({ question: ['attribution'] })).toEqual([]);
    const { next } = await listPublications(database.views, { limit: 1 }, undefined);
    expect(await listed({ after: next! })).toEqual([ARABIC, ENGLISH]);
  });

  it('date the findings that they tell', async () => {
    const { log, published } = history();
    database = await viewsOf(log.publicationRetracted(OTHER, ELSEWHERE).events);
    const dates = await publishedFindings(database.views, [CLAIM, OTHER], undefined);
    expect([...dates]).toEqual([
      [SECOND, '2025-10-20T08:00:00.000Z'],
      [FIRST, '2025-10-14T08:00:00.000Z'],
    ]);
    const then = await publishedFindings(database.views, [CLAIM], { position: published });
    expect([...then]).toEqual([[FIRST, '2025-10-14T08:00:00.000Z']]);
  });
});
