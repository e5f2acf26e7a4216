import { LedgerHistory } from '../../test/support/ledger-history.js';
import { fold, RecordedHistory, uuid } from '../../test/support/recorded-history.js';
import { claimTopics } from './claim-topics.projection.js';
import { claims } from './claims.projection.js';

const CLAIM = uuid(10);

const { events } = new RecordedHistory().record(`claim-${CLAIM}`, 'ClaimRecorded', {
  text: 'Talks on phase two have started',
  kind: 'fact',
  claimant: { kind: 'own-voice' },
  topics: ['cease/fire', 'Gaza', 'gaza', 'E\u0301lections', 'Élections'],
  recordedBy: uuid(1),
});

it('shows what was recorded', () => {
  const { events } = new RecordedHistory()
    .at('2025-10-14T09:30:00.000Z')
    .record(`claim-${CLAIM}`, 'ClaimRecorded', {
      text: 'A deal will be signed',
      kind: 'prediction',
      claimant: { kind: 'named', agent: { name: 'Majed AL-ANSARI' } },
      resolves: { by: '2026-06', criterion: 'Both parties say so' },
      statedAt: '2025-10-14',
      language: 'en',
      topics: ['ceasefire'],
      recordedBy: uuid(1),
    });
  expect(fold(claims, events).get(CLAIM)).toEqual({
    claim_id: CLAIM,
    text: 'A deal will be signed',
    kind: 'prediction',
    claimant: { kind: 'named', agent: { name: 'Majed AL-ANSARI' } },
    claimant_name: 'majed al-ansari',
    stated_at: '2025-10-14',
    language: 'en',
    topics: ['ceasefire'],
    resolves: { by: '2026-06', criterion: 'Both parties say so' },
    recorded_by: uuid(1),
    recorded_at: '2025-10-14T09:30:00.000Z',
    recorded_position: '0000000000000001',
  });
});

it.each([
  [{ kind: 'anonymous', description: 'Diplomatic sources' }, 'diplomatic sources'],
  [{ kind: 'own-voice' }, null],
  [{ kind: 'own-voice', agent: { name: 'The Gazette' } }, 'the gazette'],
] as const)('is found by its claimant: %j', (claimant, name) => {
  const history = new LedgerHistory().claim(CLAIM, { claimant });
  expect(fold(claims, history.events).get(CLAIM)?.claimant_name).toBe(name);
});

it('lists a claim once under each of its topics, in whatever spelling', () => {
  const row = { claim_id: CLAIM, recorded_position: '0000000000000001' };
  expect([...fold(claimTopics, events).values()]).toEqual([
    { ...row, claim_topic: `${CLAIM}/cease/fire`, topic: 'cease/fire', topic_key: 'cease/fire' },
    { ...row, claim_topic: `${CLAIM}/gaza`, topic: 'Gaza', topic_key: 'gaza' },
    {
      ...row,
      claim_topic: `${CLAIM}/élections`,
      topic: 'E\u0301lections',
      topic_key: 'élections',
    },
  ]);
});
