import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import { FoldedRows } from '../../test/support/folded-rows.js';
import { LedgerHistory } from '../../test/support/ledger-history.js';
import { fold, RecordedHistory, uuid } from '../../test/support/recorded-history.js';
import type { Projection } from '../engine/projection.js';
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
    stated_from: '2025-10-14T00:00:00.000Z',
    stated_until: '2025-10-14T23:59:59.999Z',
    language: 'en',
    language_key: 'en',
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

it.each([
  ['2025', '2025-01-01T00:00:00.000Z', '2025-12-31T23:59:59.999Z'],
  ['2025-02', '2025-02-01T00:00:00.000Z', '2025-02-28T23:59:59.999Z'],
  ['2025-10-14T01:30+03:00', '2025-10-13T22:30:00.000Z', '2025-10-13T22:30:00.000Z'],
  // The API takes none such, but an imported log may have it.
  ['2025-02-30', null, null],
])('knows between which instants it was stated: %s', (statedAt, from, until) => {
  const history = new LedgerHistory().claim(CLAIM, { statedAt });
  const row = { stated_at: statedAt, stated_from: from, stated_until: until };
  expect(fold(claims, history.events).get(CLAIM)).toMatchObject(row);
});

it.each([
  ['pt-BR', 'pt'],
  ['ZH-Hans-CN', 'zh'],
  [undefined, null],
])('is found by its language, whatever comes behind it: %s', (language, key) => {
  const history = new LedgerHistory().claim(CLAIM, { ...(language && { language }) });
  expect(fold(claims, history.events).get(CLAIM)?.language_key).toBe(key);
});

it('counts claims by claimant and by topic, in whatever spelling', () => {
  const log = new LedgerHistory();
  const named = (name: string) => ({ kind: 'named', agent: { name } }) as const;
  log.claim(uuid(11), { claimant: named('Majed Al-Ansari'), topics: ['Gaza', 'gaza', 'talks'] });
  log.claim(uuid(12), { claimant: named('MAJED AL-ANSARI'), topics: ['GAZA'] });
  log.claim(uuid(13), { claimant: { kind: 'own-voice' }, topics: [] });
  expect(countsOf(claims, log.events)).toEqual({ 'majed al-ansari': 2 });
  expect(countsOf(claimTopics, log.events)).toEqual({ gaza: 2, talks: 1 });
});

function countsOf(projection: Projection, recorded: readonly RecordedLedgerEvent[]) {
  const folded = new FoldedRows(projection);
  for (const event of recorded) folded.apply(event);
  const rows = [...folded.sides.get(projection.sides[0]!)!.values()];
  return Object.fromEntries(rows.map((row) => [row['value'] as string, row['count'] as number]));
}

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
