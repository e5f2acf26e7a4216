import { EventStream } from '../../../test/support/event-stream.js';
import { exampleHistory } from '../../../test/support/example-history.js';
import { Readable } from 'node:stream';

import { eventAnswer, eventLine } from '../event-answer.js';
import { LiveBatch, NO_TOPICS } from './live-batch.js';
import type { Audience, LiveSelection } from './live-selection.js';

const { events } = exampleHistory(30);
const BEFORE = '0'.repeat(16);

let shown: string[];
let batch: LiveBatch;
beforeEach(() => {
  shown = [];
  batch = new LiveBatch(events, NO_TOPICS, (event, audience) => {
    shown.push(`${audience} ${event.position}`);
    return eventAnswer(eventLine(event));
  });
});

async function idsIn(bytes: Buffer | undefined): Promise<(string | undefined)[]> {
  const stream = new EventStream(Readable.from(bytes ? [bytes] : []));
  while (!stream.isOver) await new Promise((resolve) => setImmediate(resolve));
  return stream.recorded.map(({ id }) => id);
}

it('has all events behind a position, in their order', async () => {
  const asked: LiveSelection = { audience: 'auditor' };
  const positions = events.map(({ position }) => position);
  expect([batch.first, batch.last]).toEqual([positions[0], positions.at(-1)]);
  expect(await idsIn(batch.bytesFor(asked, BEFORE))).toEqual(positions);
  for (const n of [0, 7, 28]) {
    expect(await idsIn(batch.bytesFor(asked, positions[n]!))).toEqual(positions.slice(n + 1));
  }
  expect(batch.bytesFor(asked, batch.last)).toBeUndefined();
});

it('writes each event once for an audience, and the same bytes for the same selection', () => {
  const audiences: Audience[] = ['auditor', 'named', 'public'];
  for (const audience of audiences) {
    const first = batch.bytesFor({ audience }, BEFORE);
    expect(batch.bytesFor({ audience }, BEFORE)).toBe(first);
    const filtered = batch.bytesFor({ audience, types: ['ClaimRecorded'] }, BEFORE);
    expect(filtered!.length).toBeLessThan(first!.length);
    expect(batch.bytesFor({ audience }, events[3]!.position)).toBeDefined();
  }
  expect(new Set(shown).size).toBe(shown.length);
  expect(shown.filter((each) => each.startsWith('auditor'))).toHaveLength(events.length);
});

it('has nothing where nothing is selected', () => {
  expect(batch.bytesFor({ audience: 'public', types: ['FindingReached'] }, BEFORE)).toBeUndefined();
  expect(shown).toEqual([]);
});
