import { damagedFiles } from './damaged-files.js';
import { SQLITE_VIEWS } from './trial-views.js';
import { SILENT } from './trial.js';

it('refuses a damaged ledger, says that it is not ready, or serves all of it', async () => {
  const cases = 10;
  const { done, faults } = await damagedFiles({ seed: 3, cases, views: SQLITE_VIEWS }, SILENT);
  expect(faults).toEqual([]);
  expect(done).toMatchObject({ 'damaged ledgers': cases });
  expect(done['refused']).toBeGreaterThan(0);
  expect(done['not ready']).toBeGreaterThan(0);
  expect(done['all served']).toBeGreaterThan(0);
}, 600_000);
