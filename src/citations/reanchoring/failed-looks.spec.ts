import { QueueFullError } from '../../runtime/semaphore.js';
import { TaskFailedError } from '../../runtime/timed-threads.js';
import { SnapshotStoreError } from '../../snapshots/snapshot-store.js';
import { FailedLooks, lookFailureOf } from './failed-looks.js';

const damaged = new SnapshotStoreError('damaged', 'the text abc is not in the store');
const tooLong = new TaskFailedError('too-long', 'It takes longer than 10 s.');

it('tells a line a cause, with how many and the first of them, and each once', () => {
  const failed = new FailedLooks();
  for (let n = 1; n <= 9_266; n += 1) failed.add('damaged', `c${n}`, damaged);
  failed.add('too-long', 'd1', tooLong);
  const lines = failed.take();
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^9266 looks .* damaged or missing; .* citation c1: .*the text abc/);
  expect(lines[1]).toMatch(/^1 looks .* takes too long; .* citation d1: .*longer than 10 s/);
  expect(failed.take()).toEqual([]);
  failed.add('damaged', 'c1', damaged);
  expect(failed.take()).toHaveLength(1);
});

it.each<[string, unknown, string | undefined]>([
  ['a text that is damaged', damaged, 'damaged'],
  ['a look that takes too long', tooLong, 'too-long'],
  ['a look that throws', new TaskFailedError('threw', 'no such thing'), 'threw'],
  ['a disk that cannot be read', new SnapshotStoreError('unavailable', 'EIO'), undefined],
  ['threads that have too much to do', new QueueFullError('Too much waits already.'), undefined],
  ['what nobody foresaw', new Error('away'), undefined],
])('knows the failure of %s', (_, error, failure) => {
  expect(lookFailureOf(error)).toBe(failure);
});
