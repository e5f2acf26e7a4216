import { countsTable } from '../counts.js';
import { json, text, type RowOf } from '../engine/columns.js';
import { sideTable } from '../engine/side-table.js';

const columns = {
  /** `<claimId>/<publisher_name>`. */
  claim_publisher: text(),
  claim_id: text(),
  /** See `nameKey`. */
  publisher_name: text(),
  /** As the source has it that was recorded first. */
  publisher: json<{ readonly name: string }>(),
  /** The position at which the claim was recorded. */
  recorded_position: text(),
};
export type ClaimPublisherRow = RowOf<typeof columns>;

/** Who published what each claim is cited to, each once; citations that were retracted do not count. */
export const claimPublishers = sideTable({
  table: {
    name: 'claim_publishers',
    columns,
    key: 'claim_publisher',
    indexes: [
      { columns: ['publisher_name', 'recorded_position', 'claim_id'] },
      { columns: ['claim_id'] },
    ],
  },
  keys: () => [],
});

/** How many claims are cited to each publisher. */
export const publisherCounts = countsTable('publisher_counts', () => []);
