import { accepted } from '../support/answers.js';
import { citedClaim, Desk } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

let served: ServedLedger;
let desk: Desk;
beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
});
afterAll(() => served.stop());

interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly next: string | null;
}

async function ids(path: string): Promise<string[]> {
  return (await desk.read<Page>(path)).items.map(({ id }) => id);
}

/** The list with each of the conditions, given one at a time. */
function search(path: string, condition: Record<string, string>): string {
  return `${path}?${new URLSearchParams(condition).toString()}`;
}

describe('claims', () => {
  it('are found by status, topic, claimant, source, rating and all of them together', async () => {
    const [ana, boris] = desk.reviewers;
    const claimant = { kind: 'anonymous', description: 'Two Diplomats of São Tomé' };
    const found = await citedClaim(desk, { claimant, topics: ['Ceasefire', 'hostages'] });
    const other = await citedClaim(desk, { topics: ['ceasefires'] });
    for (const reviewer of [ana, boris]) {
      await desk.judge(reviewer, found.claimId, [found.citationId], { rating: 'misleading' });
    }
    const conditions = {
      status: 'settled',
      topic: 'ceaseFIRE',
      claimant: 'two diplomats of SÃO tomé',
      source: found.sourceId,
      rating: 'misleading',
    };
    for (const [name, value] of Object.entries(conditions)) {
      expect(await ids(search('/v1/claims', { [name]: value }))).toEqual([found.claimId]);
    }
    expect(await ids(search('/v1/claims', conditions))).toEqual([found.claimId]);
    const mismatch = { ...conditions, source: other.sourceId };
    expect(await ids(search('/v1/claims', mismatch))).toEqual([]);
    expect(await ids('/v1/claims?status=recorded&topic=ceasefires')).toEqual([other.claimId]);
    expect(await ids(search('/v1/claims', { claimant: 'Two Diplomats' }))).toEqual([]);
  });

  it('are found by an id in upper case, wherever it stands', async () => {
    const { claimId, sourceId, citationId } = await citedClaim(desk);
    expect(await ids(`/v1/claims?sourceId=${sourceId.toUpperCase()}`)).toEqual([claimId]);
    const [ana] = desk.reviewers;
    const judged = await desk.judge(ana, claimId.toUpperCase(), [citationId.toUpperCase()]);
    const { body } = await ana.get(`/v1/claims/${claimId}/verdicts/${judged.id.toUpperCase()}`);
    expect(body).toMatchObject({ id: judged.id, claimId, evidence: [citationId] });
  });

  it('are found by flag', async () => {
    const sourceId = await desk.source();
    await desk.snapshot(sourceId, 'Nothing of the kind.');
    const unanchored = await desk.claim();
    await desk.cite(unanchored, sourceId, { quote: { exact: 'Talks' } });
    const overdue = await desk.claim({
      kind: 'prediction',
      resolves: { by: '2001', criterion: 'It is over.' },
    });
    expect(await ids('/v1/claims?flag=unanchored')).toEqual([unanchored]);
    expect(await ids('/v1/claims?flag=overdue')).toEqual([overdue]);
    expect(await ids('/v1/claims?flag=stale')).toEqual([]);
  });

  it('are found by the words of their text', async () => {
    const cafe = await desk.claim({
      text: 'Der Außenminister traf sich im Café Déjà-vu in Zürich',
    });
    const arabic = await desk.claim({ text: 'بدأت المحادثات بشأن المرحلة الثانية في الدوحة' });
    const found: readonly [string, readonly string[]][] = [
      ['cafe', [cafe]],
      ['CAFÉ', [cafe]],
      ['cafe\u0301 zurich', [cafe]],
      ['zürich café', [cafe]],
      ['außenm', [cafe]],
      ['außenm traf', []],
      ['traf außenm', [cafe]],
      ['deja-vu', [cafe]],
      ['المحادثات', [arabic]],
      ['الدوحة المح', [arabic]],
      ['kaffee', []],
      ['🕊️', []],
    ];
    for (const [q, claims] of found) {
      expect({ q, claims: await ids(search('/v1/claims', { q })) }).toEqual({ q, claims });
    }
  });

  it.each([
    '"',
    '""""',
    '*',
    'a*b*',
    'NEAR(a b)',
    'a AND',
    'OR',
    'NOT a',
    'text : a',
    '{text} : a',
    '^qq',
    '(',
    ')',
    "a' OR 1=1 --",
    '-qq',
    'a + b',
    '\\',
    '%',
    '\u0001\u001f',
    '; drop table claims',
    'x'.repeat(500),
    '"'.repeat(500),
  ])('are looked for without taking %p for a command', async (q) => {
    const answer = await served.anonymous.get(search('/v1/claims', { q }));
    expect(accepted<Page>(answer).items).toEqual([]);
  });
});

describe('sources', () => {
  it('are found by type, publisher and whether they are withdrawn', async () => {
    const video = await desk.source({ type: 'video', publisher: { name: 'Al Jazeera' } });
    const dataset = await desk.source({ type: 'dataset', publisher: { name: 'AL JAZEERA' } });
    const path = `/v1/sources/${dataset}/withdrawal`;
    await desk.write(desk.editor, path, { reason: 'Taken back.' });
    expect(await ids('/v1/sources?type=video')).toEqual([video]);
    expect(await ids('/v1/sources?publisher=al+jazeera')).toEqual([dataset, video]);
    expect(await ids('/v1/sources?withdrawn=true')).toEqual([dataset]);
    expect(await ids('/v1/sources?publisher=al+jazeera&withdrawn=false')).toEqual([video]);
  });
});

describe('citations', () => {
  it('are found by claim, source, stance, fidelity and anchor', async () => {
    const sourceId = await desk.source();
    await desk.snapshot(sourceId, 'Yes. “No”. No.');
    const claimId = await desk.claim();
    const cite = async (stance: string, exact?: string) =>
      (await desk.cite(claimId, sourceId, { stance, ...(exact && { quote: { exact } }) })).id;
    const whole = await cite('context');
    const exact = await cite('makes', 'Yes');
    const normalized = await cite('supports', '"No"');
    const ambiguous = await cite('makes', 'No');
    const absent = await cite('refutes', 'Perhaps');
    const all = [absent, ambiguous, normalized, exact, whole];
    const found = (condition: Record<string, string>) =>
      ids(search('/v1/citations', { claimId, ...condition }));
    expect(await found({})).toEqual(all);
    expect(await found({ sourceId })).toEqual(all);
    expect(await found({ sourceId: await desk.source() })).toEqual([]);
    expect(await found({ stance: 'makes' })).toEqual([ambiguous, exact]);
    expect(await found({ fidelity: 'normalized' })).toEqual([normalized]);
    expect(await found({ fidelity: 'exact' })).toEqual([ambiguous, exact]);
    expect(await found({ fidelity: 'elided' })).toEqual([]);
    expect(await found({ anchor: 'ambiguous' })).toEqual([ambiguous]);
    expect(await found({ anchor: 'orphaned', stance: 'refutes' })).toEqual([absent]);
    expect(await found({ anchor: 'orphaned', stance: 'makes' })).toEqual([]);
  });
});

describe('verdicts', () => {
  it('are found by reviewer, claim, question and status', async () => {
    const [ana, boris] = desk.reviewers;
    const { claimId, citationId } = await citedClaim(desk);
    const first = (await desk.judge(ana, claimId, [citationId])).id;
    const second = (await desk.judge(boris, claimId, [citationId], { rating: 'false' })).id;
    const again = (await desk.judge(ana, claimId, [citationId], { rating: 'mixed' })).id;
    const found = (condition: Record<string, string>) =>
      ids(search('/v1/verdicts', { claimId, ...condition }));
    expect(await found({})).toEqual([again, second, first]);
    expect(await found({ reviewer: ana.id })).toEqual([again, first]);
    expect(await found({ reviewer: ana.id, status: 'replaced' })).toEqual([first]);
    expect(await found({ question: 'attribution' })).toEqual([]);
    expect((await ids('/v1/verdicts'))[0]).toBe(again);
    expect(await ids(`/v1/verdicts?reviewer=${desk.auditor.id}`)).toEqual([]);
  });
});

describe('events', () => {
  it('are found by stream, type and where they stand', async () => {
    const { claimId, sourceId } = await citedClaim(desk);
    const types = async (query: string) => {
      const { items } = accepted<{ items: { type: string; position: string }[] }>(
        await desk.auditor.get(`/v1/events?${query}`),
      );
      return items.map(({ type }) => type);
    };
    expect(await types(`stream=claim-${claimId}`)).toEqual(['ClaimRecorded', 'CitationAdded']);
    expect(await types(`stream=claim-${claimId}&type=CitationAdded`)).toEqual(['CitationAdded']);
    expect(await types(`stream=source-${sourceId}&type=CitationAdded`)).toEqual([]);
    expect(await types('type=NeverHappened')).toEqual([]);
    expect(await types('limit=1')).toEqual(['PolicyAdopted']);
    expect(await types('until=0000000000000002')).toEqual(['PolicyAdopted', 'MemberEnrolled']);
    expect(await types('until=2001')).toEqual([]);
    expect(await types(`after=${desk.position}`)).toEqual([]);
    const at = await desk.auditor.get(`/v1/events/${desk.position}`);
    expect(at.body).toMatchObject({ type: 'CitationAdded', stream: `claim-${claimId}` });
  });
});

describe('activity', () => {
  it('is counted by day', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const { items } = await desk.read<{ items: object[] }>(`/v1/stats/activity?from=${today}`);
    expect(items[0]).toMatchObject({ claimsRecorded: expect.any(Number) as number });
    expect(await desk.read('/v1/stats/activity?until=2001-01-01')).toEqual({
      items: [],
      next: null,
    });
  });
});
