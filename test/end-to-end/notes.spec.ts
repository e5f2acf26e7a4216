import type { NoteAnswer, NoteDetail } from '../../src/notes/queries/notes.js';
import { accepted, refusalIn } from '../support/answers.js';
import { csvRows } from '../support/csv-rows.js';
import { citedClaim, Desk, type DeskMember, type Written } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

const UNKNOWN = '01900000-0000-7000-8000-000000000000';

let served: ServedLedger;
let desk: Desk;
let ana: DeskMember;
let boris: DeskMember;
let claimId: string;
let citationId: string;
let elsewhere: string;
beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
  [ana, boris] = desk.reviewers;
  ({ claimId, citationId } = await citedClaim(desk));
  ({ citationId: elsewhere } = await citedClaim(desk));
});
afterAll(() => served.stop());

const text = 'Is that of the whole year?';

const note = (by: DeskMember, content: object = {}, on = claimId) =>
  desk.write<Written>(by, `/v1/claims/${on}/notes`, { text, ...content });
const answer = (by: DeskMember, id: string) =>
  desk.write<Written>(by, `/v1/notes/${id}/answers`, { text: 'It is.' });
const resolve = (by: DeskMember, id: string, content: object = {}) =>
  by.post(`/v1/notes/${id}/resolution`, content);

async function shown(id: string, to: DeskMember = ana): Promise<NoteDetail> {
  return accepted(await to.get(`/v1/notes/${id}?atLeast=${desk.position}`));
}

async function idsIn(path: string, to: DeskMember = ana): Promise<string[]> {
  const at = `${path.includes('?') ? '&' : '?'}atLeast=${desk.position}`;
  const { items } = accepted<{ items: NoteAnswer[] }>(await to.get(`${path}${at}`));
  return items.map(({ id }) => id);
}

it('is added, answered and resolved, and tells who did what', async () => {
  const made = await desk.contributor.post(`/v1/claims/${claimId}/notes`, { text, citationId });
  const { id, revision } = accepted<Written>(made);
  expect([made.status, made.headers.get('location'), revision]).toEqual([
    201,
    `/v1/notes/${id}`,
    0,
  ]);
  await answer(boris, id);
  const resolved = await resolve(desk.contributor, id, { text: 'So it is.' });
  expect(accepted(resolved)).toMatchObject({ id, revision: 2 });
  const { position } = resolved.body as Written;
  const read = await ana.get(`/v1/notes/${id}?atLeast=${position}`);
  expect(read.body).toMatchObject({
    id,
    claimId,
    citationId,
    text,
    to: null,
    open: false,
    answerCount: 1,
    answers: [{ text: 'It is.', recordedBy: { id: boris.id, name: 'Boris' } }],
    resolved: { text: 'So it is.', recordedBy: { id: desk.contributor.id } },
    recordedBy: { id: desk.contributor.id },
  });
  expect(read.headers.get('etag')).toMatch(/^"2-/);
});

it('asks a member, until they answer or it is resolved', async () => {
  const answered = await note(desk.editor, { to: boris.id });
  const waiting = await note(desk.editor, { to: boris.id });
  const done = await note(ana, { to: boris.id });
  await answer(ana, answered.id);
  expect(await shown(answered.id)).toMatchObject({ open: true, to: { name: 'Boris' } });
  await answer(boris, answered.id);
  const { position } = accepted<Written>(await resolve(ana, done.id));
  expect(await shown(answered.id)).toMatchObject({ open: false, resolved: null });
  const mine = `/v1/notes?to=me&open=true&atLeast=${position}`;
  expect(accepted<{ items: object[] }>(await boris.get(mine)).items).toMatchObject([
    { id: waiting.id, open: true },
  ]);
  expect(await idsIn(`/v1/notes?to=${boris.id.toUpperCase()}`)).toEqual([
    done.id,
    waiting.id,
    answered.id,
  ]);
  expect(await idsIn('/v1/notes?recordedBy=me&to=me', boris)).toEqual([]);
  expect(await idsIn(`/v1/notes?recordedBy=me&to=${boris.id}`)).toEqual([done.id]);
});

it('is listed with its claim and its citation', async () => {
  const { claimId: fresh, citationId: cited } = await citedClaim(desk);
  const [one, other] = [await note(ana, {}, fresh), await note(ana, { citationId: cited }, fresh)];
  const before = desk.position;
  const third = await note(ana, {}, fresh);
  expect(await idsIn(`/v1/claims/${fresh}/notes`)).toEqual([third.id, other.id, one.id]);
  expect(await idsIn(`/v1/notes?claimId=${fresh}`)).toEqual([third.id, other.id, one.id]);
  expect(await idsIn(`/v1/notes?citationId=${cited}`)).toEqual([other.id]);
  expect(await idsIn(`/v1/claims/${fresh}/notes?asOf=${before}`)).toEqual([other.id, one.id]);
  expect(await idsIn(`/v1/claims/${fresh}/notes?open=false`)).toEqual([]);
  const table = await ana.get(`/v1/claims/${fresh}/notes?format=csv`);
  expect(csvRows(table.body as string).rows.map((row) => row['id'])).toEqual([
    third.id,
    other.id,
    one.id,
  ]);
});

it('is for contributors, reviewers and editors, and in no history', async () => {
  const { id } = await note(ana, { text: 'Her brother works there, says a neighbour.' });
  for (const path of ['/v1/notes', `/v1/notes/${id}`, `/v1/claims/${claimId}/notes`]) {
    expect(refusalIn(await served.anonymous.get(path))).toBe('401 unauthenticated');
    expect(refusalIn(await desk.auditor.get(path))).toBe('403 forbidden');
    expect((await desk.contributor.get(path)).status).toBe(200);
  }
  const history = await desk.history(claimId);
  expect(JSON.stringify(history)).not.toContain('neighbour');
  const before = (await desk.claimNow(claimId)).revision;
  await note(ana);
  expect((await desk.claimNow(claimId)).revision).toBe(before);
});

it('happens once, however often it is sent', async () => {
  const key = { 'Idempotency-Key': 'one-note' };
  const path = `/v1/claims/${claimId}/notes`;
  const first = await desk.write<Written>(ana, path, { text }, key);
  expect(await desk.write<Written>(ana, path, { text }, key)).toEqual(first);
  const other = await ana.post(path, { text: 'Another.' }, key);
  expect(refusalIn(other)).toBe('422 idempotency-key-reused');
  const replies = `/v1/notes/${first.id}/answers`;
  const again = { 'Idempotency-Key': 'one-answer' };
  const reply = await desk.write<Written>(boris, replies, { text }, again);
  expect(await desk.write<Written>(boris, replies, { text }, again)).toEqual(reply);
  expect((await shown(first.id)).answerCount).toBe(1);
});

describe('is refused', () => {
  const post = (path: string, body: object, by: DeskMember = ana) => by.post(path, body);
  const notes = () => `/v1/claims/${claimId}/notes`;

  it('about what is not there, or is of another claim', async () => {
    expect(refusalIn(await post(`/v1/claims/${UNKNOWN}/notes`, { text }))).toBe(
      '404 not-found claim-unknown',
    );
    expect(refusalIn(await post(notes(), { text, citationId: elsewhere }))).toBe(
      '409 rule-refused note-on-another-citation /citationId',
    );
    expect(refusalIn(await post(`/v1/notes/${UNKNOWN}/answers`, { text }))).toBe(
      '404 not-found note-unknown',
    );
    expect(refusalIn(await resolve(ana, UNKNOWN))).toBe('404 not-found note-unknown');
  });

  it('to whom cannot answer', async () => {
    const asked = async (to: string) => refusalIn(await post(notes(), { text, to }));
    expect(await asked(UNKNOWN)).toBe('409 rule-refused addressee-unknown /to');
    expect(await asked(desk.auditor.id)).toBe('409 rule-refused addressee-cannot-answer /to');
    const away = await served.member(['reviewer'], 'Dora');
    await served.admin.post(`/v1/members/${away.id}/suspension`, { reason: 'On leave.' });
    expect(await asked(away.id)).toBe('409 rule-refused addressee-cannot-answer /to');
  });

  it('to whom too much is asked already, until some of it is done', async () => {
    const busy = await served.member(['reviewer'], 'Emil');
    const all = await Promise.all(
      Array.from({ length: 200 }, () => post(notes(), { text, to: busy.id })),
    );
    const last = await note(desk.editor);
    await shown(last.id);
    const refused = await post(notes(), { text, to: busy.id });
    expect(refusalIn(refused)).toBe('409 rule-refused too-many-open-requests /to');
    await answer(busy, accepted<Written>(all[0]!).id);
    await shown(last.id);
    expect((await post(notes(), { text, to: busy.id })).status).toBe(201);
  });

  it('once it is resolved, and to whom it is none of', async () => {
    const { id } = await note(ana);
    expect(refusalIn(await resolve(boris, id))).toBe('403 separation-of-duties note-not-yours');
    expect((await resolve(desk.editor, id)).status).toBe(200);
    expect(refusalIn(await resolve(ana, id))).toBe('409 rule-refused note-resolved');
    expect(refusalIn(await post(`/v1/notes/${id}/answers`, { text }))).toBe(
      '409 rule-refused note-resolved',
    );
  });

  it.each([
    ['to=you', '422 invalid /to'],
    ['recordedBy=', '422 invalid /recordedBy'],
    ['open=maybe', '422 invalid /open'],
  ])('as a list by %s', async (query, refusal) => {
    expect(refusalIn(await ana.get(`/v1/notes?${query}`))).toBe(refusal);
  });
});
