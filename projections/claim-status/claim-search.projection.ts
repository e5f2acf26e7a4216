import { text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent } from '../impossible-event.js';

/** The words of every claim, for full-text search. Apart from `claim_status`, whose many versions share them. */
export const claimSearch = defineProjection({
  name: 'claim-search',
  version: 3,
  table: {
    name: 'claim_text',
    columns: { claim_id: text(), text: text() },
    key: 'claim_id',
    fullText: ['text'],
  },
  on: {
    ClaimRecorded(before, event, key) {
      absent(before, event, key);
      return { claim_id: key, text: event.data.text };
    },
  },
});
