import { DEFAULT_POLICY } from '../../src/policy/default-policy.js';
import { ROUTE_ACCESS } from '../support/route-access.js';
import type { MemberAnswer } from '../../src/members/queries/members.js';
import { ReadinessCheck } from '../../src/operations/readiness.js';
import { accepted, refusalIn } from '../support/answers.js';
import { ApiDescription, type OpenApiDocument } from '../support/api-description.js';
import type { ApiAnswer } from '../support/api-client.js';
import { citedClaim, Desk, verdict, type Written } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { JSON_ROUTES, prepareJsonRoutes, send } from '../support/json-routes.js';
import { ServedLedger } from '../support/served-ledger.js';

const UNKNOWN = '01900000-0000-7000-8000-000000000000';
const LINES = { Accept: 'application/x-ndjson' };
const TABLE = { Accept: 'text/csv' };

interface Heard {
  readonly method: string;
  readonly path: string;
  readonly answer: ApiAnswer;
}

let served: ServedLedger;
let desk: Desk;
let api: ApiDescription;
const heard: Heard[] = [];
beforeAll(async () => {
  served = await ServedLedger.start({
    onAnswer: (method, path, answer) => heard.push({ method, path, answer }),
  });
  const { body } = await served.anonymous.get('/openapi.json');
  api = new ApiDescription(body as OpenApiDocument);
  heard.length = 0;
  desk = await Desk.over(served);
  await everyWrite();
  await everyRead();
  await everyProblem();
});
afterAll(() => served.stop());

async function everyWrite(): Promise<void> {
  const routes = await prepareJsonRoutes(desk);
  for (const name of JSON_ROUTES) await send(routes[name], routes[name].body);
  const issued = await served.admin.post(`/v1/members/${desk.auditor.id}/keys`, {});
  const { id: keyId } = issued.body as { id: string };
  await served.admin.delete(`/v1/members/${desk.auditor.id}/keys/${keyId}`);
}

async function everyRead(): Promise<void> {
  const [ana, boris, chidi] = desk.reviewers;
  const sourceId = await desk.source({ publishedAt: '2025', authors: [{ name: 'A. Author' }] });
  const { sha256 } = await desk.snapshot(sourceId, 'Yes. Talks have started. Yes.');
  await desk.snapshot(sourceId, Uint8Array.from([1, 2, 3]), 'image/png');
  await desk.snapshot(sourceId, Uint8Array.from([1, 2, 3]), 'image/png');
  await desk.write(desk.editor, `/v1/sources/${sourceId}/captures/1/texts`, {});
  const claimId = await desk.claim({ statedAt: '2025-10-14T10:00:00Z', topics: ['talks'] });
  const citations: string[] = [];
  for (const exact of ['Talks', 'Yes', 'Never']) {
    const quoted = await desk.cite(claimId, sourceId, { snapshot: sha256, quote: { exact } });
    citations.push(quoted.id);
  }
  const again = await desk.claim({ kind: 'opinion' });
  const relation = await desk.relate(again, 'follows-up', claimId);
  await desk.contributor.post('/v1/claims?dryRun=true', {
    text: 'Talks on phase two had started',
    kind: 'fact',
    claimant: { kind: 'own-voice' },
  });
  const { derivation, reprint, identification } = await provenanceOf(sourceId);
  const question = { question: 'attribution', rating: 'said', expires: '2099' };
  const { id } = await desk.judge(ana, claimId, citations, question);
  await desk.judge(boris, claimId, citations, question);
  await desk.judge(chidi, claimId, citations, { question: 'attribution', rating: 'distorted' });
  const conflicts = `/v1/claims/${again}/conflicts`;
  const conflict = await desk.write<Written>(ana, conflicts, { reason: 'A friend of mine.' });
  await desk.adoptPolicy(DEFAULT_POLICY);
  const settled = await desk.settledClaim();
  const publication = await desk.publish(settled.claimId, settled.findingId);
  const notes = `/v1/claims/${claimId}/notes`;
  const asked = { text: 'Who said so?', citationId: citations[0], to: ana.id };
  const note = await desk.write<Written>(desk.contributor, notes, asked);
  const answered = `/v1/notes/${note.id}/answers`;
  const { position } = await desk.write<Written>(ana, answered, { text: 'The minister.' });
  await desk.contributor.get(`${notes}?atLeast=${position}`);
  await desk.contributor.get('/v1/notes');
  await desk.contributor.get('/v1/notes', LINES);
  await desk.contributor.get('/v1/notes', TABLE);
  await desk.contributor.get(`/v1/notes/${note.id}`);
  await desk.write(desk.contributor, `/v1/notes/${note.id}/resolution`, {});
  await desk.adoptPolicy({ ...POLICY, quorum: 1 });
  for (const path of [
    '/v1/sources',
    `/v1/sources/${sourceId}`,
    `/v1/sources/${sourceId}/impact`,
    `/v1/snapshots/${sha256}`,
    `/v1/snapshots/${sha256}/text`,
    `/v1/sources/${sourceId}/derivations`,
    `/v1/sources/${sourceId}/derivations/${derivation}`,
    `/v1/sources/${reprint}/suggestions`,
    '/v1/agents/identifications',
    `/v1/agents/identifications/${identification}`,
    '/v1/claims',
    '/v1/claims?limit=1',
    `/v1/claims/${claimId}`,
    `/v1/claims/${claimId}?asOf=2999`,
    `/v1/claims/${claimId}?include=citations,sources,verdicts,relations`,
    `/v1/claims/${claimId}?include=sources`,
    `/v1/claims/${claimId}/history`,
    `/v1/claims/${claimId}/diff`,
    `/v1/claims/${claimId}/diff?from=2000`,
    `/v1/claims/${claimId}/similar`,
    `/v1/claims/${claimId}/relations`,
    `/v1/claims/${claimId}/relations/${relation.id}`,
    `/v1/claims/${claimId}/provenance`,
    `/v1/claims/${claimId}/verdicts`,
    `/v1/claims/${claimId}/verdicts/${id}`,
    '/v1/citations',
    '/v1/verdicts',
    '/v1/publications',
    `/v1/publications/${publication}`,
    `/v1/publications/${publication}/claim-review`,
    `/publications/${publication}`,
    '/publications.atom',
    '/publications.jsonld',
    conflicts,
    `${conflicts}/${conflict.id}`,
    '/v1/conflicts?standing=true',
    ...citations.map((citation) => `/v1/citations/${citation}`),
    '/v1/stats/overview',
    '/v1/stats/activity',
    '/v1/stats/sources',
    '/v1/stats/sources?by=publisher&order=cited',
    '/v1/policy',
    '/v1/policy/versions',
    '/v1/policy/versions/1',
  ]) {
    await desk.read(path);
  }
  const passage = `/v1/snapshots/${sha256}/text?highlight=${citations[0]}`;
  await served.anonymous.get(passage);
  await served.anonymous.get(passage, { Accept: 'application/json' });
  await served.anonymous.get(`/v1/sources/${sourceId}/impact`, LINES);
  await served.anonymous.get(`/v1/claims/${claimId}/provenance`, { Accept: 'text/vnd.graphviz' });
  for (const list of [
    'claims',
    'sources',
    'citations',
    'verdicts',
    'agents/identifications',
    'stats/activity',
    'stats/sources',
    'policy/versions',
  ]) {
    await served.anonymous.get(`/v1/${list}`, LINES);
    await served.anonymous.get(`/v1/${list}`, TABLE);
    await served.anonymous.get(`/v1/${list}?format=csv`);
  }
  await served.anonymous.get('/v1/stats/overview', TABLE);
  await served.anonymous.get('/v1/events/live');
  await served.anonymous.get(`/v1/claims/${again}/relations`, LINES);
  await desk.auditor.get('/v1/conflicts', LINES);
  for (const form of [LINES, TABLE, undefined]) await desk.auditor.get('/v1/stats/reviewers', form);
  await desk.auditor.get('/v1/events?limit=500');
  await desk.auditor.get('/v1/events', LINES);
  await desk.auditor.get(`/v1/events/${desk.position}`);
  await served.admin.get('/v1/members');
  await served.admin.get('/v1/members/me');
  const { body } = await served.admin.get(`/v1/members/${ana.id}`);
  const [key] = (body as MemberAnswer).keys!;
  await served.admin.get(`/v1/members/${ana.id}/keys/${key!.id}`);
  await everyReadOfWebhooks();
  for (const path of ['/health/live', '/health/ready', '/metrics']) {
    await served.anonymous.get(path);
  }
  for (const path of ['/problems', '/problems/rule-refused', '/problems/rules/own-claim']) {
    await served.anonymous.get(path);
    await served.anonymous.get(path, { Accept: 'text/html' });
  }
}

async function everyReadOfWebhooks(): Promise<void> {
  const { admin } = served;
  const made = await desk.write<Written>(admin, '/v1/webhooks', { url: 'https://desk.example/' });
  const webhook = `/v1/webhooks/${made.id}`;
  await desk.claim();
  const list = `${webhook}/deliveries?atLeast=${desk.position}`;
  let items: readonly { readonly id: string }[] = [];
  await eventually(async () => {
    ({ items } = accepted<{ items: { id: string }[] }>(await admin.get(list)));
    return items.length > 0;
  });
  const delivery = `${webhook}/deliveries/${items[0]!.id}`;
  await admin.get(delivery);
  await admin.post(`${delivery}/redelivery`, undefined);
  await admin.post(`${webhook}/test`, undefined);
  for (const path of ['/v1/webhooks', `${webhook}/deliveries`]) {
    await admin.get(path, LINES);
    await admin.get(path, TABLE);
  }
  await admin.get('/v1/webhooks');
  await admin.get(`${webhook}?atLeast=${desk.position}`);
}

/** A derivation of the source, a source with a suggestion that nobody answers, and an identification. */
async function provenanceOf(sourceId: string) {
  const { contributor } = desk;
  const text = Array.from({ length: 40 }, (_, n) => `passage${n}`).join(' ');
  const original = await desk.source();
  await desk.snapshot(original, text);
  const reprint = await desk.source();
  await desk.snapshot(reprint, `${text} reprinted`);
  const derivations = `/v1/sources/${sourceId}/derivations`;
  const declaration = { from: original, kind: 'quotes' };
  const { id: derivation } = await desk.write<Written>(contributor, derivations, declaration);
  const agents = [{ name: 'Radio Vesla' }, { name: 'Vesla Public Radio', type: 'organization' }];
  const { id: identification } = await desk.write<Written>(
    contributor,
    '/v1/agents/identifications',
    { agents, reason: 'The imprint gives both names.' },
  );
  return { derivation, reprint, identification };
}

const RATINGS = ['yes', 'no'].map((rating) => ({
  rating,
  label: rating,
  definition: `It says ${rating}.`,
  final: true,
}));
const POLICY = {
  distinctOrganizations: false,
  scales: { veracity: RATINGS, attribution: RATINGS },
};

async function everyProblem(): Promise<void> {
  const { contributor, reviewers } = desk;
  const { claimId, citationId } = await citedClaim(desk);
  const json = { 'Content-Type': 'application/json' };
  const withdrawal = { reason: 'Recorded twice.' };
  await contributor.send('POST', '/v1/claims', '{', json);
  await contributor.send('POST', '/v1/claims', '{}', { 'Content-Type': 'text/plain' });
  await contributor.send('POST', '/v1/claims', `"${'x'.repeat(600_000)}"`, json);
  await contributor.post('/v1/claims', { text: '' });
  await served.anonymous.post('/v1/claims', {});
  await reviewers[0].post('/v1/claims', {});
  const citations = `/v1/claims/${claimId}/citations`;
  await contributor.post(citations, { sourceId: UNKNOWN, stance: 'makes' });
  await contributor.post(`/v1/claims/${UNKNOWN}/citations`, { sourceId: UNKNOWN, stance: 'makes' });
  await contributor.post(
    citations,
    { sourceId: await desk.source(), stance: 'makes' },
    { 'If-Match': '"7"' },
  );
  await reviewers[0].post(`/v1/claims/${claimId}/conflicts`, withdrawal);
  const judged = verdict([citationId], { rating: 'yes' });
  await reviewers[0].post(`/v1/claims/${claimId}/verdicts`, judged);
  await served.anonymous.get('/v1/claims?limit=0');
  await served.anonymous.get('/v1/claims?after=x', LINES);
  await served.anonymous.get('/v1/claims?after=x', TABLE);
  await served.anonymous.get(`/v1/claims/${UNKNOWN}`);
  await served.anonymous.get(`/v1/snapshots/${'0'.repeat(64)}/text`);
  await served.anonymous.get('/v1/claims?atLeast=9999999999999999');
  await served.anonymous.get('/v1/claims/%zz');
  await served.anonymous.get('/problems/unknown');
  await served.anonymous.get('/problems/rules/unknown');
  await served.anonymous.get('/problems', { Accept: 'text/csv' });
  await served.anonymous.get('/v1/claims', { Accept: 'image/png' });
  await served.anonymous.get('/v1/claims?format=xml');
  await contributor.get('/v1/events');
  const guesser = served.clientWith('not-a-key');
  for (let attempt = 0; attempt < 21; attempt += 1) await guesser.get('/v1/claims');
  served.server.app.get(ReadinessCheck).announceStop();
  await served.anonymous.get('/health/ready');
  await served.anonymous.get('/v1/claims');
  await contributor.post('/v1/claims', {});
}

it('is told by every answer that was given', () => {
  expect(heard.length).toBeGreaterThan(120);
  const faults = heard.flatMap(({ method, path, answer }) =>
    api
      .faultsOf(method, path, answer)
      .map((fault) => `${method} ${path} ${answer.status}: ${fault}`),
  );
  expect(faults).toEqual([]);
});

it('has been held against a good answer of every route, and every kind of problem', () => {
  const successes = new Set<string | undefined>();
  const problems = new Set<number>();
  for (const { method, path, answer } of heard) {
    if (answer.status < 300) successes.add(api.routeOf(method, path));
    else problems.add(answer.status);
  }
  const described = Object.keys(ROUTE_ACCESS).filter((route) => api.operations().has(route));
  expect(described.length).toBeGreaterThan(40);
  expect(described.filter((route) => !successes.has(route))).toEqual([]);
  expect([...problems].sort()).toEqual([
    400, 401, 403, 404, 406, 409, 412, 413, 415, 422, 429, 503,
  ]);
});

it('includes what a server says that is stopping', () => {
  const last = heard.slice(-3).map(({ answer }) => answer);
  expect(last[0]!.body).toMatchObject({ ready: false, reasons: ['The server is stopping.'] });
  expect(last.slice(1).map(refusalIn)).toEqual(Array(2).fill('503 shutting-down'));
  expect(last[2]!.headers.get('retry-after')).toBe('5');
});

it('would be told by an answer that is different', () => {
  const { method, path, answer } = heard.find(
    (each) => each.path.startsWith('/v1/claims/') && each.answer.status === 200,
  )!;
  const body = answer.body as object;
  expect(api.faultsOf(method, path, { ...answer, body: { ...body, more: 1 } })).not.toEqual([]);
  expect(api.faultsOf(method, path, { ...answer, body: { ...body, id: 1 } })).not.toEqual([]);
  expect(api.faultsOf(method, path, { ...answer, headers: new Headers() })).not.toEqual([]);
  expect(api.faultsOf(method, path, { ...answer, status: 418 })).not.toEqual([]);
});
