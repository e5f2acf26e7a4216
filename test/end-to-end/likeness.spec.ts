import type { RelationAnswer } from '../../src/claims/queries/claim-relations.js';
import type { SimilarClaim } from '../../src/claims/queries/similar-claims.js';
import { accepted, refusalIn } from '../support/answers.js';
import type { Headings } from '../support/api-client.js';
import { citedClaim, Desk, type Written } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

const TEXT = 'Talks on the second phase of the ceasefire have started in Doha';
const ALIKE = 'Talks on the second phase of the ceasefire have started in Cairo';

interface ClaimWritten extends Written {
  readonly similar: SimilarClaim[] | null;
}

let served: ServedLedger;
let desk: Desk;
beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
});
afterAll(() => served.stop());

const body = (text: string) => ({ text, kind: 'fact', claimant: { kind: 'own-voice' } });

/** Records a claim once the views show what the desk has written. */
async function record(text: string, headers: Headings = {}): Promise<ClaimWritten> {
  await desk.read('/v1/claims?limit=1');
  return desk.write(desk.contributor, '/v1/claims?similar=true', body(text), headers);
}

const ids = (similar: readonly { id: string }[] | null) => similar?.map(({ id }) => id);

describe('a claim that is recorded', () => {
  let first: ClaimWritten;
  beforeAll(async () => (first = await record(TEXT)));

  it('has nothing like it where there is nothing', () => {
    expect(first.similar).toEqual([]);
  });

  it('shows those that are like it, with a score, what they say and what became of them', async () => {
    const { id, similar } = await record(ALIKE);
    expect(similar).toEqual([
      {
        id: first.id,
        text: TEXT,
        score: expect.any(Number) as number,
        status: 'recorded',
        findings: { veracity: null, attribution: null },
      },
    ]);
    expect(similar![0]!.score).toBeGreaterThan(0.5);
    await desk.write(desk.editor, `/v1/claims/${id}/withdrawal`, { reason: 'Recorded twice.' });
    const again = await record(`${ALIKE}!`);
    expect(again.similar!.map((claim) => [claim.id, claim.status])).toEqual([
      [id, 'withdrawn'],
      [first.id, 'recorded'],
    ]);
    expect(again.similar![0]!.score).toBe(1);
  });

  it('shows nothing that is like it to those who do not ask', async () => {
    const text = 'Council seats held by women rose to twenty of forty';
    const written = await desk.write(desk.contributor, '/v1/claims', body(text));
    expect(Object.keys(written).sort()).toEqual(['id', 'position', 'revision']);
  });

  it('is never like itself, also where it is tried again', async () => {
    const text = 'Ferries from Saltbridge carried 400 thousand passengers in 2021';
    const key = { 'Idempotency-Key': 'saltbridge' };
    const written = await record(text, key);
    expect(written.similar).toEqual([]);
    const later = await record(`${text}.`);
    expect(ids(later.similar)).toEqual([written.id]);
    const again = await record(text, key);
    expect(again).toMatchObject({
      id: written.id,
      revision: written.revision,
      position: written.position,
    });
    expect(ids(again.similar)).toEqual([later.id]);
  });

  it('can be asked what is like it, now and as of earlier', async () => {
    const path = `/v1/claims/${first.id}/similar`;
    const { items } = await desk.read<{ items: SimilarClaim[] }>(path);
    expect(items).toHaveLength(2);
    expect(ids(items)).not.toContain(first.id);
    const then = await desk.read<{ items: SimilarClaim[] }>(`${path}?asOf=${first.position}`);
    expect(then.items).toEqual([]);
    const unknown = await desk.auditor.get(
      '/v1/claims/01900000-0000-7000-8000-000000000000/similar',
    );
    expect(refusalIn(unknown)).toBe('404 not-found');
  });
});

describe('a dry run', () => {
  const look = (content: object) => desk.contributor.post('/v1/claims?dryRun=true', content);
  const head = async () => (await desk.read<{ items: object[] }>('/v1/claims?limit=500')).items;

  it('only looks', async () => {
    const before = await head();
    const answer = await look(body(TEXT.toUpperCase()));
    expect(answer.status).toBe(200);
    const { similar, ...more } = accepted<{ similar: SimilarClaim[] }>(answer);
    expect(more).toEqual({});
    expect(similar[0]).toMatchObject({ text: TEXT, score: 1 });
    expect(answer.headers.get('ETag')).toBeNull();
    expect(answer.headers.get('Ledger-Position')! >= desk.position).toBe(true);
    expect(await head()).toEqual(before);
  });

  it('refuses what recording would refuse, to whom it would', async () => {
    const prediction = { ...body(TEXT), kind: 'prediction' };
    expect(refusalIn(await look(prediction))).toBe(
      '422 invalid prediction-needs-resolves /resolves',
    );
    expect(refusalIn(await look({ ...body(TEXT), kind: 'rumour' }))).toBe('422 invalid /kind');
    const [reviewer] = desk.reviewers;
    const asked = (who: { post: Desk['contributor']['post'] }, query: string) =>
      who.post(`/v1/claims?${query}`, body(TEXT));
    expect(refusalIn(await asked(reviewer, 'dryRun=true'))).toBe('403 forbidden');
    expect(refusalIn(await asked(served.anonymous, 'dryRun=true'))).toBe('401 unauthenticated');
    expect(refusalIn(await asked(desk.contributor, 'dryRun=maybe'))).toBe('422 invalid /dryRun');
  });

  it('that says false records', async () => {
    const answer = await desk.contributor.post('/v1/claims?dryRun=false', body('Rents are up.'));
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ revision: 0 });
  });
});

it('is recorded while the views do not answer, and says that nobody looked', async () => {
  const other = await ServedLedger.start();
  try {
    const contributor = await other.member(['contributor']);
    const { ledger } = other;
    await ledger.progress.stop();
    await ledger.views.close();
    const answer = await contributor.post('/v1/claims?similar=true', body(TEXT));
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ revision: 0, similar: null });
    expect((await contributor.post('/v1/claims?dryRun=true', body(TEXT))).status).toBeGreaterThan(
      499,
    );
  } finally {
    await other.stop();
  }
});

describe('a relation', () => {
  let claim: string;
  let judged: { claimId: string; citationId: string };
  let relation: Written;
  let finding: string;
  beforeAll(async () => {
    const [ana, boris] = desk.reviewers;
    claim = await desk.claim({ text: 'Hostages were exchanged on Monday' });
    judged = await citedClaim(desk, { text: 'The hostages were exchanged on a Monday' });
    relation = await desk.relate(claim, 'same-as', judged.claimId, { note: 'A translation.' });
    await desk.judge(ana, judged.claimId, [judged.citationId]);
    finding = (await desk.judge(boris, judged.claimId, [judged.citationId])).finding!.id;
  });

  const relationsOf = async (end: string, query = '') => {
    const path = `/v1/claims/${end}/relations?${query}`;
    return (await desk.read<{ items: RelationAnswer[] }>(path)).items;
  };

  it("is shown at both ends, with the other's finding, which is not its own", async () => {
    const one = await desk.claimNow(claim);
    expect(one.revision).toBe(1);
    expect(one.questions.veracity).toMatchObject({
      status: 'unjudged',
      verdictCount: 0,
      finding: null,
    });
    expect(await relationsOf(claim)).toEqual([
      {
        id: relation.id,
        kind: 'same-as',
        direction: 'to',
        claimId: judged.claimId,
        text: 'The hostages were exchanged on a Monday',
        status: 'settled',
        findings: { veracity: { id: finding, rating: 'true' }, attribution: null },
        note: 'A translation.',
        retracted: null,
        recordedBy: {
          id: desk.contributor.id,
          name: 'contributor',
          organization: 'Desk of contributor',
        },
        recordedAt: expect.any(String) as string,
      },
    ]);
    expect(await relationsOf(judged.claimId)).toMatchObject([
      { id: relation.id, direction: 'from', claimId: claim, status: 'recorded' },
    ]);
    expect(await relationsOf(claim, `asOf=${relation.position}`)).toMatchObject([
      { status: 'recorded', findings: { veracity: null, attribution: null } },
    ]);
  });

  it('is refused where it makes no sense', async () => {
    const relate = async (from: string, to: string, kind = 'same-as') =>
      refusalIn(await desk.contributor.post(`/v1/claims/${from}/relations`, { kind, claimId: to }));
    const unknown = '01900000-0000-7000-8000-000000000000';
    expect(await relate(unknown, claim)).toBe('404 not-found claim-unknown');
    expect(await relate(claim, claim)).toBe('422 invalid relation-to-itself /claimId');
    expect(await relate(claim, unknown)).toBe('409 rule-refused related-claim-unknown /claimId');
    const twice = '409 rule-refused relation-already-recorded /claimId';
    expect(await relate(claim, judged.claimId)).toBe(twice);
    expect(await relate(judged.claimId, claim)).toBe(twice);
    expect(await relate(claim, judged.claimId, 'like')).toBe('422 invalid /kind');
  });

  it('is taken back by who recorded it or an editor, once, and was there before', async () => {
    const path = `/v1/claims/${claim}/relations/${relation.id}/retraction`;
    const reason = { reason: 'Another Monday.' };
    const stranger = await served.member(['contributor'], 'Stranger');
    const separation = '403 separation-of-duties relation-not-yours';
    expect(refusalIn(await stranger.post(path, reason))).toBe(separation);
    const otherEnd = `/v1/claims/${judged.claimId}/relations/${relation.id}/retraction`;
    const notHere = '404 not-found relation-unknown';
    expect(refusalIn(await desk.editor.post(otherEnd, reason))).toBe(notHere);
    const before = desk.position;
    await desk.write(desk.editor, path, reason);
    const gone = '409 rule-refused relation-already-taken-back';
    expect(refusalIn(await desk.contributor.post(path, reason))).toBe(gone);
    for (const end of [claim, judged.claimId]) {
      expect(await relationsOf(end, `asOf=${before}`)).toMatchObject([{ retracted: null }]);
      expect(await relationsOf(end)).toMatchObject([
        {
          id: relation.id,
          retracted: { recordedBy: { id: desk.editor.id }, reason: 'Another Monday.' },
        },
      ]);
    }
    await desk.relate(judged.claimId, 'same-as', claim);
    expect(await relationsOf(claim)).toMatchObject([
      { direction: 'from', retracted: null },
      { id: relation.id },
    ]);
  });
});
