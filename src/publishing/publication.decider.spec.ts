import type { Actor, Role } from '../../events/envelope.js';
import type { ClaimStreamEvent, DataOf } from '../../events/ledger-event.js';
import type { Policy } from '../../events/policy/policy-events.js';
import {
  CITATION,
  cited,
  claimWithdrawn,
  judged,
  policy,
  reached,
  recorded,
  reopened,
  reviewer,
} from '../../test/support/claim-stream.js';
import { eventsOf, given, refusalOf } from '../../test/support/given.js';
import { uuid } from '../../test/support/recorded-history.js';
import {
  publicationDecider,
  type CorrectPublication,
  type PublishFinding,
} from './publication.decider.js';

const NOW = '2026-03-01T12:00:00.000Z';
const [FINDING, OTHER_FINDING] = [uuid(61), uuid(62)];
const [PUBLICATION, SECOND, CORRECTION] = [uuid(81), uuid(82), uuid(91)];

const actor = (id: string, ...roles: Role[]): Actor => ({ id, roles, organization: 'Desk' });
const EDITOR = actor(uuid(9), 'editor');

const JUDGED = [recorded(), cited(CITATION), judged(1, 'true'), judged(2, 'true')];
const FOUND = [...JUDGED, reached(1, 'true', [1, 2], { policyVersion: 7 })];

const publish = (changes: Partial<PublishFinding> = {}): PublishFinding => ({
  type: 'PublishFinding',
  publicationId: PUBLICATION,
  findingId: FINDING,
  wording: 'Talks have started.',
  language: 'en-GB',
  actor: EDITOR,
  policy,
  ...changes,
});

const correct = (changes: Partial<CorrectPublication> = {}): CorrectPublication => ({
  type: 'CorrectPublication',
  correctionId: CORRECTION,
  publicationId: PUBLICATION,
  wrong: 'We named the wrong month.',
  since: '2026-02',
  wording: 'Talks started in October.',
  actor: EDITOR,
  policy,
  now: NOW,
  ...changes,
});

const retract = { publicationId: PUBLICATION, reason: 'forged', actor: EDITOR, policy };

const published = (
  changes: Partial<DataOf<'FindingPublished'>> = {},
): Extract<ClaimStreamEvent, { type: 'FindingPublished' }> => ({
  type: 'FindingPublished',
  data: {
    publicationId: PUBLICATION,
    question: 'veracity',
    findingId: FINDING,
    rating: 'true',
    policyVersion: 7,
    wording: 'Talks have started.',
    language: 'en-GB',
    ...changes,
  },
});
const RETRACTED = {
  type: 'PublicationRetracted',
  data: { publicationId: PUBLICATION, reason: 'forged' },
} as const;
/** Another finding has taken the place of the published one. */
const SUPERSEDED = [
  ...FOUND,
  published(),
  judged(3, 'false'),
  reached(2, 'false', [3], { supersedes: FINDING }),
];

const deciding = (...events: ClaimStreamEvent[]) => given(publicationDecider, ...events);

describe('publishing a finding', () => {
  it('records its rating and the policy that it was reached under', () => {
    const command = publish({ summary: 'Both sides say so.', url: 'https://desk.example/1' });
    expect(eventsOf(deciding(...FOUND).when(command))).toEqual([
      published({ summary: 'Both sides say so.', url: 'https://desk.example/1' }),
    ]);
  });

  it.each<[string, ClaimStreamEvent[], Partial<PublishFinding>]>([
    ['not-found claim-unknown', [], {}],
    ['not-found finding-unknown', FOUND, { findingId: uuid(99) }],
    ['rule claim-withdrawn', [...FOUND, claimWithdrawn], {}],
    [
      'rule finding-not-standing',
      [...FOUND, reopened({ kind: 'verdict-withdrawn', id: uuid(51) }, FINDING)],
      {},
    ],
    ['rule finding-not-standing', SUPERSEDED, { publicationId: SECOND }],
    ['rule already-published', [...FOUND, published()], { publicationId: SECOND }],
    [
      'rule already-published',
      [...FOUND, published()],
      { publicationId: SECOND, language: 'EN-gb' },
    ],
    ['accepted', [...FOUND, published()], { publicationId: SECOND, language: 'ar' }],
    ['accepted', [...FOUND, published(), RETRACTED], { publicationId: SECOND }],
    [
      'accepted',
      [...FOUND, published({ question: 'attribution', findingId: OTHER_FINDING })],
      { publicationId: SECOND },
    ],
  ])('is %s', (outcome, events, changes) => {
    expect(refusalOf(deciding(...events).when(publish(changes)))).toBe(outcome);
  });

  const publishing = (changes: Partial<Policy['publishing']>): Policy => ({
    ...policy,
    publishing: { ...policy.publishing, ...changes },
  });
  const carrier = actor(reviewer(1).id, 'reviewer', 'editor');

  it.each<[string, Partial<Policy['publishing']>, Actor]>([
    ['accepted', {}, EDITOR],
    ['separation-of-duties not-a-publisher', {}, actor(uuid(8), 'reviewer', 'admin')],
    ['separation-of-duties not-a-publisher', { roles: ['admin'] }, EDITOR],
    ['accepted', { roles: ['admin', 'reviewer'] }, actor(uuid(8), 'reviewer')],
    ['accepted', {}, carrier],
    ['separation-of-duties own-finding', { byCarriers: false }, carrier],
    ['accepted', { byCarriers: false }, actor(reviewer(3).id, 'editor')],
  ])('is %s by %j, for %j', (outcome, changes, by) => {
    const dissent = judged(3, 'false');
    const decision = deciding(...FOUND, dissent).when(
      publish({ policy: publishing(changes), actor: by }),
    );
    expect(refusalOf(decision)).toBe(outcome);
  });
});

describe('correcting a publication', () => {
  it('says what was wrong, since when, and what it says now', () => {
    expect(eventsOf(deciding(...FOUND, published()).when(correct()))).toEqual([
      {
        type: 'CorrectionIssued',
        data: {
          correctionId: CORRECTION,
          publicationId: PUBLICATION,
          wrong: 'We named the wrong month.',
          since: '2026-02',
          findingId: FINDING,
          rating: 'true',
          policyVersion: 7,
          wording: 'Talks started in October.',
        },
      },
    ]);
  });

  it('tells the finding that stands now, where that is another', () => {
    const [event] = eventsOf(
      deciding(...SUPERSEDED).when(correct({ wording: 'Talks have started.' })),
    );
    expect(event?.data).toMatchObject({
      findingId: OTHER_FINDING,
      rating: 'false',
      policyVersion: 1,
    });
  });

  it.each<[string, ClaimStreamEvent[], Partial<CorrectPublication>]>([
    ['not-found publication-unknown', FOUND, {}],
    ['rule publication-retracted', [...FOUND, published(), RETRACTED], {}],
    ['rule claim-withdrawn', [...FOUND, published(), claimWithdrawn], {}],
    [
      'rule no-finding-to-correct-by',
      [...FOUND, published(), reopened({ kind: 'verdict-withdrawn', id: uuid(51) }, FINDING)],
      {},
    ],
    [
      'rule correction-changes-nothing',
      [...FOUND, published()],
      { wording: 'Talks have started.' },
    ],
    [
      'accepted',
      [...FOUND, published({ summary: 'Both say so.' })],
      { wording: 'Talks have started.' },
    ],
    ['invalid no-such-date /since', [...FOUND, published()], { since: '2026-02-30' }],
    ['invalid wrong-since-in-future /since', [...FOUND, published()], { since: '2026-03-02' }],
    ['accepted', [...FOUND, published()], { since: '2026-03-01' }],
    [
      'separation-of-duties not-a-publisher',
      [...FOUND, published()],
      { actor: actor(uuid(8), 'reviewer') },
    ],
    [
      'separation-of-duties own-finding',
      SUPERSEDED,
      {
        actor: actor(reviewer(3).id, 'editor'),
        policy: { ...policy, publishing: { roles: ['editor'], byCarriers: false } },
      },
    ],
    [
      'separation-of-duties own-finding',
      [...FOUND, published()],
      {
        actor: actor(reviewer(1).id, 'editor'),
        policy: { ...policy, publishing: { roles: ['editor'], byCarriers: false } },
      },
    ],
  ])('is %s', (outcome, events, changes) => {
    expect(refusalOf(deciding(...events).when(correct(changes)))).toBe(outcome);
  });

  it('is refused once a page shows a hundred notices', () => {
    const corrected = Array.from({ length: 100 }, (_, n): ClaimStreamEvent => {
      const { correctionId: _id, ...data } = eventsOf(
        deciding(...FOUND, published()).when(correct()),
      )[0]!.data as DataOf<'CorrectionIssued'>;
      return { type: 'CorrectionIssued', data: { correctionId: uuid(1_000 + n), ...data } };
    });
    const decision = deciding(...FOUND, published(), ...corrected).when(
      correct({ wording: 'Once more.' }),
    );
    expect(refusalOf(decision)).toBe('rule too-many-corrections');
  });
});

describe('retracting a publication', () => {
  const command = { type: 'RetractPublication', ...retract } as const;

  it('records the reason, whatever has become of the finding', () => {
    for (const events of [[...FOUND, published()], SUPERSEDED]) {
      expect(eventsOf(deciding(...events, claimWithdrawn).when(command))).toEqual([RETRACTED]);
    }
  });

  it.each<[string, ClaimStreamEvent[]]>([
    ['not-found publication-unknown', FOUND],
    ['rule publication-retracted', [...FOUND, published(), RETRACTED]],
  ])('is refused: %s', (outcome, events) => {
    expect(refusalOf(deciding(...events).when(command))).toBe(outcome);
  });
});
