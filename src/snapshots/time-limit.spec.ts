import { withinTime } from './time-limit.js';

describe('withinTime', () => {
  it('gives the result', () => {
    expect(withinTime(1000, () => 'done')).toEqual({ result: 'done' });
    expect(withinTime(1000, () => undefined)).toEqual({ result: undefined });
  });

  it('cuts off what takes longer, and goes on', () => {
    let steps = 0;
    const start = performance.now();
    const cut = withinTime(50, () => {
      for (;;) steps += 1;
    });
    expect(cut).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(1000);
    expect(steps).toBeGreaterThan(0);
    expect(withinTime(1000, () => 1)).toEqual({ result: 1 });
  });

  it('lets a failure through', () => {
    const failure = new Error('no such thing');
    expect(() =>
      withinTime(1000, () => {
        throw failure;
      }),
    ).toThrow(failure);
  });
});
