import { fuzzing } from './fuzzing.js';
import { SQLITE_VIEWS } from './trial-views.js';
import { SILENT } from './trial.js';

it('answers whatever it is sent, and keeps what it acknowledged', async () => {
  const requests = 600;
  const { done, faults } = await fuzzing({ seed: 7, requests, views: SQLITE_VIEWS }, SILENT);
  expect(faults).toEqual([]);
  expect(done).toMatchObject({ requests });
  expect(done['2xx']).toBeGreaterThan(requests / 20);
  expect(done['acknowledged writes']).toBeGreaterThan(10);
  expect(done['sent twice']).toBeGreaterThan(0);
}, 300_000);
