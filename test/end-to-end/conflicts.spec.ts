import { createHash } from 'node:crypto';
import { v5 as uuidv5 } from 'uuid';

import { canonicalJson } from '../../src/deciding/canonical-json.js';
import { refusalIn } from '../support/answers.js';
import { citedClaim, Desk, verdict, type DeskMember, type Written } from '../support/desk.js';
import { newEvent } from '../support/sample-events.js';
import { ServedLedger } from '../support/served-ledger.js';

const TODAY = '2026-03-01T12:00:00.000Z';
const UNKNOWN = '01900000-0000-7000-8000-000000000000';

let served: ServedLedger;
let desk: Desk;
let ana: DeskMember;
let boris: DeskMember;
let now: string;
beforeAll(async () => {
  now = TODAY;
  served = await ServedLedger.start({ clock: () => new Date(now) });
  desk = await Desk.over(served);
  [ana, boris] = desk.reviewers;
});
afterAll(() => served.stop());
beforeEach(() => (now = TODAY));

interface Listed {
  readonly items: readonly { readonly id: string; readonly standing: boolean }[];
}

const declare = (claimId: string, body: object = { reason: 'He is my brother.' }, by = ana) =>
  desk.write<Written>(by, `/v1/claims/${claimId}/conflicts`, body);
const retractionOf = (claimId: string, id: string) =>
  `/v1/claims/${claimId}/conflicts/${id}/retraction`;
const listed = async (path: string) =>
  (await desk.read<Listed>(path)).items.map(({ id, standing }) => [id, standing]);

it('is read by whoever is a member, with who, why and until when', async () => {
  const claimId = await desk.claim();
  const path = `/v1/claims/${claimId}/conflicts`;
  const made = await ana.post(path, { reason: 'He pays me until then.', expires: '2026-06' });
  const { id, position } = made.body as Written;
  expect(made.status).toBe(201);
  expect(made.headers.get('location')).toBe(`${path}/${id}`);
  const recordedBy = { id: ana.id, name: 'Ana', organization: expect.any(String) as string };
  const conflict = {
    id,
    claimId,
    member: recordedBy,
    reason: 'He pays me until then.',
    expires: '2026-06',
    standing: true,
    retracted: null,
    recordedBy,
    recordedAt: TODAY,
  };
  const read = await desk.contributor.get(`${path}/${id}?atLeast=${position}`);
  expect(read.body).toEqual(conflict);
  expect(read.headers.get('cache-control')).toBe('private, no-cache');
  expect(read.headers.get('vary')).toBe('Authorization');
  expect(await desk.read(path)).toEqual({ items: [conflict], next: null });
  for (const each of [path, `${path}/${id}`, '/v1/conflicts']) {
    expect(refusalIn(await served.anonymous.get(each))).toBe('401 unauthenticated');
  }
  for (const missing of [`/v1/claims/${UNKNOWN}/conflicts`, `${path}/${UNKNOWN}`]) {
    expect(refusalIn(await ana.get(missing))).toBe('404 not-found');
  }
});

it('keeps its member from judging until it ends, and another may be declared then', async () => {
  const { claimId, citationId } = await citedClaim(desk);
  const { id } = await declare(claimId, { reason: 'He pays me.', expires: '2026-03-01' });
  const judge = () => ana.post(`/v1/claims/${claimId}/verdicts`, verdict([citationId]));
  now = '2026-03-01T23:59:59.999Z';
  const refused = await judge();
  expect(refusalIn(refused)).toBe('403 separation-of-duties conflict-of-interest');
  expect(refused.body).toMatchObject({
    detail:
      'The reviewer declared a conflict of interest in this claim. It ends at 2026-03-02T00:00:00.000Z.',
  });
  now = '2026-03-02T00:00:00.000Z';
  expect((await judge()).status).toBe(201);
  const again = await declare(claimId);
  expect(await listed(`/v1/claims/${claimId}/conflicts`)).toEqual([
    [again.id, true],
    [id, false],
  ]);
  expect(await listed(`/v1/claims/${claimId}/conflicts?asOf=${TODAY}`)).toEqual([[id, true]]);
});

it.each([
  ['2026-02-28', '422 invalid expiry-passed /expires'],
  [TODAY, '422 invalid expiry-passed /expires'],
  ['2026-02-30', '422 invalid /expires'],
])('does not end on %s: %s', async (expires, refusal) => {
  const path = `/v1/claims/${await desk.claim()}/conflicts`;
  expect(refusalIn(await ana.post(path, { reason: 'He pays me.', expires }))).toBe(refusal);
});

it('is retracted with a reason, once; the verdict does not come back', async () => {
  const { claimId, citationId } = await citedClaim(desk);
  const { id: verdictId } = await desk.judge(ana, claimId, [citationId]);
  const { id } = await declare(claimId);
  const path = retractionOf(claimId, id);
  const body = { reason: 'It is another person of that name.' };
  const key = { 'Idempotency-Key': 'once' };
  const retracted = await desk.write<Written>(ana, path, body, key);
  expect(retracted.id).toBe(id);
  expect(await desk.write(ana, path, body, key)).toEqual(retracted);
  expect(refusalIn(await ana.post(path, body))).toBe('409 rule-refused conflict-already-retracted');
  expect(await desk.read(`/v1/claims/${claimId}/conflicts/${id}`)).toMatchObject({
    standing: false,
    retracted: { ...body, recordedBy: { id: ana.id } },
  });
  expect(await desk.read(`/v1/claims/${claimId}/verdicts/${verdictId}`)).toMatchObject({
    status: 'withdrawn',
  });
  await desk.judge(ana, claimId, [citationId]);
  expect((await declare(claimId)).id).not.toBe(id);
});

it('is retracted by its member or an editor alone', async () => {
  const claimId = await desk.claim();
  const [mine, theirs] = [await declare(claimId), await declare(claimId, undefined, boris)];
  const body = { reason: 'Declared on the wrong claim.' };
  const refused = await boris.post(retractionOf(claimId, mine.id), body);
  expect(refusalIn(refused)).toBe('403 separation-of-duties conflict-not-yours');
  await desk.write(desk.editor, retractionOf(claimId, mine.id), body);
  expect((await boris.post(retractionOf(claimId, theirs.id), body)).status).toBe(200);
  const elsewhere = retractionOf(await desk.claim(), mine.id);
  expect(refusalIn(await desk.editor.post(elsewhere, body))).toBe('404 not-found conflict-unknown');
});

it('is found over all claims, by claim, member and whether it stands', async () => {
  const chidi = await served.member(['reviewer'], 'Chidi');
  const [claim, other] = [await desk.claim(), await desk.claim()];
  const first = (await declare(claim, undefined, chidi)).id;
  await desk.write(chidi, retractionOf(claim, first), { reason: 'Another man.' });
  const second = (await declare(claim, { reason: 'A friend.', expires: '2026' }, chidi)).id;
  const third = (await declare(other, undefined, chidi)).id;
  const byChidi = `/v1/conflicts?member=${chidi.id}`;
  const [standing, over] = [[third, second].map((id) => [id, true]), [[first, false]]];
  expect(await listed(byChidi)).toEqual([...standing, ...over]);
  expect(await listed(`${byChidi}&standing=true`)).toEqual(standing);
  expect(await listed(`${byChidi}&standing=false`)).toEqual(over);
  expect(await listed(`/v1/conflicts?claimId=${claim}`)).toEqual([[second, true], ...over]);
  expect(await listed(`/v1/conflicts?claimId=${claim}&member=${ana.id}`)).toEqual([]);
  now = '2027-01-01T00:00:00.000Z';
  expect(await listed(`${byChidi}&standing=true`)).toEqual([[third, true]]);
});

it('shows in the history of its claim', async () => {
  const claimId = await desk.claim();
  const { id } = await declare(claimId, { reason: 'He pays me.', expires: '2027' });
  await desk.write(ana, retractionOf(claimId, id), { reason: 'He does not.' });
  const events = (await desk.history(claimId)).slice(1);
  expect(events).toMatchObject([
    {
      type: 'ConflictOfInterestDeclared',
      schemaVersion: 2,
      data: { conflictId: id, member: ana.id, reason: 'He pays me.', expires: '2027' },
    },
    {
      type: 'ConflictOfInterestRetracted',
      schemaVersion: 1,
      data: { conflictId: id, reason: 'He does not.' },
    },
  ]);
  expect((await desk.claimNow(claimId)).revision).toBe(2);
});

it('does not show in the history that the public sees, whichever form it has', async () => {
  const claimId = await desk.claim();
  const reason = 'She is my sister-in-law.';
  const { id, position } = await declare(claimId, { reason });
  await desk.write(ana, retractionOf(claimId, id), { reason });
  for (const format of ['json', 'ndjson', 'csv']) {
    const path = `/v1/claims/${claimId}/history?atLeast=${position}&format=${format}`;
    const shown = await fetch(`${served.url}${path}`);
    expect(shown.status).toBe(200);
    expect(shown.headers.get('vary')).toContain('Authorization');
    const body = await shown.text();
    expect(body).toContain('ClaimRecorded');
    for (const secret of [reason, id, 'ConflictOfInterest']) expect(body).not.toContain(secret);
  }
});

describe('one that an earlier release recorded', () => {
  const KEY = 'before-the-upgrade';
  const body = { reason: 'He is my brother.' };
  let claimId: string;
  let citationId: string;
  let id: string;
  beforeAll(async () => {
    ({ claimId, citationId } = await citedClaim(desk));
    const stream = `claim-${claimId}`;
    const commandId = uuidv5(KEY, ana.id);
    const content = { name: 'DeclareConflict', path: { id: claimId }, body, stream };
    const commandDigest = createHash('sha256').update(canonicalJson(content)).digest('hex');
    const actor = { id: ana.id, roles: ['reviewer'] as const, organization: 'Desk' };
    const data = { member: ana.id, ...body };
    const metadata = { actor, commandId, commandDigest };
    const event = newEvent('ConflictOfInterestDeclared', data, { schemaVersion: 1, metadata });
    ({ id } = event);
    const options = { expected: 1n, commandId, commandDigest };
    await served.ledger.store.append(stream, [event], options);
  });

  it('has the id of its event, which a retry is answered, too', async () => {
    const path = `/v1/claims/${claimId}/conflicts`;
    const retried = await ana.post(path, body, { 'Idempotency-Key': KEY });
    const { position } = retried.body as Written;
    expect([retried.status, retried.body]).toMatchObject([201, { id, revision: 2 }]);
    expect(retried.headers.get('location')).toBe(`${path}/${id}`);
    const read = await ana.get(`${path}/${id}?atLeast=${position}`);
    expect(read.body).toMatchObject({ id, ...body, expires: null, standing: true });
    expect(await desk.history(claimId)).toContainEqual(
      expect.objectContaining({ id, schemaVersion: 1, data: { member: ana.id, ...body } }),
    );
  });

  it('keeps its member from judging until it is retracted', async () => {
    const judged = await ana.post(`/v1/claims/${claimId}/verdicts`, verdict([citationId]));
    expect(refusalIn(judged)).toBe('403 separation-of-duties conflict-of-interest');
    await desk.write(ana, retractionOf(claimId, id), { reason: 'Not mine.' });
    await desk.judge(ana, claimId, [citationId]);
  });
});
