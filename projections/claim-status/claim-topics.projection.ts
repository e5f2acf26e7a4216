import { idOf } from '../../events/envelope.js';
import type { Projection } from '../engine/projection.js';
import { absent } from '../impossible-event.js';
import { nameKey } from '../name-key.js';
import type { ColumnsOf } from '../stored.js';

export type ClaimTopicRow = {
  /** `<claimId>/<topic_key>`: two spellings of one topic make one row. */
  claim_topic: string;
  claim_id: string;
  /** As it was recorded; the first spelling of several. */
  topic: string;
  /** See `nameKey`. */
  topic_key: string;
  /** Of the claim. */
  recorded_position: string;
};

export const claimTopicColumns = {
  claim_topic: { type: 'text' },
  claim_id: { type: 'text' },
  topic: { type: 'text' },
  topic_key: { type: 'text' },
  recorded_position: { type: 'text' },
} as const satisfies ColumnsOf<ClaimTopicRow>;

/** Which claims are about a topic. */
export const claimTopics: Projection<ClaimTopicRow> = {
  name: 'claim-topics',
  version: 3,
  table: {
    name: 'claim_topics',
    columns: claimTopicColumns,
    key: 'claim_topic',
    versioned: false,
    indexes: [{ columns: ['topic_key', 'recorded_position', 'claim_id'] }],
  },
  handles: ['ClaimRecorded'],
  keys(event) {
    if (event.type !== 'ClaimRecorded') return [];
    const id = idOf(event.stream);
    return [...new Set(event.data.topics.map(nameKey))].map((topic) => `${id}/${topic}`);
  },
  evolve(before, event, key) {
    if (event.type !== 'ClaimRecorded') return undefined;
    absent(before, event, key);
    const id = idOf(event.stream);
    const topicKey = key.slice(id.length + 1);
    return {
      claim_topic: key,
      claim_id: id,
      topic: event.data.topics.find((topic) => nameKey(topic) === topicKey) ?? topicKey,
      topic_key: topicKey,
      recorded_position: event.position,
    };
  },
};
