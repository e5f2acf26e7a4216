import { clock, SETTINGS } from './clock.js';
import { SQLITE_VIEWS } from './trial-views.js';
import { SILENT } from './trial.js';

it('records in order and goes on, whatever its clock is set to', async () => {
  const settings = SETTINGS.length + 1;
  const { done, faults } = await clock({ seed: 5, settings, views: SQLITE_VIEWS }, SILENT);
  expect(faults).toEqual([]);
  expect(done).toMatchObject({ 'settings of the clock': settings });
  expect(done['acknowledged writes']).toBe(6 * settings);
  expect(done['moments compared']).toBeGreaterThan(50);
}, 300_000);
