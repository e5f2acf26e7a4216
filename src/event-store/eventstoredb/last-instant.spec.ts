import { newEvent } from '../../../test/support/sample-events.js';
import { LastInstant } from './last-instant.js';

const NINE = '2026-03-02T09:00:00.000Z';
const TEN = '2026-03-02T10:00:00.000Z';
const ELEVEN = '2026-03-02T11:00:00.000Z';

function eventAt(position: string, recordedAt: string) {
  return { position, metadata: newEvent('ClockRead', {}, { metadata: { recordedAt } }).metadata };
}

describe('LastInstant', () => {
  it('gives no instant before that of the last event seen, nor before one that it gave', () => {
    const last = new LastInstant(async () => undefined);
    expect(last.notBefore(NINE)).toBe(NINE);
    last.saw(eventAt('2', TEN));
    expect(last.notBefore(NINE)).toBe(TEN);
    expect(last.notBefore(ELEVEN)).toBe(ELEVEN);
    last.saw(eventAt('3', NINE));
    expect(last.notBefore(TEN)).toBe(ELEVEN);
  });

  it('goes by the last of the log, not by what was recorded latest', () => {
    const last = new LastInstant(async () => undefined);
    last.saw(eventAt('2', TEN));
    last.saw(eventAt('1', ELEVEN));
    last.saw(undefined);
    expect(last.notBefore(NINE)).toBe(TEN);
  });

  it('looks at the log once for many who ask, and not again at once', async () => {
    let looks = 0;
    const last = new LastInstant(async () => {
      looks += 1;
      return eventAt('1', TEN);
    });
    await Promise.all([last.look(), last.look()]);
    await last.look();
    expect(looks).toBe(1);
    expect(last.notBefore(NINE)).toBe(TEN);
  });

  it('tells that a look failed, and looks again', async () => {
    const answers = [Promise.reject(new Error('away')), Promise.resolve(eventAt('1', TEN))];
    const last = new LastInstant(() => answers.shift()!);
    await expect(last.look()).rejects.toThrow('away');
    await last.look();
    expect(last.notBefore(NINE)).toBe(TEN);
  });
});
