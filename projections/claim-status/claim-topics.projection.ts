import { idOf } from '../../events/envelope.js';
import { text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent } from '../impossible-event.js';
import { nameKey } from '../name-key.js';

/** Which claims are about a topic. */
export const claimTopics = defineProjection({
  name: 'claim-topics',
  version: 3,
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
  keys({ stream, data }) {
    const topics = new Set(data.topics.map(nameKey));
    return Array.from(topics, (topic) => `${idOf(stream)}/${topic}`);
  },
  on: {
    ClaimRecorded(before, event, key) {
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
  },
});
