import { idOf } from '../../events/envelope.js';
import type { Projection } from '../engine/projection.js';
import { absent } from '../impossible-event.js';
import type { ColumnsOf } from '../stored.js';
import { likenessOf } from './likeness.js';

/** A column for each band, so that each has an index of its own. */
export const BAND_COLUMNS = [
  ...(['b01', 'b02', 'b03', 'b04', 'b05', 'b06', 'b07', 'b08', 'b09'] as const),
  ...(['b10', 'b11', 'b12', 'b13', 'b14', 'b15', 'b16', 'b17', 'b18'] as const),
] as const;
export type BandColumn = (typeof BAND_COLUMNS)[number];

export type ClaimLikenessRow = {
  claim_id: string;
  /** Of the claim. */
  recorded_at: string;
  recorded_position: string;
  /** See `likenessOf`; signed, of 32 bits. */
  whole: number;
} & Record<BandColumn, number>;

export const claimLikenessColumns = {
  claim_id: { type: 'text' },
  recorded_at: { type: 'text' },
  recorded_position: { type: 'text' },
  whole: { type: 'integer' },
  ...inEachBand(() => ({ type: 'integer' }) as const),
} as const satisfies ColumnsOf<ClaimLikenessRow>;

/** What near-duplicates of a claim are looked for by: one row a claim, whose text never changes. */
export const claimLikeness: Projection<ClaimLikenessRow> = {
  name: 'claim-likeness',
  version: 2,
  table: {
    name: 'claim_likeness',
    columns: claimLikenessColumns,
    key: 'claim_id',
    versioned: false,
    indexes: [
      // The oldest of the same words are shown first.
      { columns: ['whole', 'recorded_position'] },
      ...BAND_COLUMNS.map((band) => ({ columns: [band] })),
    ],
  },
  handles: ['ClaimRecorded'],
  keys: (event) => [idOf(event.stream)],
  evolve(before, event, key) {
    if (event.type !== 'ClaimRecorded') return undefined;
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
};

function inEachBand<Value>(value: (n: number) => Value): Record<BandColumn, Value> {
  const entries = BAND_COLUMNS.map((band, n) => [band, value(n)] as const);
  return Object.fromEntries(entries) as Record<BandColumn, Value>;
}
