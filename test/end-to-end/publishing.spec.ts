import { DEFAULT_POLICY } from '../../src/policy/default-policy.js';
import { refusalIn } from '../support/answers.js';
import { Desk, type DeskMember, type Written } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

let served: ServedLedger;
let desk: Desk;
beforeAll(async () => {
  served = await ServedLedger.start({ clock: () => new Date('2026-03-01T12:00:00Z') });
  desk = await Desk.over(served);
});
afterAll(() => served.stop());

const body = { wording: 'Talks have started.', language: 'en' };
const publications = (claimId: string, findingId: string) =>
  `/v1/claims/${claimId}/findings/${findingId}/publications`;

it('is told to the public, with whoever did it, and dates the finding', async () => {
  const { claimId, findingId } = await desk.settledClaim();
  const url = 'https://desk.example/checks/talks';
  const published = await desk.editor.post(publications(claimId, findingId), { ...body, url });
  expect(published.status).toBe(201);
  const { id, position } = published.body as Written;
  expect(published.headers.get('location')).toBe(`/v1/publications/${id}`);
  const shown = await served.anonymous.get(`/v1/publications/${id}?atLeast=${position}`);
  expect(shown.body).toMatchObject({
    id,
    claimId,
    findingId,
    question: 'veracity',
    rating: 'true',
    ratingLabel: 'True',
    policyVersion: 1,
    ...body,
    summary: null,
    url,
    state: 'current',
    corrections: [],
    recordedBy: { id: desk.editor.id, name: null },
    recordedAt: '2026-03-01T12:00:00.000Z',
  });
  expect((await desk.claimNow(claimId)).questions.veracity.finding).toMatchObject({
    publishedAt: '2026-03-01T12:00:00.000Z',
  });
});

it('is corrected when another finding stands, and keeps the notice', async () => {
  const [ana, boris, chidi] = desk.reviewers;
  const { claimId, citationId, findingId } = await desk.settledClaim();
  const id = await desk.publish(claimId, findingId);
  for (const reviewer of [ana, boris, chidi]) {
    await desk.judge(reviewer, claimId, [citationId], { rating: 'false' });
  }
  expect(await desk.read(`/v1/publications/${id}`)).toMatchObject({ state: 'outdated' });
  const correction = {
    wrong: 'We took it for true.',
    since: '2026-02-28',
    wording: 'No talks have started.',
  };
  const path = `/v1/claims/${claimId}/publications/${id}/corrections`;
  const headers = { 'Idempotency-Key': 'one-correction' };
  const written = await desk.write<Written>(desk.editor, path, correction, headers);
  expect(written).toMatchObject({ publicationId: id });
  expect(await desk.write(desk.editor, path, correction, headers)).toEqual(written);
  expect(await desk.read(`/v1/publications/${id}`)).toMatchObject({
    state: 'current',
    rating: 'false',
    wording: 'No talks have started.',
    corrections: [{ id: written.id, ...correction, rating: 'false' }],
  });
});

it('is retracted, which lets the question be published anew', async () => {
  const { claimId, findingId } = await desk.settledClaim();
  const id = await desk.publish(claimId, findingId);
  const again = await desk.editor.post(publications(claimId, findingId), body);
  expect(refusalIn(again)).toBe('409 rule-refused already-published');
  const retraction = `/v1/claims/${claimId}/publications/${id}/retraction`;
  await desk.write(desk.editor, retraction, { reason: 'It rests on a forgery.' });
  expect(await desk.read(`/v1/publications/${id}`)).toMatchObject({
    state: 'retracted',
    retracted: { reason: 'It rests on a forgery.', recordedBy: { id: desk.editor.id } },
  });
  await desk.publish(claimId, findingId);
  const { items } = await desk.read<{ items: object[] }>(`/v1/publications?claimId=${claimId}`);
  expect(items).toMatchObject([{ state: 'current' }, { id, state: 'retracted' }]);
});

describe('by a policy that names who publishes', () => {
  let publisher: DeskMember;
  beforeAll(async () => {
    publisher = await served.member(['reviewer', 'contributor'], 'Petra');
    await desk.adoptPolicy({
      ...DEFAULT_POLICY,
      publishing: { roles: ['contributor'], byCarriers: false },
    });
  });
  afterAll(() => desk.adoptPolicy(DEFAULT_POLICY));

  it('is by a member with such a role, and none else', async () => {
    const { claimId, findingId } = await desk.settledClaim();
    const path = publications(claimId, findingId);
    expect(refusalIn(await desk.editor.post(path, body))).toBe(
      '403 separation-of-duties not-a-publisher',
    );
    expect((await publisher.post(path, body)).status).toBe(201);
  });

  it('is by nobody whose verdict carries the finding', async () => {
    const [, boris] = desk.reviewers;
    const { claimId, citationId, findingId } = await desk.settledClaim();
    await desk.judge(publisher, claimId, [citationId]);
    await desk.judge(boris, claimId, [citationId], { rating: 'false' });
    const refused = await publisher.post(publications(claimId, findingId), body);
    expect(refusalIn(refused)).toBe('403 separation-of-duties own-finding');
    expect((await desk.contributor.post(publications(claimId, findingId), body)).status).toBe(201);
  });
});
