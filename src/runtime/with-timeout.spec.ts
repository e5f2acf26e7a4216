import { setTimeout as sleep } from 'node:timers/promises';

import { withTimeout } from './with-timeout.js';

const late = () => new Error('too late');

it('is what comes in time, a failure included', async () => {
  await expect(withTimeout(1_000, Promise.resolve(7), late)).resolves.toBe(7);
  await expect(withTimeout(1_000, Promise.reject(new Error('no')), late)).rejects.toThrow('no');
});

it('is late where nothing comes in time, and does not mind what comes then', async () => {
  const failing = sleep(20).then(() => Promise.reject(new Error('nobody hears this')));
  await expect(withTimeout(5, failing, late)).rejects.toThrow('too late');
  await expect(withTimeout(-1, sleep(20), late)).rejects.toThrow('too late');
  await sleep(40);
});
