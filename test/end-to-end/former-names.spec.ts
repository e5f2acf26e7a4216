import { v7 as uuidv7 } from 'uuid';

import { DEFAULT_POLICY } from '../../src/policy/default-policy.js';
import { accepted, refusalIn } from '../support/answers.js';
import type { ApiAnswer } from '../support/api-client.js';
import { Desk } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

let served: ServedLedger;
let desk: Desk;
beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
});
afterAll(() => served.stop());

const FORMER = { name: 'Ilse Tamborini', organisation: 'Harbour Watch', roles: ['reviewer'] };

function deprecation({ headers }: ApiAnswer): (string | null)[] {
  return [headers.get('deprecation'), headers.get('link')];
}
const DEPRECATED = ['@1795910400', '</docs>; rel="deprecation"; type="text/html"'];

describe('a former name', () => {
  it('is taken in a body, and the answer says that it is deprecated', async () => {
    const answer = await served.admin.post('/v1/members', FORMER);
    expect(deprecation(answer)).toEqual(DEPRECATED);
    const { id } = accepted<{ id: string }>(answer);
    const enrolled = await served.admin.get(`/v1/members/${id}`);
    expect(enrolled.body).toMatchObject({ name: 'Ilse Tamborini', organization: 'Harbour Watch' });
  });

  it('is taken for whether a policy counts organizations, and for the claim of a relation', async () => {
    const { distinctOrganizations, ...policy } = DEFAULT_POLICY;
    const former = { ...policy, distinctOrganisations: !distinctOrganizations };
    expect(deprecation(await desk.editor.put('/v1/policy', former))).toEqual(DEPRECATED);
    const { body } = await desk.editor.get('/v1/policy');
    expect(body).toMatchObject({ distinctOrganizations: !distinctOrganizations });

    const [one, other] = [await desk.claim(), await desk.claim()];
    const relation = { kind: 'contradicts', to: other };
    const path = `/v1/claims/${one}/relations`;
    expect(deprecation(await desk.contributor.post(path, relation))).toEqual(DEPRECATED);
    const { items } = await desk.read<{ items: object[] }>(path);
    expect(items).toMatchObject([{ kind: 'contradicts', claimId: other }]);
  });

  it('is taken in a query string', async () => {
    const source = await desk.source();
    const claim = await desk.claim();
    const { id } = await desk.cite(claim, source);
    for (const former of [`source=${source}`, `claim=${claim}`]) {
      const answer = await served.anonymous.get(`/v1/citations?${former}`);
      expect(answer.body).toMatchObject({ items: [{ id }] });
      expect(deprecation(answer)).toEqual(DEPRECATED);
    }
    expect(deprecation(await served.anonymous.get(`/v1/claims?source=${source}`))).toEqual(
      DEPRECATED,
    );
    const today = await served.anonymous.get(`/v1/citations?sourceId=${source}`);
    expect(today.body).toMatchObject({ items: [{ id }] });
    expect(deprecation(today)).toEqual([null, null]);
  });

  it('is taken where the answer is no JSON, and told of by a 304 too', async () => {
    const source = await desk.source();
    const { sha256 } = await desk.snapshot(source, 'Talks have started.');
    await desk.read('/v1/sources');
    for (const path of [`/v1/snapshots/${sha256}`, `/v1/snapshots/${sha256}/text`]) {
      const former = `${path}?source=${source}`;
      const answer = await served.anonymous.get(former);
      expect([answer.status, answer.body]).toEqual([200, 'Talks have started.']);
      expect(deprecation(answer)).toEqual(DEPRECATED);
      const held = { 'If-None-Match': answer.headers.get('etag')! };
      const again = await served.anonymous.get(former, held);
      expect([again.status, ...deprecation(again)]).toEqual([304, ...DEPRECATED]);
      const today = await served.anonymous.get(`${path}?sourceId=${source}`);
      expect(deprecation(today)).toEqual([null, null]);
    }
  });

  it('is refused beside the name of today', async () => {
    const both = { ...FORMER, organization: 'Harbour Watch' };
    const refused = await served.admin.post('/v1/members', both);
    expect(refusalIn(refused)).toBe('422 invalid /organisation');
    expect(refused.body).toMatchObject({
      detail: '/organisation is the former name of organization, which is given too.',
    });
  });

  it('makes another command of a request: a retry repeats the body as it was', async () => {
    const header = { 'Idempotency-Key': uuidv7() };
    const first = await served.admin.post('/v1/members', FORMER, header);
    const again = await served.admin.post('/v1/members', FORMER, header);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const { organisation: organization, ...rest } = FORMER;
    const today = await served.admin.post('/v1/members', { ...rest, organization }, header);
    expect(refusalIn(today)).toBe('422 idempotency-key-reused');
  });
});
