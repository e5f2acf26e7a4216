import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { MOST_CITATIONS, pageEvidence } from './page-evidence.js';
import { getPublication, latestPublications } from './publications.js';
import { publishedAll } from './published.js';

const [CLAIM, OTHER] = [uuid(10), uuid(11)];
const [PUBLICATION, SECOND, THIRD] = [uuid(80), uuid(81), uuid(82)];
const source = (n: number) => uuid(200 + n);
const url = (n: number) => `https://news.example/${n}`;

onEveryDatabase((viewsOf) => {
  let database: QueriedViews;
  afterEach(() => database.close());

  const begun = () =>
    new LedgerHistory()
      .policy(1)
      .claim(CLAIM, { statedAt: '2025-10', topics: ['talks'] })
      .finding(CLAIM, uuid(60), 'true')
      .published(CLAIM, PUBLICATION, uuid(60));

  const read = async (id: string) => (await getPublication(database.views, id, undefined))!;

  it('are told with their claim, the rating of their policy, and where the claim appeared', async () => {
    const log = begun();
    const dates = ['2025-10-14T23:30:00-05:00', undefined, '2025-10-15T01:00:00Z', '2024'];
    dates.forEach((publishedAt, n) => {
      log.source(source(n), { url: url(n), ...(publishedAt && { publishedAt }) });
      log.citation(CLAIM, uuid(300 + n), source(n));
    });
    // Cited twice, withdrawn, without a URL, cited for something else, cited in error, of another claim.
    log.citation(CLAIM, uuid(310), source(0));
    log.source(source(5), { url: url(5) }).citation(CLAIM, uuid(305), source(5));
    log.sourceWithdrawn(source(5)).source(source(6)).citation(CLAIM, uuid(306), source(6));
    log.source(source(7), { url: url(7) });
    log.citation(CLAIM, uuid(307), source(7), { stance: 'supports' });
    log.citation(CLAIM, uuid(308), source(7)).citationRetracted(CLAIM, uuid(308));
    log.claim(OTHER).citation(OTHER, uuid(309), source(7));
    database = await viewsOf(log.events);
    const [published] = await publishedAll(database.views, [await read(PUBLICATION)]);
    expect(published).toMatchObject({
      publication: { id: PUBLICATION },
      rating: { label: 'true', definition: 'It is true.', onScale: null },
      claimant: { kind: 'own-voice' },
      statedAt: '2025-10',
    });
    // In the order of the instants, which is not that of the texts.
    expect(published!.appearances.map((each) => each.url)).toEqual([
      url(3),
      url(2),
      url(0),
      url(1),
    ]);
    expect(await publishedAll(database.views, [])).toEqual([]);
  });

  it('name fifty appearances of each claim at most', async () => {
    const log = begun().claim(OTHER).finding(OTHER, uuid(61), 'true');
    log.published(OTHER, SECOND, uuid(61));
    for (let n = 0; n < 52; n += 1) {
      log.source(source(n), { url: url(n) });
      for (const claim of [CLAIM, OTHER]) {
        if (claim === CLAIM || n < 2)
          log.citation(claim, uuid(300 + 2 * n + Number(claim === CLAIM)), source(n));
      }
    }
    database = await viewsOf(log.events);
    const publications = [await read(PUBLICATION), await read(SECOND)];
    const told = await publishedAll(database.views, publications);
    expect(told.map(({ appearances }) => appearances.length)).toEqual([50, 2]);
  });

  it('have their evidence and dissent on the page', async () => {
    const log = begun();
    for (let n = 0; n <= MOST_CITATIONS; n += 1) {
      log.source(source(n), { url: url(n) });
      log.citation(CLAIM, uuid(300 + n), source(n), {
        quote: { exact: `Words ${n}` },
        stance: 'refutes',
      });
    }
    const evidence = [uuid(300)];
    log
      .verdict(CLAIM, uuid(41), 'true', { evidence })
      .verdict(CLAIM, uuid(42), 'false', { evidence });
    log.verdict(CLAIM, uuid(43), 'true', { evidence, question: 'attribution' });
    log.sourceWithdrawn(source(1)).citationRetracted(CLAIM, uuid(302));
    database = await viewsOf(log.events);
    const page = await pageEvidence(database.views, await read(PUBLICATION));
    expect(page.citations).toHaveLength(MOST_CITATIONS);
    expect(page.more).toBe(false);
    expect(page.citations.slice(0, 3)).toMatchObject([
      { stance: 'refutes', words: 'Words 0', url: url(0), withdrawn: false },
      { words: 'Words 1', withdrawn: true },
      { words: 'Words 3' },
    ]);
    expect(page.verdicts).toEqual({ agreeing: 1, dissenting: 1 });
    await database.add(log.publicationRetracted(CLAIM, PUBLICATION).events.slice(-1));
    expect((await pageEvidence(database.views, await read(PUBLICATION))).verdicts).toBeNull();
    const one = log.source(source(99)).citation(CLAIM, uuid(399), source(99)).events.slice(-2);
    await database.add(one);
    expect((await pageEvidence(database.views, await read(PUBLICATION))).more).toBe(true);
  });

  it('are listed by what was told last', async () => {
    const log = begun().published(CLAIM, SECOND, uuid(60), { language: 'ar' });
    log.published(CLAIM, THIRD, uuid(60), { language: 'de' });
    log.corrected(CLAIM, uuid(90), SECOND, uuid(60)).publicationRetracted(CLAIM, PUBLICATION);
    database = await viewsOf(log.events);
    const ids = async (limit: number) =>
      (await latestPublications(database.views, limit)).map(({ id }) => id);
    expect(await ids(50)).toEqual([PUBLICATION, SECOND, THIRD]);
    expect(await ids(2)).toEqual([PUBLICATION, SECOND]);
  });
});
