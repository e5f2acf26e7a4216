import type { ClaimDetail } from '../../src/claims/queries/get-claim.js';
import { accepted, problemIn, refusalIn } from '../support/answers.js';
import { citedClaim, Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { ServedLedger } from '../support/served-ledger.js';

const ALL = 'include=citations,sources,verdicts,relations';

let served: ServedLedger;
let desk: Desk;
let claimId: string;
let citationId: string;
let sourceId: string;
let verdictId: string;
let relationId: string;
beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
  ({ claimId, citationId, sourceId } = await citedClaim(desk));
  await citedClaim(desk);
  verdictId = (await desk.judge(desk.reviewers[0], claimId, [citationId])).id;
  relationId = (await desk.relate(await desk.claim(), 'follows-up', claimId)).id;
  await desk.claimNow(claimId);
});
afterAll(() => served.stop());

type Included = NonNullable<ClaimDetail['included']>;

function idsIn(included: Included | undefined) {
  const pages = Object.entries(included ?? {});
  return Object.fromEntries(pages.map(([part, { items }]) => [part, items.map(({ id }) => id)]));
}

describe('a claim', () => {
  it('comes with what is asked for, by commas or one after another, and with nothing else', async () => {
    const whole = await desk.claimNow(claimId, ALL);
    expect(idsIn(whole.included)).toEqual({
      citations: [citationId],
      sources: [sourceId],
      verdicts: [verdictId],
      relations: [relationId],
    });
    const { included, ...alone } = whole;
    expect(await desk.claimNow(claimId)).toEqual(alone);
    const again = 'include=relations&include=verdicts,sources&include=citations&include=sources';
    expect(await desk.claimNow(claimId, again)).toEqual(whole);
    const { sources } = included!;
    expect((await desk.claimNow(claimId, 'include=sources')).included).toEqual({ sources });
  });

  it('comes with what its lists give to the same caller', async () => {
    for (const [reader, seesNames] of [
      [served.anonymous, false],
      [desk.contributor, true],
    ] as const) {
      const read = async <Answer>(path: string) => accepted<Answer>(await reader.get(path));
      const { included } = await read<ClaimDetail>(`/v1/claims/${claimId}?${ALL}`);
      expect(included).toEqual({
        citations: await read(`/v1/citations?claimId=${claimId}`),
        sources: { items: [await read(`/v1/sources/${sourceId}`)], next: null },
        verdicts: await read(`/v1/claims/${claimId}/verdicts`),
        relations: await read(`/v1/claims/${claimId}/relations`),
      });
      const { name } = included!.verdicts!.items[0]!.reviewer;
      expect(name !== null).toBe(seesNames);
    }
  });

  it('comes with nothing that is not known, which is named beside what is', async () => {
    const detail = 'must be one or more of citations, sources, verdicts, relations';
    for (const query of [
      'include=hops',
      'include=',
      'include=verdicts,hops',
      'include=a&include=b',
    ]) {
      const answer = await served.anonymous.get(`/v1/claims/${claimId}?${query}`);
      expect(refusalIn(answer)).toBe('422 invalid /include');
      expect(problemIn(answer).errors).toEqual([{ pointer: '/include', detail }]);
    }
    const unknown = '01900000-0000-7000-8000-000000000000';
    const missing = await served.anonymous.get(`/v1/claims/${unknown}?${ALL}`);
    expect(refusalIn(missing)).toBe('404 not-found');
  });

  it('has a tag that changes with what comes along, and begins with its revision', async () => {
    const read = (headers = {}) =>
      served.anonymous.get(`/v1/claims/${claimId}?${ALL}&atLeast=${desk.position}`, headers);
    const before = await read();
    const tag = before.headers.get('etag')!;
    const { revision } = accepted<ClaimDetail>(before);
    expect(tag).toMatch(new RegExp(`^"${revision}-`));
    expect((await read({ 'If-None-Match': tag })).status).toBe(304);
    await desk.write(desk.contributor, `/v1/sources/${sourceId}/amendments`, { title: 'Anew' });
    const after = await read({ 'If-None-Match': tag });
    expect(accepted<ClaimDetail>(after)).toMatchObject({
      revision,
      included: { sources: { items: [{ title: 'Anew' }] } },
    });
  });

  it('comes with what there was at an earlier moment, for ever', async () => {
    const { position } = desk;
    const instant = (await desk.history(claimId)).at(-1)!.recordedAt;
    await new Promise((resolve) => setTimeout(resolve, 2));
    const then = await desk.claimNow(claimId, ALL);
    const withdrawal = `/v1/claims/${claimId}/verdicts/${verdictId}/withdrawal`;
    await desk.write(desk.reviewers[0], withdrawal, { reason: 'Hasty.' });
    await desk.cite(claimId, await desk.source());
    expect((await desk.claimNow(claimId, ALL)).included).not.toEqual(then.included);
    expect(await desk.claimNow(claimId, `${ALL}&asOf=${position}`)).toEqual(then);
    const past = `/v1/claims/${claimId}?${ALL}&asOf=${instant}`;
    await eventually(async () => {
      const { headers } = await served.anonymous.get(past);
      return headers.get('cache-control') === 'public, max-age=86400, immutable';
    });
    const { verdicts } = accepted<ClaimDetail>(await served.anonymous.get(past)).included!;
    expect(verdicts!.items).toMatchObject([{ id: verdictId, status: 'active', withdrawn: null }]);
  });
});
