import { ROUTE_ACCESS } from '../support/route-access.js';
import { roleMatrix } from './role-matrix.js';
import { SQLITE_VIEWS } from './trial-views.js';
import { SILENT } from './trial.js';

it('lets everybody do at every route what they may, and nothing else', async () => {
  const { done, faults } = await roleMatrix({ seed: 1, views: SQLITE_VIEWS }, SILENT);
  expect(faults).toEqual([]);
  expect(done['routes']).toBe(Object.keys(ROUTE_ACCESS).length);
  expect(done['cells']).toBeGreaterThan(2 * 8 * done['routes']!);
}, 300_000);
