import { fold, RecordedHistory, uuid } from '../../test/support/recorded-history.js';
import { claimSearch } from './claim-search.projection.js';
import { claimTopics } from './claim-topics.projection.js';

const CLAIM = uuid(10);

const { events } = new RecordedHistory().record(`claim-${CLAIM}`, 'ClaimRecorded', {
  text: 'Talks on phase two have started',
  kind: 'fact',
  claimant: { kind: 'own-voice' },
  topics: ['cease/fire', 'Gaza', 'gaza', 'E\u0301lections', 'Élections'],
  recordedBy: uuid(1),
});

it('keeps the words of a claim for full-text search', () => {
  expect([...fold(claimSearch, events).values()]).toEqual([
    { claim_id: CLAIM, text: 'Talks on phase two have started' },
  ]);
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
