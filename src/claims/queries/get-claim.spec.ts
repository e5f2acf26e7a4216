import { Value } from 'typebox/value';

import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import type { AsOf } from '../../queries/as-of.js';
import { ClaimDetail, getClaim } from './get-claim.js';
import { person } from '../../queries/person.js';

const NOW = '2026-01-01T00:00:00.000Z';
const [CLAIM, SOURCE, CITATION] = [uuid(10), uuid(20), uuid(30)];

onEveryDatabase((viewsOf) => {
  let database: QueriedViews;
  afterEach(() => database.close());

  async function claim(asOf?: AsOf, now = NOW) {
    return (await getClaim(database.views, CLAIM, { asOf, now }))!;
  }

  it('answers a claim with its review and its citations in numbers', async () => {
    database = await viewsOf(
      new LedgerHistory()
        .policy(2)
        .claim(CLAIM, { statedAt: '2025-10-14', topics: ['talks'] })
        .citation(CLAIM, CITATION, SOURCE)
        .verdict(CLAIM, uuid(40), 'true')
        .verdict(CLAIM, uuid(41), 'true')
        .at('2025-10-15T12:00:00.000Z')
        .finding(CLAIM, uuid(50), 'true')
        .verdict(CLAIM, uuid(42), 'false').events,
    );
    const answer = await claim();
    expect(Value.Errors(ClaimDetail, answer)).toEqual([]);
    expect(answer).toEqual({
      id: CLAIM,
      revision: 5,
      text: 'Talks on phase two have started',
      kind: 'fact',
      claimant: { kind: 'own-voice' },
      statedAt: '2025-10-14',
      language: null,
      topics: ['talks'],
      resolves: null,
      recordedBy: person(uuid(1)),
      recordedAt: '2025-10-14T08:00:00.000Z',
      status: 'settled',
      flags: ['single-origin'],
      questions: {
        veracity: {
          status: 'settled',
          verdictCount: 3,
          needed: 0,
          finding: {
            id: uuid(50),
            rating: 'true',
            reachedAt: '2025-10-15T12:00:00.000Z',
            verdicts: [uuid(40), uuid(41)],
            dissent: [uuid(42)],
            policyVersion: 1,
            sourceSeen: [],
            publishedAt: null,
            flags: [],
          },
        },
        attribution: { status: 'unjudged', verdictCount: 0, needed: 2, finding: null },
      },
      citationCounts: { makes: 1, supports: 0, refutes: 0, context: 0 },
      withdrawn: null,
      dueAt: null,
      changedAt: '2025-10-15T12:00:00.000Z',
    });
  });

  it('answers nothing for a claim that is not there, or was not yet', async () => {
    const history = new LedgerHistory().policy(2);
    const before = history.position;
    database = await viewsOf(history.claim(CLAIM).events);
    expect(await getClaim(database.views, uuid(99), { now: NOW })).toBeUndefined();
    expect(await claim({ position: before })).toBeUndefined();
    expect(await claim({ instant: '2025-10-14T07:59:59.999Z' })).toBeUndefined();
    expect(await claim({ instant: '2025-10-14T08:00:00.000Z' })).toMatchObject({ id: CLAIM });
  });

  it('needs no verdicts where none are taken', async () => {
    const history = new LedgerHistory().policy(2).claim(CLAIM, { kind: 'opinion' });
    database = await viewsOf(history.events);
    expect(await claim()).toMatchObject({
      questions: { veracity: { needed: null }, attribution: { needed: 2 } },
    });
    const known = history.events.length;
    await database.add(history.claimWithdrawn(CLAIM).events.slice(known));
    expect(await claim()).toMatchObject({
      status: 'withdrawn',
      withdrawn: { reason: 'recorded twice' },
      questions: { veracity: { needed: null }, attribution: { needed: null } },
    });
  });

  describe('as of an earlier moment', () => {
    it('shows the claim, its flags and the policy as they were', async () => {
      const history = new LedgerHistory()
        .policy(3)
        .source(SOURCE)
        .claim(CLAIM)
        .citation(CLAIM, CITATION, SOURCE)
        .at('2025-10-15T00:00:00.000Z')
        .policy(1, 2)
        .verdict(CLAIM, uuid(40), 'true', { expires: '2025-10-16' })
        .finding(CLAIM, uuid(50), 'true')
        .sourceWithdrawn(SOURCE);
      database = await viewsOf(history.events);
      expect(await claim({ instant: '2025-10-14T23:59:59.999Z' })).toMatchObject({
        status: 'recorded',
        flags: ['single-origin'],
        questions: { veracity: { needed: 3 } },
      });
      expect(await claim({ instant: '2025-10-15T00:00:00.000Z' })).toMatchObject({
        status: 'settled',
        flags: ['evidence-withdrawn'],
      });
      expect(await claim({ instant: '2025-10-17T00:00:00.000Z' })).toMatchObject({
        flags: ['stale', 'evidence-withdrawn'],
      });
    });

    it('holds what expires against the present where the moment is a position', async () => {
      const history = new LedgerHistory().policy(1).prediction(CLAIM, '2025');
      const early = history.position;
      database = await viewsOf(
        history.verdict(CLAIM, uuid(40), 'true').finding(CLAIM, uuid(50), 'true').events,
      );
      expect(await claim({ position: early })).toMatchObject({ flags: ['overdue'] });
      expect(await claim({ position: early }, '2025-12-31T23:59:59.999Z')).toMatchObject({
        flags: [],
      });
      expect(await claim()).toMatchObject({ flags: [] });
    });
  });
});
