import { fold, RecordedHistory, uuid } from '../../test/support/recorded-history.js';
import { claimSearch } from './claim-search.projection.js';
import { claimTopics } from './claim-topics.projection.js';

const CLAIM = uuid(10);

const { events } = new RecordedHistory().record(`claim-${CLAIM}`, 'ClaimRecorded', {
  text: 'Talks on phase two have started',
  kind: 'fact',
  claimant: { kind: 'own-voice' },
  topics: ['cease/fire', 'gaza', 'gaza'],
  recordedBy: uuid(1),
});

it('keeps the words of a claim for full-text search', () => {
  expect([...fold(claimSearch, events).values()]).toEqual([
    { claim_id: CLAIM, text: 'Talks on phase two have started' },
  ]);
});

it('lists a claim once under each of its topics', () => {
  const row = { claim_id: CLAIM, recorded_position: '0000000000000001' };
  expect([...fold(claimTopics, events).values()]).toEqual([
    { ...row, claim_topic: `${CLAIM}/cease/fire`, topic: 'cease/fire' },
    { ...row, claim_topic: `${CLAIM}/gaza`, topic: 'gaza' },
  ]);
});
