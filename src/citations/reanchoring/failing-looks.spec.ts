import { eventually } from '../../../test/support/eventually.js';
import {
  citationOf,
  FIRST,
  OTHER,
  QuotingLedger,
  SECOND,
  SOURCE,
  WORDS,
} from '../../../test/support/quoting-ledger.js';
import { TaskFailedError } from '../../runtime/timed-threads.js';
import type { ReanchoringProcessParts } from './reanchoring-process.js';

const given = new QuotingLedger();
beforeEach(() => given.start());
afterEach(() => given.close());
afterAll(() => given.remove());

/** Begins re-anchoring, and collects what it tells. */
function beginListening() {
  const warnings: string[] = [];
  const outcomes: string[] = [];
  given.begin({
    onReanchored: (outcome) => outcomes.push(outcome),
    warn: (warning) => warnings.push(warning),
  });
  return { warnings, outcomes };
}

/** Captures bytes whose text is not there. */
async function captureWithoutItsText(sourceId: string): Promise<void> {
  const broken = await given.texts.capture(Buffer.from('other words'), 'text/plain');
  const text = { ...broken.text, sha256: 'f'.repeat(64) };
  await given.recordCapture(sourceId, { ...broken, sha256: 'e'.repeat(64), text });
}

it('leaves other sources alone, and goes on after a text that is damaged', async () => {
  await given.cited();
  await given.register(OTHER);
  const first = await given.capture(OTHER, FIRST);
  await given.cite(7, OTHER, first, 'One said yes');
  const { warnings, outcomes } = beginListening();
  await captureWithoutItsText(OTHER);
  const later = await given.capture(OTHER, SECOND);
  const found = await given.until(1);
  expect(found).toMatchObject([{ citationId: citationOf(7), snapshot: later }]);
  expect(warnings[0]).toMatch(/^1 looks .* the text f+ is not in the store/);
  expect(outcomes).toContain('failed');
});

it('tells a line for all that fails of one cause, and reads the text once a start', async () => {
  await given.cited(12);
  await captureWithoutItsText(SOURCE);
  for (const start of [1, 2]) {
    given.searched = [];
    const { warnings, outcomes } = beginListening();
    await eventually(() => warnings.length > 0);
    await given.begun.pop()!.stop();
    expect({ start, outcomes }).toEqual({ start, outcomes: Array<string>(12).fill('failed') });
    expect(warnings).toEqual([expect.stringMatching(/^12 looks .* a text is damaged or missing/)]);
    expect(given.searched.filter((sha256) => sha256.startsWith('fff'))).toHaveLength(1);
  }
});

it('tries again later what took too long, and goes on meanwhile', async () => {
  await given.cited(3);
  await given.capture(SOURCE, SECOND);
  const warnings: string[] = [];
  let slow = true;
  const slowAtFirst: ReanchoringProcessParts['quotes'] = {
    anchorAgain: async (...look) => {
      if (slow && look[1].exact === WORDS[0])
        throw new TaskFailedError('too-long', 'It takes longer than 10 s.');
      return given.quotes.anchorAgain(...look);
    },
  };
  given.begin({
    warn: (warning) => warnings.push(warning),
    parts: { quotes: slowAtFirst },
    failedAgainMs: 1_000,
  });
  expect(await given.until(2)).toHaveLength(2);
  await eventually(() => warnings.length > 0);
  expect(warnings).toEqual([
    expect.stringMatching(/^1 looks .* takes too long; .*longer than 10 s/),
  ]);
  slow = false;
  expect(await given.until(3)).toHaveLength(3);
});
