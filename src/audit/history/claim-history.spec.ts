import { jest } from '@jest/globals';

import type { Actor, RecordedEvent } from '../../../events/envelope.js';
import { ledgerCatalog } from '../../../events/ledger-catalog.js';
import type { RecordedLedgerEvent } from '../../../events/ledger-event.js';
import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { generatedEvents } from '../../../test/support/generated-events.js';
import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import type { Callers } from '../../access/callers.js';
import { SYSTEM } from '../../deciding/system-actor.js';
import type { AsOf } from '../../queries/as-of.js';
import type { PageRequest } from '../../queries/page.js';
import { People } from '../../queries/people.js';
import { ViewReads } from '../../queries/view-reads.js';
import { ClaimHistory } from './claim-history.js';
import type { HistoryEntry } from './history-answer.js';

const [CLAIM, OTHER, SOURCE, UNKNOWN] = [uuid(10), uuid(11), uuid(20), uuid(12)];
const [FIRST, SECOND] = [uuid(30), uuid(31)];
const [ANA, BORIS, ODA] = [uuid(1), uuid(2), uuid(3)];
const NAMES: Readonly<Record<string, string>> = { [ANA]: 'Ana', [BORIS]: 'Boris', [ODA]: 'Oda' };
const MEMBER: Actor = { id: ANA, roles: ['auditor'], organization: 'Desk' };
const LATER = '2025-10-20T08:00:00.000Z';
const QUOTED = { exact: 'talks have started' };
const FOUND = {
  algorithm: 'text-quote/5',
  fidelity: 'exact',
  anchor: 'anchored',
  passage: { start: 0, end: 18, exact: 'talks have started' },
} as const;

/** Knows three members of one desk. */
const callers = {
  personOf: (id: string) => (NAMES[id] ? { name: NAMES[id], organization: 'Desk' } : undefined),
} as Callers;

interface Telling {
  readonly caller?: Actor | undefined;
  readonly asOf?: AsOf;
  readonly claimId?: string;
}

function tellerOf(events: readonly RecordedLedgerEvent[], { views }: Pick<QueriedViews, 'views'>) {
  const store = {
    readStream: async (stream: string, { from = 0n, limit = Infinity } = {}) =>
      (events as readonly RecordedEvent[])
        .filter((event) => event.stream === stream && event.revision >= from)
        .slice(0, limit),
  };
  const people = new People(callers, { publicNames: false });
  const progress = { unfit: null, position: () => null, waitFor: async () => true };
  const reads = new ViewReads(progress, () => new Date(LATER));
  const history = new ClaimHistory(store, views, ledgerCatalog, reads, people);
  return async (page: PageRequest = {}, telling: Telling = {}) => {
    const { asOf, claimId = CLAIM } = telling;
    const caller = 'caller' in telling ? telling.caller : MEMBER;
    return history.page({ claimId, asOf, caller }, page);
  };
}

/** A claim that is cited, judged, settled, contested, reopened and withdrawn. */
function busyHistory(): LedgerHistory {
  const history = new LedgerHistory().by(ODA).policy(2);
  history.source(SOURCE, { title: 'Minutes of the talks' });
  history.claim(OTHER, { text: 'No talks are held' });
  history.claim(CLAIM).related(CLAIM, uuid(40), 'contradicts', OTHER, { note: 'Of one day.' });
  history.citation(CLAIM, FIRST, SOURCE, { quote: QUOTED, anchoring: FOUND });
  history.citation(CLAIM, SECOND, SOURCE, { stance: 'refutes' });
  const by = (id: string) => ({ reviewer: { id, organization: 'Desk' }, evidence: [FIRST] });
  history.by(ANA).verdict(CLAIM, uuid(50), 'true', { ...by(ANA), expires: '2026-01' });
  history.by(BORIS).verdict(CLAIM, uuid(51), 'true', by(BORIS));
  history.record(`claim-${CLAIM}`, 'FindingReached', {
    findingId: uuid(60),
    question: 'veracity',
    rating: 'true',
    verdicts: [uuid(50), uuid(51)],
    dissent: [],
    policyVersion: 1,
  });
  history
    .at(LATER)
    .by(SYSTEM.id)
    .record(`claim-${CLAIM}`, 'CitationReanchored', {
      citationId: FIRST,
      snapshot: 'a'.repeat(64),
      capture: 2,
      outcome: 'altered',
      anchoring: { ...FOUND, fidelity: 'altered' },
    });
  history.by(BORIS).verdict(CLAIM, uuid(52), 'false', { ...by(BORIS), replaces: uuid(51) });
  history.record(`claim-${CLAIM}`, 'FindingContested', {
    question: 'veracity',
    verdicts: [uuid(50), uuid(52)],
    policyVersion: 1,
    findingId: uuid(60),
  });
  history.by(ODA).citationRetracted(CLAIM, FIRST);
  history.record(`claim-${CLAIM}`, 'FindingReopened', {
    question: 'veracity',
    cause: { kind: 'evidence-retracted', id: FIRST },
  });
  history.by(ANA).verdictWithdrawn(CLAIM, uuid(50));
  history.conflict(CLAIM, uuid(70), { member: ANA, expires: '2026' });
  history.by(ODA).conflictRetracted(CLAIM, uuid(70)).unrelated(CLAIM, uuid(40));
  return history.claimWithdrawn(CLAIM);
}

onEveryDatabase((viewsOf, database) => {
  describe('the history of a claim', () => {
    const { events } = busyHistory();
    let views: QueriedViews;
    let tell: ReturnType<typeof tellerOf>;
    beforeAll(async () => {
      views = await viewsOf(events);
      tell = tellerOf(events, views);
    });
    afterAll(() => views.close());

    it('tells in sentences what happened, and why', async () => {
      const { items } = (await tell())!;
      expect(items.map(({ summary, reason }) => [summary, reason])).toEqual([
        ['Oda (Desk) recorded the claim “Talks on phase two have started”.', null],
        ['Oda (Desk) said that the claim contradicts “No talks are held”.', 'Of one day.'],
        [
          'Oda (Desk) cited “Minutes of the talks”, which makes the claim; its quote was found word for word.',
          null,
        ],
        ['Oda (Desk) cited “Minutes of the talks”, which refutes the claim, as a whole.', null],
        ['Ana (Desk) gave the verdict “true” on veracity.', 'It was broadcast.'],
        ['Boris (Desk) gave the verdict “true” on veracity.', 'It was broadcast.'],
        [
          'The finding on veracity is “true”, carried by 2 verdicts, of Ana (Desk) and Boris (Desk), under version 1 of the policy.',
          null,
        ],
        [
          'The ledger looked in capture 2 of “Minutes of the talks” for the quote again: its words stand there otherwise.',
          null,
        ],
        [
          'Boris (Desk) gave the verdict “false” on veracity, in place of their verdict “true”.',
          'It was broadcast.',
        ],
        [
          'Veracity is contested: of 2 verdicts no rating has more than half, under version 1 of the policy, and the finding before stands no longer.',
          null,
        ],
        ['Oda (Desk) retracted the citation of “Minutes of the talks”.', 'misread'],
        [
          'The question of veracity was reopened, because the citation of “Minutes of the talks”, which it rested on, was retracted.',
          null,
        ],
        ['Ana (Desk) withdrew their verdict “true” on veracity.', 'hasty'],
        ['Ana (Desk) declared a conflict of interest, until the end of 2026.', 'her employer'],
        ['Oda (Desk) retracted the conflict of interest of Ana (Desk).', 'another employer'],
        [
          'Oda (Desk) took back that the claim contradicts “No talks are held”.',
          'of another place',
        ],
        ['Oda (Desk) withdrew the claim.', 'recorded twice'],
      ]);
    });

    it('tells what each event changed, from what to what', async () => {
      const { items } = (await tell())!;
      const changes = items.map((item) => item.changes?.map((each) => Object.values(each)));
      expect(changes).toEqual([
        [['status', null, 'recorded']],
        [['relation', null, 'contradicts']],
        [['citation', null, 'makes']],
        [['citation', null, 'refutes']],
        [
          ['verdict', null, 'true'],
          ['status', 'recorded', 'under-review'],
          ['veracity-status', 'unjudged', 'under-review'],
        ],
        [['verdict', null, 'true']],
        [
          ['status', 'under-review', 'settled'],
          ['veracity-status', 'under-review', 'settled'],
          ['veracity-rating', null, 'true'],
          ['due', null, '2026-02-01T00:00:00.000Z'],
        ],
        [['quote', 'exact', 'altered']],
        [['verdict', 'true', 'false']],
        [
          ['status', 'settled', 'contested'],
          ['veracity-status', 'settled', 'contested'],
          ['veracity-rating', 'true', null],
          ['due', '2026-02-01T00:00:00.000Z', null],
        ],
        [['citation', 'makes', null]],
        [
          ['status', 'contested', 'reopened'],
          ['veracity-status', 'contested', 'reopened'],
        ],
        [['verdict', 'true', null]],
        [],
        [],
        [['relation', 'contradicts', null]],
        [['status', 'reopened', 'withdrawn']],
      ]);
    });

    it('names who carried a finding, and the policy that it was reached under', async () => {
      const { items } = (await tell())!;
      const found = items.filter(({ policyVersion }) => policyVersion !== null);
      const desk = { organization: 'Desk' };
      const carriers = [
        { id: ANA, name: 'Ana', ...desk },
        { id: BORIS, name: 'Boris', ...desk },
      ];
      expect(found).toMatchObject([
        { type: 'FindingReached', policyVersion: 1, carriedBy: carriers },
        { type: 'FindingContested', policyVersion: 1, carriedBy: [] },
      ]);
    });

    it('has the events as they were recorded', async () => {
      const { items } = (await tell())!;
      const ofClaim = events.filter(({ stream }) => stream === `claim-${CLAIM}`);
      expect(items.map(({ id, data }) => [id, data])).toEqual(
        ofClaim.map(({ id, data }) => [id, data]),
      );
    });

    it('calls nobody by name to the public, and leaves conflicts of interest out', async () => {
      const { items } = (await tell({}, { caller: undefined }))!;
      const told = JSON.stringify(items);
      for (const name of Object.values(NAMES)) expect(told).not.toContain(name);
      for (const secret of ['her employer', 'another employer']) expect(told).not.toContain(secret);
      expect(items.map(({ summary }) => summary)).toEqual(
        expect.arrayContaining([
          'A member of Desk recorded the claim “Talks on phase two have started”.',
          'The finding on veracity is “true”, carried by 2 verdicts, of members of Desk, under version 1 of the policy.',
        ]),
      );
      expect(items).toHaveLength(15);
    });

    it('comes in pages, which together are the whole', async () => {
      const whole = (await tell())!.items;
      for (const limit of [1, 2, 5, 16, 17]) {
        const inPages: HistoryEntry[] = [];
        let after: string | null | undefined;
        while (after !== null) {
          const page = await tell({ limit, after });
          expect(page!.items.length).toBeLessThanOrEqual(limit);
          inPages.push(...page!.items);
          after = page!.next;
        }
        expect(inPages).toEqual(whole);
      }
    });

    it('ends with the moment that it is asked for', async () => {
      const whole = (await tell())!.items;
      const before = await tell({}, { asOf: { instant: '2025-10-15T00:00:00.000Z' } });
      expect(before).toEqual({ items: whole.slice(0, 7), next: null });
      const { position } = whole[3]!;
      expect(await tell({}, { asOf: { position } })).toEqual({
        items: whole.slice(0, 4),
        next: null,
      });
      expect(await tell({ limit: 4 }, { asOf: { position } })).toMatchObject({ next: null });
    });

    it('is there where the claim is, or was at that moment', async () => {
      expect(await tell({}, { claimId: UNKNOWN })).toBeUndefined();
      expect(await tell({}, { asOf: { instant: '2025-10-13T00:00:00.000Z' } })).toBeUndefined();
      expect(await tell({ after: '900' })).toEqual({ items: [], next: null });
      expect(await tell({ after: '900' }, { claimId: UNKNOWN })).toBeUndefined();
    });
  });

  it('tells what the views do not show yet by the event alone', async () => {
    const { events } = busyHistory();
    const at = events.findIndex(({ type }) => type === 'VerdictWithdrawn');
    const views = await viewsOf(events.slice(0, at));
    const { items } = (await tellerOf(events, views)())!;
    const [shown, notYet] = [items.slice(0, 12), items.slice(12)];
    expect(shown.filter(({ changes }) => changes === null)).toEqual([]);
    expect(notYet.filter(({ changes }) => changes !== null)).toEqual([]);
    expect(notYet.map(({ summary }) => summary)).toContain(
      'Oda (Desk) retracted the conflict of interest of a member.',
    );
    await views.close();
  });

  it('shows an event of a later release as it is', async () => {
    const { events } = new LedgerHistory().claim(CLAIM);
    const later = {
      ...events[0]!,
      type: 'ClaimTranslated',
      revision: 1n,
      position: '9'.repeat(16),
    };
    const views = await viewsOf(events);
    const all = [...events, later as unknown as RecordedLedgerEvent];
    expect((await tellerOf(all, views)())!.items[1]).toMatchObject({
      type: 'ClaimTranslated',
      summary: 'A later release recorded something that this one does not know: ClaimTranslated.',
      changes: null,
    });
    await views.close();
  });

  describe('the histories of a ledger', () => {
    jest.setTimeout(60_000);

    it('tell changes that begin where the ones before ended, and end where the claim stands', async () => {
      const events = generatedEvents({ events: database === 'SQLite' ? 2_000 : 600 });
      const views = await viewsOf(events);
      const tell = tellerOf(events, views);
      const claims = await views.views
        .selectFrom('claim_status')
        .select(['claim_id', 'status', 'veracity_rating', 'attribution_rating'])
        .where('valid_to', 'is', null)
        .execute();
      expect(claims.length).toBeGreaterThan(50);
      for (const { claim_id: claimId, ...stands } of claims) {
        const { items } = (await tell({ limit: 500 }, { claimId }))!;
        const now: Record<string, string | null> = {};
        for (const { what, from, to } of items.flatMap(({ changes }) => changes ?? [])) {
          if (['citation', 'quote', 'verdict', 'relation'].includes(what)) continue;
          if (what.endsWith('-status')) expect(now[what] ?? 'unjudged').toBe(from);
          else expect(now[what] ?? null).toBe(from);
          now[what] = to;
        }
        expect([now['status'], now['veracity-rating'] ?? null]).toEqual([
          stands.status,
          stands.veracity_rating,
        ]);
        expect(now['attribution-rating'] ?? null).toBe(stands.attribution_rating);
      }
      await views.close();
    });
  });
});
