import type { RecordedEvent } from '../../events/envelope.js';
import { SettledPast } from './settled-past.js';

const INSTANTS: Record<string, string> = {
  '0000000000000001': '2026-01-01T00:00:00.000Z',
  '0000000000000002': '2026-01-02T00:00:00.000Z',
};

let shown: string | null;
let isAway: boolean;
let looks: number;
let settings: { eventStoreUrl: string | undefined };
let past: SettledPast;
beforeEach(() => {
  shown = '0000000000000001';
  isAway = false;
  looks = 0;
  const store = {
    async readAt(position: string) {
      looks += 1;
      if (isAway) throw new Error('it is away');
      return { metadata: { recordedAt: INSTANTS[position] } } as RecordedEvent;
    },
  };
  settings = { eventStoreUrl: undefined };
  past = new SettledPast(store, { position: () => shown }, settings);
});

/** Tells whether an instant is included, once it was looked for. */
async function includes(instant: string): Promise<boolean> {
  past.includes({ instant });
  await new Promise(setImmediate);
  return past.includes({ instant });
}

it('includes every position that is shown', () => {
  expect(past.includes({ position: '0000000000000001' })).toBe(true);
  expect(past.includes({ position: '0000000000000002' })).toBe(false);
  expect(past.includes(undefined)).toBe(false);
  shown = null;
  expect(past.includes({ position: '0000000000000001' })).toBe(false);
});

it('includes an instant when something later is shown, not where it is of the same instant', async () => {
  expect(await includes('2025-12-31T23:59:59.999Z')).toBe(true);
  expect(await includes('2026-01-01T00:00:00.000Z')).toBe(false);
  shown = '0000000000000002';
  expect(await includes('2026-01-01T00:00:00.000Z')).toBe(true);
  expect(await includes('2026-01-02T00:00:00.000Z')).toBe(false);
});

it('includes an instant of a shared log a little later, for clocks differ', async () => {
  settings.eventStoreUrl = 'esdb://events.example';
  expect(await includes('2025-12-31T23:59:30.000Z')).toBe(false);
  expect(await includes('2025-12-31T23:58:59.999Z')).toBe(true);
});

it('looks at the log once for what is shown', async () => {
  for (let n = 0; n < 5; n += 1) await includes('2026-06-01T00:00:00.000Z');
  for (let n = 0; n < 5; n += 1) await includes('2025-06-01T00:00:00.000Z');
  expect(looks).toBe(1);
});

it('says nothing while the event store is away, and asks again', async () => {
  isAway = true;
  expect(await includes('2025-06-01T00:00:00.000Z')).toBe(false);
  isAway = false;
  expect(await includes('2025-06-01T00:00:00.000Z')).toBe(true);
});
