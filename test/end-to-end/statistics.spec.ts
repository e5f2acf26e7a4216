import { DEFAULT_POLICY } from '../../src/policy/default-policy.js';
import { accepted, refusalIn } from '../support/answers.js';
import { csvRows } from '../support/csv-rows.js';
import { citedClaim, Desk } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

let served: ServedLedger;
let desk: Desk;
let sourceId: string;
beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
  const { claimId, citationId, ...cited } = await citedClaim(desk, { topics: ['talks'] });
  ({ sourceId } = cited);
  await desk.cite(claimId, sourceId, { stance: 'makes' });
  const [ana, boris, chidi] = desk.reviewers;
  for (const [reviewer, rating] of [
    [ana, 'false'],
    [chidi, 'true'],
    [boris, 'false'],
  ] as const) {
    await desk.judge(reviewer, claimId, [citationId], { rating });
  }
  const open = await citedClaim(desk, {});
  await desk.judge(ana, open.claimId, [open.citationId], { rating: 'true' });
});
afterAll(() => served.stop());

interface List {
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

it('tells of a source what was cited and refuted', async () => {
  const { items } = await desk.read<List>('/v1/stats/sources?order=cited');
  expect(items).toContainEqual(
    expect.objectContaining({
      source: expect.objectContaining({ id: sourceId }) as unknown,
      sourceCount: 1,
      citations: expect.objectContaining({ total: 2, makes: 1, supports: 1 }) as unknown,
      claims: { cited: 1, made: 1, refuted: 1, byRating: [{ rating: 'false', count: 1 }] },
    }),
  );
});

it('tells members of reviewers by name, and how far all agree', async () => {
  const path = `/v1/stats/reviewers?order=verdicts&atLeast=${desk.position}`;
  const page = accepted<List & { ledger: object }>(await desk.auditor.get(path));
  const [ana, , chidi] = desk.reviewers;
  expect(page.items[0]).toMatchObject({
    reviewer: { id: ana.id, name: expect.any(String) as unknown },
    verdictCount: 2,
    veracity: { given: 2, counting: 2, settled: 1, agreed: 1, agreement: 1 },
  });
  expect(
    page.items.find(({ reviewer }) => (reviewer as { id: string }).id === chidi.id),
  ).toMatchObject({ veracity: { settled: 1, agreed: 0, agreement: 0 } });
  expect(page.ledger).toMatchObject({
    veracity: {
      findings: 1,
      medianSecondsToFinding: expect.any(Number) as unknown,
      nominal: { questions: 1, verdicts: 3, reason: null },
      ordinal: { questions: 1, verdicts: 3, reason: null },
    },
    attribution: { nominal: { alpha: null, reason: 'no-pairs' }, ordinal: null },
    exact: true,
  });
  const second = accepted<object>(await desk.auditor.get(`${path}&limit=1`));
  const after = (second as { next: string }).next;
  expect(accepted(await desk.auditor.get(`${path}&after=${after}`))).not.toHaveProperty('ledger');
});

it('tells nobody else of reviewers', async () => {
  expect(refusalIn(await served.anonymous.get('/v1/stats/reviewers'))).toBe('401 unauthenticated');
});

it('says in the overview how questions stand, and which flags claims have', async () => {
  expect(await desk.read('/v1/stats/overview')).toMatchObject({
    claims: {
      total: 2,
      byFlag: { stale: 0, overdue: 0, 'single-origin': 2, unanchored: 0 },
      flagsExact: true,
      topics: { values: expect.arrayContaining([{ value: 'talks', count: 1 }]) as unknown },
    },
    questions: {
      veracity: {
        byStatus: { unjudged: 0, 'under-review': 1, settled: 1 },
        byRating: [{ rating: 'false', count: 1 }],
      },
      attribution: { byStatus: { unjudged: 2 }, byRating: [] },
    },
  });
});

it('counts activity in the days of a time zone, in JSON and in a table', async () => {
  const path = '/v1/stats/activity?interval=month&timeZone=Asia/Kathmandu';
  const { items } = await desk.read<List>(path);
  const [month] = items;
  expect(month).toMatchObject({
    period: expect.stringMatching(/^\d{4}-\d{2}$/) as unknown,
    beginsAt: expect.stringMatching(/T18:15:00\.000Z$/) as unknown,
    verdictsSubmitted: 4,
  });
  const { body } = await served.anonymous.get(path, { Accept: 'text/csv' });
  expect(csvRows(body as string).rows).toEqual([
    expect.objectContaining({ period: month!['period'], verdictsSubmitted: '4' }),
  ]);
});

it('orders ratings as the policy in force has them', async () => {
  const scales = {
    ...DEFAULT_POLICY.scales,
    veracity: DEFAULT_POLICY.scales.veracity.map(({ value: _, ...rating }) => rating),
  };
  await desk.adoptPolicy({ ...DEFAULT_POLICY, scales });
  const path = `/v1/stats/reviewers?atLeast=${desk.position}`;
  const { ledger } = accepted<{ ledger: object }>(await desk.auditor.get(path));
  expect(ledger).toMatchObject({ veracity: { nominal: { questions: 1 }, ordinal: null } });
});
