import { idOf } from '../../events/envelope.js';
import type { Projection } from '../engine/projection.js';
import { absent } from '../impossible-event.js';
import type { ColumnsOf } from '../stored.js';

export type ClaimTopicRow = {
  /** `<claimId>/<topic>`. */
  claim_topic: string;
  claim_id: string;
  topic: string;
  /** Of the claim. */
  recorded_position: string;
};

export const claimTopicColumns = {
  claim_topic: { type: 'text' },
  claim_id: { type: 'text' },
  topic: { type: 'text' },
  recorded_position: { type: 'text' },
} as const satisfies ColumnsOf<ClaimTopicRow>;

/** Which claims are about a topic. */
export const claimTopics: Projection<ClaimTopicRow> = {
  name: 'claim-topics',
  version: 1,
  table: {
    name: 'claim_topics',
    columns: claimTopicColumns,
    key: 'claim_topic',
    versioned: false,
    indexes: [{ columns: ['topic', 'recorded_position', 'claim_id'] }],
  },
  handles: ['ClaimRecorded'],
  keys(event) {
    if (event.type !== 'ClaimRecorded') return [];
    const id = idOf(event.stream);
    return [...new Set(event.data.topics)].map((topic) => `${id}/${topic}`);
  },
  evolve(before, event, key) {
    absent(before, event, key);
    const id = idOf(event.stream);
    return {
      claim_topic: key,
      claim_id: id,
      topic: key.slice(id.length + 1),
      recorded_position: event.position,
    };
  },
};
