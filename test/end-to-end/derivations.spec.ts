import { refusalIn } from '../support/answers.js';
import { Desk, type Written } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';
import type { DerivationAnswer } from '../../src/sources/queries/derivations.js';
import type { SourceAnswer } from '../../src/sources/sources.js';
import type { SuggestionList } from '../../src/sources/queries/suggestions.js';

let served: ServedLedger;
let desk: Desk;
beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
});
afterAll(() => served.stop());

const AGENCY = Array.from({ length: 120 }, (_, n) => `agency${n}`).join(' ');

async function printed(text: string): Promise<string> {
  const id = await desk.source();
  await desk.snapshot(id, text);
  return id;
}

const derivationsOf = async (id: string, query = '') =>
  (await desk.read<{ items: DerivationAnswer[] }>(`/v1/sources/${id}/derivations?${query}`)).items;
const suggestionsFor = async (id: string) =>
  (await desk.read<SuggestionList>(`/v1/sources/${id}/suggestions`)).items;

it('suggests that a reprint draws on the original, and records what a member makes of it', async () => {
  const original = await printed(AGENCY);
  const reprint = await printed(`Our readers ask. ${AGENCY}`);
  const other = await printed(`${AGENCY} So says the ministry.`);
  expect(await suggestionsFor(original)).toEqual([]);
  const [suggestion, ...more] = await suggestionsFor(reprint);
  expect(more).toEqual([]);
  expect(suggestion).toMatchObject({ from: original, shareOfFrom: 1, algorithm: 'shingles/2' });
  expect((await suggestionsFor(other)).map(({ from }) => from).sort()).toEqual(
    [original, reprint].sort(),
  );

  const before = desk.position;
  const accepted = await desk.write<Written>(
    desk.contributor,
    `/v1/sources/${reprint}/suggestions/${original}/acceptance`,
    { kind: 'republishes' },
  );
  await desk.write(desk.contributor, `/v1/sources/${other}/suggestions/${reprint}/dismissal`, {
    reason: 'Both print the agency.',
  });
  expect(await suggestionsFor(reprint)).toEqual([]);
  expect((await suggestionsFor(other)).map(({ from }) => from)).toEqual([original]);
  const { share, snapshot, fromSnapshot, algorithm } = suggestion!;
  expect(await derivationsOf(reprint)).toMatchObject([
    {
      id: accepted.id,
      sourceId: reprint,
      from: original,
      kind: 'republishes',
      suggestion: { share, snapshot, fromSnapshot, algorithm },
      recordedBy: { id: desk.contributor.id },
    },
  ]);
  expect(await derivationsOf(reprint, `asOf=${before}`)).toEqual([]);
  expect(await derivationsOf(original, 'direction=to')).toHaveLength(1);
  expect(await derivationsOf(original, 'direction=from')).toEqual([]);
  expect((await desk.read<SourceAnswer>(`/v1/sources/${reprint}`)).revision).toBe(
    accepted.revision,
  );
});

it('takes the share from the record: what shares nothing is neither accepted nor dismissed', async () => {
  const [one, other] = [await printed(AGENCY), await printed('Quite another story of our own.')];
  const path = `/v1/sources/${one}/suggestions/${other}`;
  const { contributor } = desk;
  for (const [to, body] of [
    ['acceptance', { kind: 'quotes' }],
    ['dismissal', { reason: 'no' }],
  ] as const) {
    expect(refusalIn(await contributor.post(`${path}/${to}`, body))).toMatch(
      /^409 rule-refused nothing-shared/,
    );
  }
  const claimed = await contributor.post(`${path}/acceptance`, { kind: 'quotes', share: 1 });
  expect(refusalIn(claimed)).toMatch(/^422 invalid/);
});

it('lets who declared a derivation take it back, or an editor', async () => {
  const [source, from] = [await desk.source(), await desk.source()];
  const path = `/v1/sources/${source}/derivations`;
  const declare = () => desk.write<Written>(desk.contributor, path, { from, kind: 'translates' });
  const stranger = await served.member(['contributor'], 'Mona');
  const reason = { reason: 'Another text.' };
  const first = await declare();
  expect(refusalIn(await stranger.post(`${path}/${first.id}/retraction`, reason))).toMatch(
    /^403 separation-of-duties derivation-not-yours/,
  );
  await desk.write(desk.contributor, `${path}/${first.id}/retraction`, reason);
  const second = await declare();
  await desk.write(desk.editor, `${path}/${second.id}/retraction`, reason);
  expect(await derivationsOf(source)).toMatchObject([
    { id: second.id, retracted: { recordedBy: { id: desk.editor.id } } },
    { id: first.id, retracted: { recordedBy: { id: desk.contributor.id } } },
  ]);
});

it('names the hop whose source is not registered', async () => {
  const [claimId, sourceId] = [await desk.claim(), await desk.source()];
  const by = { kind: 'named', agent: { name: 'NBC' } };
  const attribution = [
    { mode: 'said', by, sourceId },
    { mode: 'reported', by, sourceId: '01900000-0000-7000-8000-000000000000' },
  ];
  const path = `/v1/claims/${claimId}/citations`;
  const answer = await desk.contributor.post(path, { sourceId, stance: 'makes', attribution });
  expect(refusalIn(answer)).toMatch(/^409 rule-refused hop-source-not-registered/);
  const known = [attribution[0], { ...attribution[1], sourceId }];
  await desk.write(desk.contributor, path, { sourceId, stance: 'makes', attribution: known });
});
