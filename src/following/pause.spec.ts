import { setTimeout as sleep } from 'node:timers/promises';

import { turnsDuring } from '../../test/support/turns-during.js';
import { pause, repeat, unlessAborted, untilAborted } from './pause.js';

describe('a pause', () => {
  it.each<[string, number, AbortSignal]>([
    ['of no time', 0, new AbortController().signal],
    ['of less than none', -1, new AbortController().signal],
    ['that was ended before it began', 1_000, AbortSignal.abort()],
  ])('%s gives the event loop its turn', async (_, ms, signal) => {
    expect(await turnsDuring(() => pause(ms, signal))).toBeGreaterThan(0);
  });

  it('lasts as long as it must, and ends with the signal', async () => {
    const stopping = new AbortController();
    const begun = performance.now();
    await pause(30, stopping.signal);
    expect(performance.now() - begun).toBeGreaterThan(25);
    setTimeout(() => stopping.abort(), 10);
    await pause(60_000, stopping.signal);
  });
});

describe('a repeated step', () => {
  it('that can answer at once lets a timer stop it', async () => {
    const stopping = new AbortController();
    let steps = 0;
    setTimeout(() => stopping.abort(), 20);
    await repeat(stopping.signal, async () => {
      steps += 1;
      return 0;
    });
    expect(steps).toBeGreaterThan(1);
  });

  it('is not taken after the end, and not again where it is done', async () => {
    let steps = 0;
    const step = async () => ((steps += 1) === 3 ? ('done' as const) : 0);
    await repeat(AbortSignal.abort(), step);
    expect(steps).toBe(0);
    await repeat(new AbortController().signal, step);
    expect(steps).toBe(3);
  });

  it('hands its failure on', async () => {
    const step = () => Promise.reject(new Error('no more'));
    await expect(repeat(new AbortController().signal, step)).rejects.toThrow('no more');
  });
});

describe('what is awaited unless the signal aborts', () => {
  it('is the answer, the failure, or nothing', async () => {
    const { signal } = new AbortController();
    expect(await unlessAborted(Promise.resolve(7), signal)).toBe(7);
    await expect(unlessAborted(Promise.reject(new Error('away')), signal)).rejects.toThrow('away');
    expect(await unlessAborted(sleep(60_000, 7, { ref: false }), AbortSignal.abort())).toBe(
      undefined,
    );
    expect(await unlessAborted(sleep(60_000, 7, { ref: false }), AbortSignal.timeout(10))).toBe(
      undefined,
    );
  });

  it('may be nothing but the end', async () => {
    await untilAborted(AbortSignal.abort());
    await untilAborted(AbortSignal.timeout(10));
  });
});
