import { integer, text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent } from '../impossible-event.js';
import { likenessOf } from './likeness.js';

/** A column for each band, so that each has an index of its own. */
export const BAND_COLUMNS = [
  ...(['b01', 'b02', 'b03', 'b04', 'b05', 'b06', 'b07', 'b08', 'b09'] as const),
  ...(['b10', 'b11', 'b12', 'b13', 'b14', 'b15', 'b16', 'b17', 'b18'] as const),
] as const;
export type BandColumn = (typeof BAND_COLUMNS)[number];

/** What near-duplicates of a claim are looked for by: one row a claim, whose text never changes. */
export const claimLikeness = defineProjection({
  name: 'claim-likeness',
  version: 2,
  table: {
    name: 'claim_likeness',
    columns: {
      claim_id: text(),
      /** The instant at which the claim was recorded. */
      recorded_at: text(),
      recorded_position: text(),
      /** See `likenessOf`; signed, of 32 bits. */
      whole: integer(),
      ...inEachBand(integer),
    },
    key: 'claim_id',
    indexes: [
      // The oldest of the same words are shown first.
      { columns: ['whole', 'recorded_position'] },
      ...BAND_COLUMNS.map((band) => ({ columns: [band] })),
    ],
  },
  on: {
    ClaimRecorded(before, event, key) {
      absent(before, event, key);
      const { whole, bands } = likenessOf(event.data.text);
      return {
        claim_id: key,
        recorded_at: event.metadata.recordedAt,
        recorded_position: event.position,
        whole,
        ...inEachBand((n) => bands[n]!),
      };
    },
  },
});

function inEachBand<Value>(value: (n: number) => Value): Record<BandColumn, Value> {
  const entries = BAND_COLUMNS.map((band, n) => [band, value(n)] as const);
  return Object.fromEntries(entries) as Record<BandColumn, Value>;
}
