import { LedgerHistory } from '../../test/support/ledger-history.js';
import { fold, uuid } from '../../test/support/recorded-history.js';
import { totals } from './totals.projection.js';

it('counts what was ever recorded, also what was taken back', () => {
  const { events } = new LedgerHistory()
    .source(uuid(20))
    .source(uuid(21))
    .sourceWithdrawn(uuid(21))
    .claim(uuid(10))
    .citation(uuid(10), uuid(30), uuid(20))
    .verdict(uuid(10), uuid(40), 'true');
  expect([...fold(totals, events).values()]).toEqual([
    { subject: 'all', sources: 2, citations: 1, verdicts: 1, members: 0 },
  ]);
});
