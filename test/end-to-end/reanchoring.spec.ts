import type { EventAnswer } from '../../src/audit/event-answer.js';
import type { CitationAnswer } from '../../src/citations/citations.js';
import { Desk } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

const QUOTE = 'The harbour will open in May';
const VERSIONS = {
  moved: `Corrected on Tuesday.\n\nA minister spoke. “${QUOTE},” she said.`,
  altered: 'A minister spoke. “The harbour will not open in May,” she said.',
  orphaned: 'This article was taken down.',
  restored: `Restored on Friday. A minister spoke. “${QUOTE},” she said.`,
} as const;

let served: ServedLedger;
let desk: Desk;
let source: string;
let claim: string;
let citation: string;

beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
  source = await desk.source();
  await desk.snapshot(source, `A minister spoke. “${QUOTE},” she said.`);
  claim = await desk.claim({ text: 'The harbour opens in May' });
  citation = (await desk.cite(claim, source, { quote: { exact: QUOTE } })).id;
});
afterAll(() => served.stop());

const reanchored = async () =>
  (await desk.history(claim)).filter(({ type }) => type === 'CitationReanchored');

/** What the ledger has recorded of the snapshot, once it has. */
async function recordedOf(sha256: string): Promise<EventAnswer> {
  for (let tries = 0; tries < 200; tries += 1) {
    const event = (await reanchored()).find(
      ({ data }) => (data as { snapshot: string }).snapshot === sha256,
    );
    if (event) return event;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the citation was not anchored again');
}

const citationNow = () => desk.read<CitationAnswer>(`/v1/citations/${citation}`);
const flagged = async () =>
  (await desk.read<{ items: { id: string }[] }>('/v1/claims?flag=quote-changed')).items.map(
    ({ id }) => id,
  );

it('tells that the words have only moved', async () => {
  const { sha256, position } = await desk.snapshot(source, VERSIONS.moved);
  const event = await recordedOf(sha256);
  expect(event.metadata).toMatchObject({ actor: { roles: ['system'] } });
  const capture = await desk.auditor.get(`/v1/events/${position}`);
  expect((capture.body as EventAnswer).id).toBe(event.metadata.causationId);
  expect(await citationNow()).toMatchObject({
    passage: { start: 19, exact: QUOTE },
    latest: { snapshot: sha256, outcome: 'moved', anchoring: { passage: { exact: QUOTE } } },
  });
  expect((await desk.claimNow(claim)).flags).not.toContain('quote-changed');
});

it('raises a flag where the words have changed, with both texts to compare', async () => {
  const { sha256 } = await desk.snapshot(source, VERSIONS.altered);
  await recordedOf(sha256);
  expect(await citationNow()).toMatchObject({
    fidelity: 'exact',
    passage: { exact: QUOTE },
    latest: {
      outcome: 'altered',
      anchoring: {
        fidelity: 'altered',
        passage: { exact: 'The harbour will not open in May' },
        difference: { changes: [{ from: 'not', to: '', kind: 'negation' }] },
      },
    },
  });
  expect((await desk.claimNow(claim)).flags).toContain('quote-changed');
  expect(await flagged()).toEqual([claim]);
  const { items } = await desk.read<{ items: CitationAnswer[] }>('/v1/citations?changed=true');
  expect(items.map(({ id }) => id)).toEqual([citation]);
});

it('keeps the flag where the words are gone, and takes it away where they are back', async () => {
  await recordedOf((await desk.snapshot(source, VERSIONS.orphaned)).sha256);
  expect(await citationNow()).toMatchObject({ latest: { outcome: 'orphaned' } });
  expect((await desk.claimNow(claim)).flags).toContain('quote-changed');
  const before = desk.position;
  await recordedOf((await desk.snapshot(source, VERSIONS.restored)).sha256);
  expect((await desk.claimNow(claim)).flags).not.toContain('quote-changed');
  expect((await desk.claimNow(claim, `asOf=${before}`)).flags).toContain('quote-changed');
});

it('shows no place of a look-alike where the cited sentence is gone', async () => {
  const [opens, closes] = ['opens', 'closes'].map(
    (verb) => `The harbour ${verb} in May, they say.`,
  );
  const other = await desk.source();
  await desk.snapshot(other, `Two things were said.\n\n${opens}\n\nNobody asked.\n\n${closes}`);
  const { id } = await desk.cite(claim, other, { quote: { exact: opens! } });
  const { sha256 } = await desk.snapshot(
    other,
    `Two things were said.\n\nNobody asked.\n\n${closes}`,
  );
  await recordedOf(sha256);
  const { latest } = await desk.read<CitationAnswer>(`/v1/citations/${id}`);
  expect(latest).toMatchObject({ snapshot: sha256, outcome: 'orphaned' });
  expect(latest!.anchoring).toEqual({
    algorithm: expect.any(String) as string,
    fidelity: 'absent',
    anchor: 'orphaned',
    nearestScore: expect.any(Number) as number,
  });
});

it('anchors a citation of an old snapshot in the newer ones, too', async () => {
  const { snapshots } = await desk.read<{ snapshots: { sha256: string }[] }>(
    `/v1/sources/${source}`,
  );
  const [first, ...later] = snapshots.map(({ sha256 }) => sha256);
  const { id } = await desk.cite(claim, source, {
    quote: { exact: 'A minister spoke.' },
    snapshot: first,
  });
  let outcomes: unknown[] = [];
  for (let tries = 0; tries < 200 && outcomes.length < later.length; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    outcomes = (await reanchored())
      .map(({ data }) => data as { citationId: string; snapshot: string; outcome: string })
      .filter(({ citationId }) => citationId === id)
      .map(({ snapshot, outcome }) => [snapshot, outcome]);
  }
  expect(outcomes).toEqual([
    [later[0], 'moved'],
    [later[1], 'unchanged'],
    [later[2], 'orphaned'],
    [later[3], 'moved'],
  ]);
});

it('happens once for a citation and a snapshot, also after a restart', async () => {
  const before = await reanchored();
  served = await served.restart();
  desk = await Desk.over(served);
  await recordedOf((before.at(-1)!.data as { snapshot: string }).snapshot);
  expect(await reanchored()).toEqual(before);
});
