import type { HistoryEntry } from '../../src/audit/history/history-answer.js';
import type { CitationAnswer } from '../../src/citations/citations.js';
import type { ClaimDiff } from '../../src/claims/queries/claim-diff.js';
import type { ClaimAnswer } from '../../src/claims/queries/claim-answer.js';
import { DEFAULT_POLICY } from '../../src/policy/default-policy.js';
import type { SourceAnswer } from '../../src/sources/sources.js';
import { refusalIn } from '../support/answers.js';
import { csvRows } from '../support/csv-rows.js';
import { Desk } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

/** The steps of the story, each a day later than the one before. */
const DAYS = {
  founded: '2026-01-01',
  registered: '2026-01-02',
  recorded: '2026-01-03',
  cited: '2026-01-04',
  judged: '2026-01-05',
  settled: '2026-01-06',
  contested: '2026-01-07',
  retracted: '2026-01-08',
  withdrawn: '2026-01-09',
} as const;
type Step = keyof typeof DAYS;

let served: ServedLedger;
let desk: Desk;
let sourceId: string;
let claimId: string;
let citationId: string;
/** The last position of each step. */
const positions = new Map<Step, string>();

beforeAll(async () => {
  let today: string = DAYS.founded;
  served = await ServedLedger.start({ clock: () => new Date(`${today}T12:00:00Z`) });
  desk = await Desk.over(served);
  const on = async (step: Step, work: () => Promise<unknown>) => {
    today = DAYS[step];
    await work();
    positions.set(step, desk.position);
  };
  const [ana, boris] = desk.reviewers;
  await on('founded', async () => desk.adoptPolicy({ ...DEFAULT_POLICY, quorum: 3 }));
  await on('registered', async () => {
    sourceId = await desk.source({ title: 'First title' });
    await desk.write(desk.contributor, `/v1/sources/${sourceId}/amendments`, { title: 'Second' });
  });
  await on('recorded', async () => (claimId = await desk.claim()));
  await on('cited', async () => (citationId = (await desk.cite(claimId, sourceId)).id));
  await on('judged', async () => desk.judge(ana, claimId, [citationId]));
  await on('settled', async () => {
    await desk.adoptPolicy(DEFAULT_POLICY);
    await desk.judge(boris, claimId, [citationId]);
  });
  await on('contested', async () => desk.judge(ana, claimId, [citationId], { rating: 'false' }));
  await on('retracted', async () => {
    const path = `/v1/claims/${claimId}/citations/${citationId}/retraction`;
    await desk.write(desk.contributor, path, { reason: 'The wrong article.' });
    await desk.cite(claimId, sourceId, { stance: 'refutes' });
  });
  await on('withdrawn', async () =>
    desk.write(desk.editor, `/v1/sources/${sourceId}/withdrawal`, { reason: 'Taken back.' }),
  );
});
afterAll(() => served.stop());

/** The two ways to name the end of a step. */
function momentsOf(step: Step): string[] {
  return [positions.get(step)!, DAYS[step], `${DAYS[step]}T12:00:00.000Z`];
}

const STATES: readonly [Step, object][] = [
  ['recorded', { status: 'recorded', revision: 0, citationCounts: { supports: 0 } }],
  ['cited', { status: 'recorded', revision: 1, citationCounts: { supports: 1 } }],
  ['judged', { status: 'under-review', questions: { veracity: { needed: 2, finding: null } } }],
  ['settled', { status: 'settled', questions: { veracity: { finding: { rating: 'true' } } } }],
  ['contested', { status: 'contested', questions: { veracity: { finding: null } } }],
  ['retracted', { status: 'reopened', flags: [], citationCounts: { supports: 0, refutes: 1 } }],
  ['withdrawn', { status: 'reopened', flags: ['evidence-withdrawn'] }],
];

it.each(STATES)('shows the claim as it stood when %s', async (step, state) => {
  for (const moment of momentsOf(step)) {
    const claim = await desk.claimNow(claimId, `asOf=${moment}`);
    expect(claim).toMatchObject(state);
    const { items } = await desk.read<{ items: ClaimAnswer[] }>(`/v1/claims?asOf=${moment}`);
    expect(items).toEqual([claim]);
  }
});

it('filters a list by what held then', async () => {
  const lists = async (filter: string, step: Step) =>
    (await desk.read<{ items: object[] }>(`/v1/claims?${filter}&asOf=${positions.get(step)}`)).items
      .length;
  expect(await lists('status=settled', 'settled')).toBe(1);
  expect(await lists('status=settled', 'contested')).toBe(0);
  expect(await lists('rating=true', 'settled')).toBe(1);
  expect(await lists('rating=true', 'judged')).toBe(0);
  expect(await lists(`source=${sourceId}`, 'recorded')).toBe(0);
  expect(await lists(`source=${sourceId}`, 'cited')).toBe(1);
  expect(await lists('flag=evidence-withdrawn', 'retracted')).toBe(0);
  expect(await lists('flag=evidence-withdrawn', 'withdrawn')).toBe(1);
});

it('shows sources and citations as they stood', async () => {
  const source = (moment: string) =>
    desk.read<SourceAnswer>(`/v1/sources/${sourceId}?asOf=${moment}`);
  const citation = (moment: string) =>
    desk.read<CitationAnswer>(`/v1/citations/${citationId}?asOf=${moment}`);
  for (const moment of momentsOf('retracted')) {
    expect(await source(moment)).toMatchObject({ title: 'Second', withdrawn: null });
    expect(await citation(moment)).toMatchObject({ retracted: { reason: 'The wrong article.' } });
  }
  for (const moment of momentsOf('withdrawn')) {
    expect(await source(moment)).toMatchObject({ withdrawn: { reason: 'Taken back.' } });
  }
  for (const moment of momentsOf('cited')) {
    expect(await citation(moment)).toMatchObject({ retracted: null });
  }
  const counts = async (list: string, step: Step) =>
    (await desk.read<{ items: object[] }>(`${list}?asOf=${positions.get(step)}`)).items.length;
  expect(await counts('/v1/sources', 'founded')).toBe(0);
  expect(await counts('/v1/sources', 'registered')).toBe(1);
  expect(await counts('/v1/citations', 'recorded')).toBe(0);
  expect(await counts('/v1/citations', 'cited')).toBe(1);
  expect(await counts('/v1/citations', 'retracted')).toBe(2);
});

it('tells the revisions of one day apart by their positions', async () => {
  const amended = BigInt(positions.get('registered')!);
  const before = String(amended - 1n).padStart(positions.get('registered')!.length, '0');
  expect(await desk.read(`/v1/sources/${sourceId}?asOf=${before}`)).toMatchObject({
    title: 'First title',
    revision: 0,
  });
});

it('has the policy and the counts of then', async () => {
  for (const moment of momentsOf('judged')) {
    expect(await desk.read(`/v1/policy?asOf=${moment}`)).toMatchObject({ version: 2, quorum: 3 });
    expect(await desk.read(`/v1/stats/overview?asOf=${moment}`)).toMatchObject({
      claims: { total: 1, byStatus: { 'under-review': 1, settled: 0 } },
      sourceCount: 1,
      citationCount: 1,
      verdictCount: 1,
    });
  }
  for (const moment of momentsOf('settled')) {
    expect(await desk.read(`/v1/policy?asOf=${moment}`)).toMatchObject({ version: 3, quorum: 2 });
  }
});

it('knows nothing of what came later', async () => {
  for (const path of [
    `/v1/claims/${claimId}?asOf=${positions.get('registered')}`,
    `/v1/claims/${claimId}?asOf=${DAYS.registered}`,
    `/v1/claims/${claimId}?asOf=2026-01-03T11:59:59.999Z`,
    `/v1/sources/${sourceId}?asOf=2025`,
    `/v1/citations/${citationId}?asOf=2026-01-03`,
    '/v1/policy?asOf=2025-12',
  ]) {
    expect(refusalIn(await served.anonymous.get(path))).toBe('404 not-found');
  }
});

it('shows the present where the moment is the last or yet to come', async () => {
  const present = await desk.claimNow(claimId);
  for (const moment of [desk.position, '2026', '2026-01', '2030-01-01T00:00:00+02:00']) {
    expect(await desk.claimNow(claimId, `asOf=${encodeURIComponent(moment)}`)).toEqual(present);
  }
});

it('tells the history of a claim in pages, oldest first', async () => {
  const whole = await desk.history(claimId);
  expect(whole.map(({ revision }) => revision)).toEqual(whole.map((_, index) => index));
  expect(whole[0]).toMatchObject({
    type: 'ClaimRecorded',
    stream: `claim-${claimId}`,
    recordedAt: `${DAYS.recorded}T12:00:00.000Z`,
    metadata: { actor: { id: desk.contributor.id, roles: ['contributor'] } },
  });
  const inPages: unknown[] = [];
  let after: string | null = '';
  while (after !== null) {
    const page: { items: object[]; next: string | null } = await desk.read(
      `/v1/claims/${claimId}/history?limit=2${after === '' ? '' : `&after=${after}`}`,
    );
    expect(page.items.length).toBeLessThanOrEqual(2);
    inPages.push(...page.items);
    after = page.next;
  }
  expect(inPages).toEqual(whole);
});

it('tells a person what happened to a claim, with what changed, as JSON and as a table', async () => {
  const path = `/v1/claims/${claimId}/history`;
  const { items } = await desk.read<{ items: HistoryEntry[] }>(path);
  const reached = items.find(({ type }) => type === 'FindingReached')!;
  expect(reached.summary).toMatch(
    /^The finding on veracity is “true”, carried by 2 verdicts, of Ana \(.+\) and Boris \(.+\), under version \d+ of the policy\.$/,
  );
  expect(reached).toMatchObject({
    changes: expect.arrayContaining([
      { what: 'status', from: 'under-review', to: 'settled' },
      { what: 'veracity-rating', from: null, to: 'true' },
    ]) as unknown,
    carriedBy: [{ name: 'Ana' }, { name: 'Boris' }],
  });
  const { rows } = csvRows((await desk.auditor.get(`${path}?format=csv`)).body as string);
  expect(rows.map((row) => row['summary'])).toEqual(items.map(({ summary }) => summary));
  expect(rows.map((row) => row['changes'])).toEqual(
    items.map(({ changes }) => JSON.stringify(changes)),
  );
});

it('tells the history of a claim as it stood at a moment', async () => {
  const path = `/v1/claims/${claimId}/history`;
  const { items } = await desk.read<{ items: HistoryEntry[] }>(path);
  for (const moment of momentsOf('settled')) {
    const then = await desk.read<{ items: HistoryEntry[] }>(`${path}?asOf=${moment}`);
    expect(then.items).toEqual(items.slice(0, then.items.length));
    expect(then.items.at(-1)!.type).toBe('FindingReached');
  }
  const before = `${path}?asOf=${DAYS.registered}`;
  expect(refusalIn(await served.anonymous.get(before))).toBe('404 not-found');
});

describe('two moments side by side', () => {
  const path = () => `/v1/claims/${claimId}/diff`;
  const between = (query: string) => desk.read<ClaimDiff>(`${path()}?${query}`);

  it('show what is different, by positions and by instants', async () => {
    for (const [n, from] of momentsOf('cited').entries()) {
      const to = momentsOf('settled')[n];
      expect(await between(`from=${from}&to=${to}`)).toMatchObject({
        from: { claim: { status: 'recorded' } },
        to: { claim: { status: 'settled' } },
        words: [{ kind: 'same', text: 'Talks on phase two have started' }],
        changes: expect.arrayContaining([
          { what: 'veracity-rating', from: null, to: 'true' },
        ]) as unknown,
        citations: { added: { count: 0 }, retracted: { count: 0 } },
        verdicts: {
          given: { count: 2, items: [{ reviewer: { name: 'Ana' } }, { rating: 'true' }] },
        },
      });
    }
  });

  it('are the recording and now where none is named', async () => {
    const whole = await between('');
    expect(whole.from).toMatchObject({ asOf: positions.get('recorded'), claim: { revision: 0 } });
    expect(whole.to.claim).toEqual(await desk.claimNow(claimId));
    expect(whole.flags.raised).toEqual(['evidence-withdrawn']);
  });

  it('may be of two kinds', async () => {
    const [position, instant] = [positions.get('settled')!, DAYS.contested];
    const made = await between(`from=${position}&to=${instant}`);
    expect(made.verdicts).toMatchObject({ given: { count: 1 }, replaced: { count: 1 } });
    const backwards = `${path()}?from=${positions.get('contested')}&to=${DAYS.settled}`;
    expect(refusalIn(await served.anonymous.get(backwards))).toBe('422 invalid /from');
  });

  it.each([
    ['from=2026-01-06&to=2026-01-05', '422 invalid /from'],
    ['from=2999', '422 invalid /from'],
    ['from=soon', '422 invalid /from'],
    ['to=soon', '422 invalid /to'],
    ['from=2026&from=2027', '422 invalid /from'],
    ['asOf=2026', '422 invalid /asOf'],
    ['from=9999999999999999', '503 view-behind'],
    ['to=2026-01-02', '404 not-found'],
  ])('are refused: %s', async (query, refusal) => {
    expect(refusalIn(await served.anonymous.get(`${path()}?${query}`))).toBe(refusal);
  });
});
