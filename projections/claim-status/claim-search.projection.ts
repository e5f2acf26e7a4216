import { idOf } from '../../events/envelope.js';
import type { Projection } from '../engine/projection.js';
import { absent } from '../impossible-event.js';
import type { ColumnsOf } from '../stored.js';

export type ClaimTextRow = {
  claim_id: string;
  text: string;
};

export const claimTextColumns = {
  claim_id: { type: 'text' },
  text: { type: 'text' },
} as const satisfies ColumnsOf<ClaimTextRow>;

/** The words of every claim, for full-text search. Apart from `claim_status`, whose many versions share them. */
export const claimSearch: Projection<ClaimTextRow> = {
  name: 'claim-search',
  version: 2,
  table: {
    name: 'claim_text',
    columns: claimTextColumns,
    key: 'claim_id',
    versioned: false,
    fullText: ['text'],
  },
  handles: ['ClaimRecorded'],
  keys: (event) => [idOf(event.stream)],
  evolve(before, event, key) {
    if (event.type !== 'ClaimRecorded') return undefined;
    absent(before, event, key);
    return { claim_id: key, text: event.data.text };
  },
};
