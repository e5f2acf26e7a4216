import { refusalIn } from '../support/answers.js';
import type { ApiAnswer } from '../support/api-client.js';
import { citedClaim, Desk, verdict } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

const SAID = { mode: 'said', by: { kind: 'named', agent: { name: 'Majed al-Ansari' } } };

let served: ServedLedger;
let desk: Desk;
let claimId: string;
let sourceId: string;
let citationId: string;
let before: string | undefined;
beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
  ({ claimId, sourceId, citationId } = await citedClaim(desk));
});
afterAll(() => served.stop());

const head = () => served.ledger.store.head();
beforeEach(async () => (before = await head()));
afterEach(async () => expect(await head()).toBe(before));

const NO_DATES = [
  '2026-02-30',
  '2025-02-29',
  '2026-13',
  '2026-00-10',
  '2026-1-1',
  '20260101',
  '26',
  '-2026',
  '+002026',
  'yesterday',
  '2026-01-01T25:00Z',
  '2026-01-01T00:00:00',
  '2026-01-01 00:00:00Z',
  '2026-01-01T00:00:00+24:00',
  ' 2026',
  '２０２６',
  20260101,
  0,
];

const claim = { text: 'It began', kind: 'fact', claimant: { kind: 'own-voice' } };

/** Where each date is sent, and the pointer to it. */
const PLACES: readonly [string, (date: unknown) => Promise<ApiAnswer>, string][] = [
  [
    'a source',
    (publishedAt) =>
      desk.contributor.post('/v1/sources', { type: 'post', title: 'A post', publishedAt }),
    '/publishedAt',
  ],
  [
    'an amendment',
    (publishedAt) => desk.contributor.post(`/v1/sources/${sourceId}/amendments`, { publishedAt }),
    '/publishedAt',
  ],
  [
    'a claim',
    (statedAt) => desk.contributor.post('/v1/claims', { ...claim, statedAt }),
    '/statedAt',
  ],
  [
    'a prediction',
    (by) =>
      desk.contributor.post('/v1/claims', {
        ...claim,
        kind: 'prediction',
        resolves: { by, criterion: 'It is announced.' },
      }),
    '/resolves/by',
  ],
  [
    'a hop',
    (at) =>
      desk.contributor.post(`/v1/claims/${claimId}/citations`, {
        sourceId,
        stance: 'makes',
        attribution: [{ ...SAID, at }],
      }),
    '/attribution/0/at',
  ],
  ['a verdict', (asOf) => judge({ asOf }), '/asOf'],
  ['the end of a verdict', (expires) => judge({ expires }), '/expires'],
  [
    'the end of a conflict of interest',
    (expires) =>
      desk.reviewers[0].post(`/v1/claims/${claimId}/conflicts`, { reason: 'A friend.', expires }),
    '/expires',
  ],
];

function judge(content: object): Promise<ApiAnswer> {
  const path = `/v1/claims/${claimId}/verdicts`;
  return desk.reviewers[0].post(path, verdict([citationId], content));
}

it.each(PLACES)('%s takes no date that is on no calendar', async (_, ask, pointer) => {
  for (const date of NO_DATES) {
    expect(`${date}: ${refusalIn(await ask(date))}`).toBe(`${date}: 422 invalid ${pointer}`);
  }
});

it.each(['2024-02-29', '0001', '2026-01-01T23:59:59.999999999+14:00', '2026-01-01T00:00Z'])(
  'takes %s, which is a date',
  async (statedAt) => {
    const answer = await desk.contributor.post('/v1/claims', { ...claim, statedAt });
    expect(answer.status).toBe(201);
    const { id, position } = answer.body as { id: string; position: string };
    const read = await served.anonymous.get(`/v1/claims/${id}?atLeast=${position}`);
    expect(read.body).toMatchObject({ statedAt });
    before = await head();
  },
);
