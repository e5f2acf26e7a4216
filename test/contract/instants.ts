import type { NewEvent } from '../../events/envelope.js';
import type { AppendOptions, EventStore } from '../../src/event-store/event-store.js';
import { sampleCommand, sampleStream } from '../support/sample-events.js';
import type { StoreUnderTest } from './store-under-test.js';

const HOUR_MS = 3_600_000;

/** What a command of one event appends, recorded at that instant by the clock of whoever appends it. */
function commandAt(instant: string): {
  readonly events: readonly NewEvent[];
  readonly options: AppendOptions;
} {
  const { events, options } = sampleCommand([{ type: 'ClockRead', data: {} }]);
  const at = (event: NewEvent) => ({
    ...event,
    metadata: { ...event.metadata, recordedAt: instant },
  });
  return { events: events.map(at), options };
}

async function recordedAt(
  store: EventStore,
  instant: string,
  { stream = sampleStream(), ...more }: { stream?: string; keepInstants?: boolean } = {},
): Promise<string> {
  const { events, options } = commandAt(instant);
  const { revision } = await store.append(stream, events, { ...options, ...more });
  const [recorded] = await store.readStream(stream, { from: revision });
  const { recordedAt: own, ...metadata } = recorded!.metadata;
  const { recordedAt: _, ...given } = events[0]!.metadata;
  expect(metadata).toEqual(given);
  return own;
}

export function instantsContract(underTest: StoreUnderTest): void {
  const instantFrom = (ms: number) => new Date(Date.now() + ms).toISOString();

  it('never go back in the log: where the clock is behind, the last one stands again', async () => {
    const { store } = underTest;
    const now = instantFrom(0);
    expect(await recordedAt(store, now)).toBe(now);
    expect(await recordedAt(store, instantFrom(-HOUR_MS))).toBe(now);
    const stream = sampleStream();
    const later = instantFrom(1);
    expect(await recordedAt(store, later, { stream })).toBe(later);
    expect(await recordedAt(store, instantFrom(-2 * HOUR_MS), { stream })).toBe(later);
  });

  it('do not go back either when the log was closed and opened again', async () => {
    const now = instantFrom(0);
    await recordedAt(underTest.store, now);
    await underTest.reopen();
    expect(await recordedAt(underTest.store, instantFrom(-HOUR_MS))).toBe(now);
  });

  it('stay as they were where the events were recorded elsewhere before', async () => {
    const { store } = underTest;
    await recordedAt(store, instantFrom(0));
    const earlier = instantFrom(-HOUR_MS);
    expect(await recordedAt(store, earlier, { keepInstants: true })).toBe(earlier);
    // The next test of a shared log begins with the present again.
    const now = instantFrom(0);
    expect(await recordedAt(store, now)).toBe(now);
  });

  it('are those of the first try where a command is retried', async () => {
    const { store } = underTest;
    const stream = sampleStream();
    const { events, options } = commandAt(instantFrom(-HOUR_MS));
    await store.append(stream, events, options);
    const before = await store.readStream(stream);
    expect(await store.append(stream, events, options)).toMatchObject({ deduplicated: true });
    expect(await store.readStream(stream)).toEqual(before);
  });
}
