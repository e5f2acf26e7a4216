import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { TimedThreads, type ThreadLimits } from './timed-threads.js';
import type { WorkerFile } from './worker-file.js';

const workerOf = (name: string): WorkerFile => ({
  filename: fileURLToPath(new URL(`../../test/support/${name}`, import.meta.url)),
  execArgv: [],
});
const LIMITS = {
  timeMs: 30_000,
  threads: 1,
  waiting: 4,
  waitMs: 30_000,
  startMs: 60_000,
  heapMb: 64,
  idleMs: 1_000,
};

const opened: TimedThreads[] = [];
function threads(limits: Partial<ThreadLimits> = {}, name = 'wilful-worker.mjs'): TimedThreads {
  const made = new TimedThreads(workerOf(name), { ...LIMITS, ...limits });
  opened.push(made);
  return made;
}
afterAll(() => Promise.all(opened.map((each) => each.close())));

describe('timed threads', () => {
  it('answer what the worker returns', async () => {
    expect(await threads().run({ answer: { of: [1, 2] } })).toEqual({ of: [1, 2] });
  });

  it.each<[string, object, object]>([
    ['takes too long', { spins: true }, { why: 'too-long', message: 'It takes longer than 3 s.' }],
    ['takes too much memory', { fills: true }, { why: 'too-large' }],
    ['throws', { throws: 'no such place' }, { why: 'threw', message: 'no such place' }],
  ])('end a task that %s, and take the next', async (_, task, failure) => {
    const own = threads({ timeMs: 'spins' in task ? 3_000 : 30_000 });
    const failing = expect(own.run(task)).rejects.toMatchObject({
      name: 'TaskFailedError',
      ...failure,
    });
    const next = own.run({ answer: 7 });
    await failing;
    expect(await next).toBe(7);
  });

  it('count no time before a task has begun', async () => {
    const own = threads({ timeMs: 2_000 }, 'late-worker.mjs');
    expect(await own.run('at last')).toBe('at last');
  });

  it('refuse what no thread has begun in time as busy', async () => {
    const own = threads({ startMs: 300 }, 'late-worker.mjs');
    await expect(own.run('in vain')).rejects.toMatchObject({
      name: 'QueueFullError',
      message: 'No thread started within 0.3 s.',
    });
  });

  it('leave the event loop its turns, whatever a task does', async () => {
    const own = threads({ timeMs: 2_000 });
    const spinning = expect(own.run({ spins: true })).rejects.toMatchObject({ why: 'too-long' });
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 10);
    await spinning;
    clearInterval(timer);
    expect(turns).toBeGreaterThan(10);
  });

  it('let so many tasks wait, so long', async () => {
    const own = threads({ timeMs: 3_000, waiting: 1, waitMs: 100 });
    const first = expect(own.run({ spins: true })).rejects.toMatchObject({ why: 'too-long' });
    const second = own.run({ answer: 2 });
    await expect(own.run({ answer: 3 })).rejects.toMatchObject({
      name: 'QueueFullError',
      message: 'Too much waits already.',
    });
    await expect(second).rejects.toThrow('It had no turn within 0.1 s.');
    await first;
    expect(await own.run({ answer: 4 })).toBe(4);
  });

  it('refuse what they are at when they are closed, and all that comes later', async () => {
    const own = threads();
    const refused = expect(own.run({ spins: true })).rejects.toThrow('The server is stopping.');
    await sleep(100);
    await own.close();
    await refused;
    await expect(own.run({ answer: 1 })).rejects.toMatchObject({ name: 'QueueFullError' });
  });
});
