import { jest } from '@jest/globals';

import { QuoteAnchoring } from '../../src/citations/quote-anchoring.js';
import { TaskFailedError } from '../../src/runtime/timed-threads.js';
import { accepted, refusalIn } from '../support/answers.js';
import { Desk } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

let served: ServedLedger;
let desk: Desk;
beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
});
afterAll(() => served.stop());

async function capturedSource(text: string): Promise<{ sourceId: string; sha256: string }> {
  const sourceId = await desk.source();
  const { sha256 } = await desk.snapshot(sourceId, text);
  return { sourceId, sha256 };
}

/** Code points, as the text of the snapshot counts them. */
async function wordsAt(sha256: string, place: { start: number; end: number }): Promise<string> {
  const text = await desk.read<string>(`/v1/snapshots/${sha256}/text`);
  return [...text].slice(place.start, place.end).join('');
}

it.each([
  {
    what: 'behind emoji',
    text: '🕊️👩‍👩‍👧 He said: “Talks have started 🎉”, and left.',
    exact: 'Talks have started 🎉',
    start: 18,
  },
  {
    what: 'in Arabic, behind a flag',
    text: '🇶🇦 قال المتحدث: بدأت المحادثات بشأن المرحلة الثانية.',
    exact: 'بدأت المحادثات',
    start: 16,
  },
  { what: 'of one emoji', text: '👍👍🏽👍🏾', exact: '👍🏾', start: 3 },
])('finds an exact quote $what, counted in code points', async ({ text, exact, start }) => {
  const { sourceId, sha256 } = await capturedSource(text);
  const citation = await desk.cite(await desk.claim(), sourceId, { quote: { exact } });
  const passage = { start, end: start + [...exact].length, exact };
  expect(citation).toMatchObject({ fidelity: 'exact', anchor: 'anchored', passage, places: null });
  expect(await wordsAt(sha256, passage)).toBe(exact);
  expect(await desk.read(`/v1/citations/${citation.id}`)).toMatchObject({
    snapshot: sha256,
    quote: { exact },
    passage,
    recordedBy: { id: desk.contributor.id },
    retracted: null,
  });
});

it('finds a quote that differs in quotation marks, dashes and spaces only, and keeps the words there', async () => {
  const { sourceId, sha256 } = await capturedSource(
    '😀 The “second  phase” — so it was\ncalled — began.',
  );
  const quote = { exact: 'The "second phase" - so it was called' };
  const { fidelity, anchor, passage } = await desk.cite(await desk.claim(), sourceId, { quote });
  expect({ fidelity, anchor }).toEqual({ fidelity: 'normalized', anchor: 'anchored' });
  expect(passage).toMatchObject({ start: 2, exact: 'The “second  phase” — so it was\ncalled' });
  expect(await wordsAt(sha256, passage!)).toBe(passage?.exact);
});

it('says so where the words are not there, and flags the claim', async () => {
  const { sourceId } = await capturedSource('Talks were called off.');
  const claimId = await desk.claim();
  const quote = { exact: 'Talks have started' };
  const citation = await desk.cite(claimId, sourceId, { quote });
  expect(citation).toMatchObject({
    fidelity: 'absent',
    anchor: 'orphaned',
    passage: null,
    places: null,
  });
  expect((await desk.claimNow(claimId)).flags).toEqual(['single-origin', 'unanchored']);
  const path = `/v1/claims/${claimId}/citations/${citation.id}/retraction`;
  await desk.write(desk.contributor, path, { reason: 'Not there.' });
  expect((await desk.claimNow(claimId)).flags).toEqual([]);
});

it('picks none of several places, unless the words around it decide', async () => {
  const { sourceId } = await capturedSource('🟢 Yes, he said. Asked again: yes, he said.');
  const claimId = await desk.claim();
  const exact = 'es, he said';
  const ambiguous = await desk.cite(claimId, sourceId, { quote: { exact } });
  expect(ambiguous).toMatchObject({
    fidelity: 'exact',
    anchor: 'ambiguous',
    passage: null,
    places: [
      { start: 3, end: 14 },
      { start: 30, end: 41 },
    ],
  });
  // The words are there, so that it is not the flag of words that are not.
  expect((await desk.claimNow(claimId)).flags).not.toContain('unanchored');
  const decided = await desk.cite(claimId, sourceId, { quote: { exact, prefix: 'again: y' } });
  expect(decided).toMatchObject({ anchor: 'anchored', passage: { start: 30, end: 41 } });
  const bySuffix = await desk.cite(claimId, sourceId, { quote: { exact, suffix: '. Asked' } });
  expect(bySuffix).toMatchObject({ anchor: 'anchored', passage: { start: 3, end: 14 } });
});

it('cites a source as a whole, with the way that the words took', async () => {
  const { sourceId, sha256 } = await capturedSource('Talks have started.');
  const broadcast = await desk.source({ type: 'broadcast', title: 'Evening news' });
  const attribution = [
    { mode: 'said', by: { kind: 'anonymous', description: 'two diplomats' }, at: '2025-10-14' },
    { mode: 'reported', by: { kind: 'named', agent: { name: 'NBC' } }, sourceId: broadcast },
  ];
  const citation = await desk.cite(await desk.claim(), sourceId, { stance: 'makes', attribution });
  expect(citation).toMatchObject({ fidelity: null, anchor: null, passage: null, places: null });
  expect(await desk.read(`/v1/citations/${citation.id}`)).toMatchObject({
    stance: 'makes',
    snapshot: sha256,
    quote: null,
    attribution,
  });
});

it('looks in the newest snapshot, or in the one that is named', async () => {
  const { sourceId, sha256: older } = await capturedSource('Talks have started.');
  const newer = await desk.snapshot(sourceId, 'Talks have ended.');
  const claimId = await desk.claim();
  const quote = { exact: 'have started' };
  expect(await desk.cite(claimId, sourceId, { quote })).toMatchObject({ fidelity: 'absent' });
  const inOlder = await desk.cite(claimId, sourceId, { quote, snapshot: older });
  expect(inOlder).toMatchObject({ fidelity: 'exact', passage: { start: 6, end: 18 } });
  const source = await desk.read<{ snapshots: { sha256: string }[] }>(`/v1/sources/${sourceId}`);
  expect(source.snapshots.map(({ sha256 }) => sha256)).toEqual([older, newer.sha256]);
});

it('takes the text out of Markdown, and says so of bytes that carry none', async () => {
  const sourceId = await desk.source();
  const markdown = await desk.snapshot(
    sourceId,
    '# Talks\n\nThey **have** started.',
    'text/markdown',
  );
  expect(markdown).toMatchObject({ mediaType: 'text/markdown', bytes: 31, characters: 25 });
  const claimId = await desk.claim();
  const quote = { exact: 'They have started' };
  expect(await desk.cite(claimId, sourceId, { quote })).toMatchObject({ fidelity: 'exact' });

  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const picture = await desk.snapshot(sourceId, png, 'image/png');
  expect(picture).toMatchObject({ bytes: 8, characters: null });
  expect(picture.reason).toContain('image/png');
  expect(refusalIn(await served.anonymous.get(`/v1/snapshots/${picture.sha256}/text`))).toBe(
    '404 not-found',
  );
  const path = `/v1/claims/${claimId}/citations`;
  const body = { sourceId, stance: 'makes', quote };
  expect(refusalIn(await desk.contributor.post(path, body))).toBe(
    '409 rule-refused snapshot-has-no-text /quote',
  );
});

it('keeps the bytes of a snapshot once, whoever captures them', async () => {
  const first = await capturedSource('The same words.');
  const again = await desk.snapshot(first.sourceId, 'The same words.');
  expect(again).toMatchObject({ sha256: first.sha256, revision: 1 });
  const elsewhere = await capturedSource('The same words.');
  expect(elsewhere.sha256).toBe(first.sha256);
  const answer = await served.anonymous.get(`/v1/snapshots/${first.sha256}`);
  expect(accepted(answer)).toBe('The same words.');
});

it.each([
  ['too-long', 'anchoring-too-slow'],
  ['too-large', 'anchoring-too-large'],
] as const)('says so where looking takes %s, and records nothing', async (why, rule) => {
  const { sourceId } = await capturedSource('Talks have started.');
  const path = `/v1/claims/${await desk.claim()}/citations`;
  const before = await served.ledger.store.head();
  const quotes = served.server.app.get(QuoteAnchoring);
  const looking = jest.spyOn(quotes, 'anchor');
  looking.mockRejectedValue(new TaskFailedError(why, 'It takes more than it may.'));
  const content = { sourceId, stance: 'makes', quote: { exact: 'Talks' } };
  const answer = await desk.contributor.post(path, content);
  looking.mockRestore();
  expect(refusalIn(answer)).toBe(`409 rule-refused ${rule} /quote`);
  expect(await served.ledger.store.head()).toBe(before);
  expect(accepted(await desk.contributor.post(path, content))).toMatchObject({ fidelity: 'exact' });
});
