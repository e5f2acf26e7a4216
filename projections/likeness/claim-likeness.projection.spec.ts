import { LedgerHistory } from '../../test/support/ledger-history.js';
import { fold, uuid } from '../../test/support/recorded-history.js';
import { ImpossibleEventError } from '../impossible-event.js';
import { BAND_COLUMNS, claimLikeness } from './claim-likeness.projection.js';
import { BANDS, likenessOf } from './likeness.js';

const CLAIM = uuid(10);

it('has a row for each claim, with its likeness in columns', () => {
  const { events } = new LedgerHistory()
    .claim(CLAIM, { text: 'Mediators met' })
    .claimWithdrawn(CLAIM);
  const { whole, bands } = likenessOf('Mediators met');
  const rows = fold(claimLikeness, events);
  expect([...rows.keys()]).toEqual([CLAIM]);
  const { claim_id, recorded_at, recorded_position, ...numbers } = rows.get(CLAIM)!;
  expect([claim_id, recorded_at, recorded_position]).toEqual([
    CLAIM,
    '2025-10-14T08:00:00.000Z',
    '0000000000000001',
  ]);
  expect(numbers).toEqual({
    whole,
    ...Object.fromEntries(BAND_COLUMNS.map((column, n) => [column, bands[n]])),
  });
});

it('has a column and an index for every band', () => {
  const { columns, indexes } = claimLikeness.table;
  expect(BAND_COLUMNS).toHaveLength(BANDS);
  for (const column of ['whole', ...BAND_COLUMNS] as const) {
    expect(columns[column]).toEqual({ type: 'integer' });
  }
  for (const column of BAND_COLUMNS) expect(indexes).toContainEqual({ columns: [column] });
  expect(indexes).toContainEqual({ columns: ['whole', 'recorded_position'] });
});

it('stops at a claim that was recorded before', () => {
  const { events } = new LedgerHistory().claim(CLAIM).claim(CLAIM);
  expect(() => fold(claimLikeness, events)).toThrow(ImpossibleEventError);
});
