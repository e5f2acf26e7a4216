import { idOf } from '../../events/envelope.js';
import { countOne, countsTable } from '../counts.js';
import { text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent } from '../impossible-event.js';
import { nameKey } from '../../src/text/name-key.js';

/** How many claims are about each topic. */
const topicCounts = countsTable('topic_counts', (event) =>
  event.type === 'ClaimRecorded' ? topicKeys(event.data.topics) : [],
);

/** Which claims are about a topic. */
export const claimTopics = defineProjection({
  name: 'claim-topics',
  version: 4,
  table: {
    name: 'claim_topics',
    columns: {
      /** `<claimId>/<topic_key>`: two spellings of one topic make one row. */
      claim_topic: text(),
      claim_id: text(),
      /** The topic as it was recorded; the first spelling of several. */
      topic: text(),
      /** See `nameKey`. */
      topic_key: text(),
      /** The position at which the claim was recorded. */
      recorded_position: text(),
    },
    key: 'claim_topic',
    indexes: [{ columns: ['topic_key', 'recorded_position', 'claim_id'] }],
  },
  sides: [topicCounts],
  keys: ({ stream, data }) => topicKeys(data.topics).map((topic) => `${idOf(stream)}/${topic}`),
  on: {
    ClaimRecorded(before, event, key, sides) {
      absent(before, event, key);
      const id = idOf(event.stream);
      const topicKey = key.slice(id.length + 1);
      countOne(sides, topicCounts, topicKey);
      return {
        claim_topic: key,
        claim_id: id,
        topic: event.data.topics.find((topic) => nameKey(topic) === topicKey) ?? topicKey,
        topic_key: topicKey,
        recorded_position: event.position,
      };
    },
  },
});

function topicKeys(topics: readonly string[]): string[] {
  return [...new Set(topics.map(nameKey))];
}
