import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { getRelation, listRelations } from './claim-relations.js';
import { getClaim } from './get-claim.js';
import { person } from '../../queries/person.js';

const NOW = '2025-11-01T00:00:00.000Z';
const [A, B, C] = [uuid(10), uuid(11), uuid(12)];
const [SAME, NARROW, FINDING] = [uuid(20), uuid(21), uuid(30)];

onEveryDatabase((viewsOf) => {
  let database: QueriedViews;
  afterEach(() => database.close());

  const history = () =>
    new LedgerHistory()
      .policy(1)
      .claim(A, { text: 'Talks have started' })
      .claim(B, { text: 'Talks have begun' })
      .claim(C, { text: 'Talks have begun in Doha' })
      .related(A, SAME, 'same-as', B, { note: 'Another translation.' })
      .related(C, NARROW, 'narrows', A);

  const relationsOf = async (id: string, position?: string) =>
    (await listRelations(database.views, { claimId: id }, position ? { position } : undefined))
      .items;

  it('are shown from both ends, with what the other claim says', async () => {
    database = await viewsOf(history().events);
    const none = { veracity: null, attribution: null };
    const recorded = {
      retracted: null,
      recordedBy: person(uuid(1)),
      recordedAt: '2025-10-14T08:00:00.000Z',
    };
    const narrows = { id: NARROW, kind: 'narrows', note: null, ...recorded };
    const same = { id: SAME, kind: 'same-as', note: 'Another translation.', ...recorded };
    const glance = (claimId: string, text: string) => ({
      claimId,
      text,
      status: 'recorded',
      findings: none,
    });
    expect(await relationsOf(A)).toEqual([
      { ...narrows, direction: 'from', ...glance(C, 'Talks have begun in Doha') },
      { ...same, direction: 'to', ...glance(B, 'Talks have begun') },
    ]);
    expect(await relationsOf(B)).toEqual([
      { ...same, direction: 'from', ...glance(A, 'Talks have started') },
    ]);
    expect(await relationsOf(C)).toEqual([
      { ...narrows, direction: 'to', ...glance(A, 'Talks have started') },
    ]);
  });

  it("show the other's finding, and never give it to this claim", async () => {
    database = await viewsOf(
      history().verdict(B, uuid(40), 'false').finding(B, FINDING, 'false').claimWithdrawn(C).events,
    );
    const claim = (await getClaim(database.views, A, { now: NOW }))!;
    expect(claim.questions.veracity).toMatchObject({ status: 'unjudged', finding: null });
    expect(await relationsOf(A)).toMatchObject([
      { claimId: C, status: 'withdrawn' },
      {
        claimId: B,
        status: 'settled',
        findings: { veracity: { id: FINDING, rating: 'false' }, attribution: null },
      },
    ]);
  });

  it('stay when they are taken back, and say so', async () => {
    const log = history();
    const before = log.position;
    const { events } = log.at('2025-10-15T08:00:00.000Z').unrelated(A, SAME);
    database = await viewsOf(events);
    const retracted = { recordedBy: person(uuid(1)), reason: 'of another place' };
    expect(await relationsOf(A)).toMatchObject([
      { id: NARROW, retracted: null },
      { id: SAME, retracted },
    ]);
    expect(await relationsOf(B)).toMatchObject([{ id: SAME, retracted }]);
    expect(await relationsOf(B, before)).toMatchObject([{ id: SAME, retracted: null }]);
    const asOf = { instant: '2025-10-14T23:59:59.999Z' };
    const earlier = await listRelations(database.views, { claimId: B }, asOf);
    expect(earlier.items).toMatchObject([{ id: SAME, retracted: null }]);
  });

  it('are read one by one from either end, and from no other claim', async () => {
    const log = history();
    const before = log.position;
    database = await viewsOf(log.related(B, uuid(22), 'contradicts', C).events);
    const [narrows, same] = await relationsOf(A);
    expect(await getRelation(database.views, A, SAME)).toEqual(same);
    expect(await getRelation(database.views, A, NARROW)).toEqual(narrows);
    expect(await getRelation(database.views, B, SAME)).toMatchObject({ direction: 'from' });
    expect(await getRelation(database.views, C, SAME)).toBeUndefined();
    const position = { position: before };
    expect(await getRelation(database.views, B, uuid(22), position)).toBeUndefined();
  });

  it('are those of an earlier moment, with the other claim as it stood', async () => {
    const log = history().verdict(B, uuid(40), 'false');
    const before = log.position;
    database = await viewsOf(
      log.finding(B, FINDING, 'false').related(B, uuid(22), 'contradicts', C).events,
    );
    expect(await relationsOf(B)).toHaveLength(2);
    expect(await relationsOf(B, before)).toMatchObject([{ id: SAME }]);
    const [, same] = await relationsOf(A, before);
    expect(same).toMatchObject({ status: 'under-review', findings: { veracity: null } });
    const [, now] = await relationsOf(A);
    expect(now).toMatchObject({ status: 'settled', findings: { veracity: { rating: 'false' } } });
  });

  it('come in pages', async () => {
    const log = history();
    for (let n = 0; n < 103; n += 1) {
      log.claim(uuid(1_000 + n)).related(uuid(1_000 + n), uuid(2_000 + n), 'follows-up', B);
    }
    database = await viewsOf(log.events);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await listRelations(database.views, {
        claimId: B,
        limit: 40,
        ...(after && { after }),
      });
      seen.push(...page.items.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after !== undefined);
    const newest = Array.from({ length: 103 }, (_, n) => uuid(2_102 - n));
    expect(seen).toEqual([...newest, SAME]);
  });
});
