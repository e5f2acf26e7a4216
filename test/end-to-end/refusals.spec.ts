import { DEFAULT_POLICY } from '../../src/policy/default-policy.js';
import { refusalIn } from '../support/answers.js';
import type { ApiAnswer } from '../support/api-client.js';
import { citedClaim, Desk, verdict } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

const UNKNOWN = '01900000-0000-7000-8000-000000000000';
const REASON = { reason: 'It was recorded twice.' };
const OWN_VOICE = { kind: 'own-voice' };
const BY_OWN_VOICE = { mode: 'reported', by: OWN_VOICE };
const SAID = { mode: 'said', by: { kind: 'named', agent: { name: 'Majed al-Ansari' } } };

let served: ServedLedger;
let desk: Desk;
/** A claim with a citation of a source that has a snapshot; and another with its own. */
let claimId: string;
let sourceId: string;
let citationId: string;
let elsewhere: { claimId: string; sourceId: string; citationId: string; sha256: string };
let predictionId: string;
let predictionCitation: string;
let withdrawnSource: string;
let retracted: string;
beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
  ({ claimId, sourceId, citationId } = await citedClaim(desk));
  await desk.snapshot(sourceId, 'Talks have started.');
  const other = await citedClaim(desk);
  const { sha256 } = await desk.snapshot(other.sourceId, 'Talks have ended.');
  elsewhere = { ...other, sha256 };
  const prediction = await citedClaim(desk, {
    kind: 'prediction',
    resolves: { by: '2999', criterion: 'Both sides announce it.' },
  });
  predictionId = prediction.claimId;
  predictionCitation = prediction.citationId;
  withdrawnSource = await desk.source();
  await desk.write(desk.editor, `/v1/sources/${withdrawnSource}/withdrawal`, REASON);
  retracted = (await desk.cite(claimId, sourceId)).id;
  const path = `/v1/claims/${claimId}/citations/${retracted}/retraction`;
  await desk.write(desk.contributor, path, REASON);
});
afterAll(() => served.stop());

let before: string | undefined;
const head = () => served.ledger.store.head();
beforeEach(async () => (before = await head()));
afterEach(async () => expect(await head()).toBe(before));

type Ask = () => Promise<ApiAnswer>;

const source = (content: object): Ask => {
  const body = { type: 'post', title: 'A post', ...content };
  return () => desk.contributor.post('/v1/sources', body);
};
const claim = (content: object): Ask => {
  const body = { text: 'It began', kind: 'fact', claimant: OWN_VOICE, ...content };
  return () => desk.contributor.post('/v1/claims', body);
};
const cite =
  (content: () => object): Ask =>
  () =>
    desk.contributor.post(`/v1/claims/${claimId}/citations`, {
      sourceId,
      stance: 'makes',
      ...content(),
    });
const judge =
  (content: () => object): Ask =>
  () =>
    desk.reviewers[0].post(`/v1/claims/${claimId}/verdicts`, verdict([citationId], content()));

it.each<[string, Ask, string]>([
  [
    'a prediction without a date',
    claim({ kind: 'prediction' }),
    '422 invalid prediction-needs-resolves /resolves',
  ],
  [
    'a fact that resolves',
    claim({ resolves: { by: '2030', criterion: 'Somebody says so.' } }),
    '422 invalid only-predictions-resolve /resolves',
  ],
  [
    'a claimant of two kinds',
    claim({ claimant: { kind: 'own-voice', description: 'diplomats' } }),
    '422 invalid /claimant/description',
  ],
  ['a claimant of no kind', claim({ claimant: { kind: 'ghost' } }), '422 invalid /claimant/kind'],
  [
    'a language tag too long',
    claim({ language: `en${'-abcdefgh'.repeat(5)}` }),
    '422 invalid /language',
  ],
  ['no language', claim({ language: 'e' }), '422 invalid /language'],
  ['a URL of a file', source({ url: 'file:///etc/passwd' }), '422 invalid /url'],
  ['a URL with a NUL', source({ url: 'https://desk.example/\0' }), '422 invalid /url'],
  ['a URL of a script', source({ url: 'javascript:alert(1)' }), '422 invalid /url'],
  ['a URL without a scheme', source({ url: '//desk.example/' }), '422 invalid /url'],
  [
    'an amendment of nothing',
    () => desk.contributor.post(`/v1/sources/${sourceId}/amendments`, {}),
    '409 rule-refused nothing-changed',
  ],
  [
    'an amendment of a withdrawn source',
    () => desk.contributor.post(`/v1/sources/${withdrawnSource}/amendments`, { title: 'X' }),
    '409 rule-refused source-withdrawn',
  ],
  [
    'a snapshot of a withdrawn source',
    () => desk.contributor.postBytes(`/v1/sources/${withdrawnSource}/snapshots`, 'a', 'text/plain'),
    '409 rule-refused source-withdrawn',
  ],
  [
    'a second withdrawal of a source',
    () => desk.editor.post(`/v1/sources/${withdrawnSource}/withdrawal`, REASON),
    '409 rule-refused source-already-withdrawn',
  ],
  [
    'a citation of an unknown source',
    cite(() => ({ sourceId: UNKNOWN })),
    '409 rule-refused source-not-registered /sourceId',
  ],
  [
    'a citation of a withdrawn source',
    cite(() => ({ sourceId: withdrawnSource })),
    '409 rule-refused source-withdrawn /sourceId',
  ],
  [
    'a citation of a snapshot of another source',
    cite(() => ({ snapshot: elsewhere.sha256 })),
    '409 rule-refused snapshot-of-another-source /snapshot',
  ],
  [
    'a quote from a snapshot of another source',
    cite(() => ({ snapshot: elsewhere.sha256, quote: { exact: 'Talks' } })),
    '409 rule-refused snapshot-of-another-source /snapshot',
  ],
  [
    'a digest that is too short',
    cite(() => ({ snapshot: 'a'.repeat(63) })),
    '422 invalid /snapshot',
  ],
  [
    'an own voice that repeats somebody',
    cite(() => ({ attribution: [SAID, BY_OWN_VOICE] })),
    '422 invalid own-voice-is-first /attribution/1/by',
  ],
  [
    'a way of too many hops',
    cite(() => ({ attribution: Array(21).fill(SAID) })),
    '422 invalid /attribution',
  ],
  [
    'a retraction of what is retracted',
    () => desk.contributor.post(`/v1/claims/${claimId}/citations/${retracted}/retraction`, REASON),
    '409 rule-refused citation-already-retracted',
  ],
  [
    'a retraction of a citation of another claim',
    () =>
      desk.contributor.post(
        `/v1/claims/${claimId}/citations/${elsewhere.citationId}/retraction`,
        REASON,
      ),
    '404 not-found citation-unknown',
  ],
  ['an unknown rating', judge(() => ({ rating: 'truish' })), '422 invalid rating-unknown /rating'],
  [
    'a rating of the other question',
    judge(() => ({ rating: 'said' })),
    '422 invalid rating-unknown /rating',
  ],
  ['an unknown question', judge(() => ({ question: 'taste' })), '422 invalid /question'],
  ['no evidence', judge(() => ({ evidence: [] })), '422 invalid /evidence'],
  [
    'evidence of another claim',
    judge(() => ({ evidence: [citationId, elsewhere.citationId] })),
    '409 rule-refused evidence-unknown /evidence/1',
  ],
  [
    'evidence that is not there',
    judge(() => ({ evidence: [UNKNOWN] })),
    '409 rule-refused evidence-unknown /evidence/0',
  ],
  [
    'retracted evidence',
    judge(() => ({ evidence: [retracted] })),
    '409 rule-refused evidence-retracted /evidence/0',
  ],
  [
    'evidence named twice',
    judge(() => ({ evidence: [citationId, citationId] })),
    '422 invalid evidence-repeated /evidence/1',
  ],
  [
    'evidence named twice, once in capitals',
    judge(() => ({ evidence: [citationId, citationId.toUpperCase()] })),
    '422 invalid evidence-repeated /evidence/1',
  ],
  [
    'a verdict of a day to come',
    judge(() => ({ asOf: '2999-01-01' })),
    '422 invalid as-of-in-future /asOf',
  ],
  [
    'a verdict that has expired',
    judge(() => ({ expires: '2020' })),
    '422 invalid expiry-passed /expires',
  ],
  [
    'a criterion of a fact',
    judge(() => ({ criterionMet: true })),
    '422 invalid criterion-met-only-for-predictions /criterionMet',
  ],
  [
    'a final verdict on a prediction before its date',
    () =>
      desk.reviewers[0].post(
        `/v1/claims/${predictionId}/verdicts`,
        verdict([predictionCitation], { rating: 'false' }),
      ),
    '409 rule-refused prediction-not-due',
  ],
  [
    'a policy with a rating twice',
    () => {
      const [first] = DEFAULT_POLICY.scales.veracity;
      const veracity = [first, first];
      const scales = { ...DEFAULT_POLICY.scales, veracity };
      return desk.editor.put('/v1/policy', { ...DEFAULT_POLICY, scales });
    },
    '422 invalid rating-repeated /scales/veracity/1/rating',
  ],
  [
    'a policy that says what the present one says',
    () => desk.editor.put('/v1/policy', DEFAULT_POLICY),
    '409 rule-refused policy-unchanged',
  ],
  [
    'a role that is none',
    () => served.admin.post('/v1/members', { name: 'A', organization: 'B', roles: ['system'] }),
    '422 invalid /roles',
  ],
  [
    'a role twice',
    () =>
      served.admin.post('/v1/members', {
        name: 'A',
        organization: 'B',
        roles: ['admin', 'admin'],
      }),
    '422 invalid /roles',
  ],
  [
    'the roles that a member has',
    () => served.admin.post(`/v1/members/${desk.auditor.id}/roles`, { roles: ['auditor'] }),
    '409 rule-refused roles-unchanged',
  ],
  [
    'a reinstatement of who is not suspended',
    () => served.admin.post(`/v1/members/${desk.auditor.id}/reinstatement`, REASON),
    '409 rule-refused not-suspended',
  ],
])('%s is refused', async (_, ask, refusal) => {
  expect(refusalIn(await ask())).toBe(refusal);
});

describe('separation of duties', () => {
  it('keeps whoever recorded a claim from judging it', async () => {
    const both = await served.member(['contributor', 'reviewer'], 'Mira');
    const made = await both.post('/v1/claims', {
      text: 'It began',
      kind: 'fact',
      claimant: OWN_VOICE,
    });
    const { id } = made.body as { id: string };
    const cited = await both.post(`/v1/claims/${id}/citations`, { sourceId, stance: 'makes' });
    before = await head();
    const evidence = [(cited.body as { id: string }).id];
    const answer = await both.post(`/v1/claims/${id}/verdicts`, verdict(evidence));
    expect(refusalIn(answer)).toBe('403 separation-of-duties own-claim');
  });

  it('lets nobody withdraw the verdict or retract the citation of another', async () => {
    const { id } = await desk.judge(desk.reviewers[0], elsewhere.claimId, [elsewhere.citationId]);
    const stranger = await served.member(['contributor'], 'Nils');
    before = await head();
    const claimPath = `/v1/claims/${elsewhere.claimId}`;
    const answers = [
      await desk.reviewers[1].post(`${claimPath}/verdicts/${id}/withdrawal`, REASON),
      await stranger.post(`${claimPath}/citations/${elsewhere.citationId}/retraction`, REASON),
    ];
    expect(answers.map(refusalIn)).toEqual([
      '403 separation-of-duties verdict-not-yours',
      '403 separation-of-duties citation-not-yours',
    ]);
  });
});
