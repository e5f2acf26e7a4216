import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';

import {
  citationOf,
  FIRST,
  QuotingLedger,
  SECOND,
  SOURCE,
  WORDS,
} from '../../../test/support/quoting-ledger.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { SYSTEM } from '../../deciding/system-actor.js';
import { ALGORITHM, anchorQuote } from '../anchoring/anchor-quote.js';
import { citationDecider } from '../citation.decider.js';

const given = new QuotingLedger();
beforeEach(() => given.start());
afterEach(() => given.close());
afterAll(() => given.remove());

it('makes up for what was captured while it did not run', async () => {
  await given.cited();
  const second = await given.capture(SOURCE, SECOND);
  given.begin();
  const found = await given.until(3);
  expect(found.map(({ citationId, snapshot }) => [citationId, snapshot]).sort()).toEqual(
    WORDS.map((_, n) => [citationOf(n), second]).sort(),
  );
});

it('goes on where it was stopped in the middle', async () => {
  await given.cited();
  await given.capture(SOURCE, SECOND);
  const stopped = new Promise<void>((resolve, reject) => {
    const first = given.begin({ onReanchored: () => void first.stop().then(resolve, reject) });
  });
  await stopped;
  const before = (await given.recorded()).length;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(3);
  await given.ledger.close();
  await given.open();
  given.begin();
  expect(await given.until(3)).toHaveLength(3);
});

it('records each citation once for a snapshot, though two processes look at the same time', async () => {
  await given.cited();
  await given.capture(SOURCE, SECOND);
  // The lease of a folder is held by whoever asks: here two ask.
  given.begin();
  given.begin();
  await given.until(3);
  await given.capture(SOURCE, `${SECOND} And more.`);
  await given.until(6);
  await sleep(200);
  const found = await given.recorded();
  expect(found).toHaveLength(6);
  expect(new Set(found.map(({ citationId, snapshot }) => citationId + snapshot)).size).toBe(6);
});

it('passes over a snapshot without a text', async () => {
  await given.cited();
  const picture = await given.texts.capture(Buffer.from([1, 2, 3]), 'image/png');
  await given.recordCapture(SOURCE, picture);
  given.begin();
  const third = await given.capture(SOURCE, SECOND);
  const found = await given.until(3);
  expect(new Set(found.map(({ snapshot }) => snapshot))).toEqual(new Set([third]));
});

it('looks once more, and once, for what was found by another algorithm', async () => {
  await given.register(SOURCE);
  const first = await given.capture(SOURCE, FIRST);
  await given.cite(0, SOURCE, first, 'One said yes', 'text-quote/1');
  await given.cite(1, SOURCE, first, 'Two said no');
  given.begin();
  const [found] = await given.until(1);
  expect(found).toMatchObject({
    citationId: citationOf(0),
    snapshot: first,
    capture: 1,
    text: first,
    outcome: 'unchanged',
  });
  await given.stop();
  given.begin();
  await given.capture(SOURCE, SECOND);
  // Of both citations in the later capture, and no more of the first one.
  expect(await given.until(3)).toHaveLength(3);
});

it('looks once more by a better algorithm in the newest capture alone, and once', async () => {
  await given.register(SOURCE);
  const first = await given.capture(SOURCE, FIRST);
  await given.cite(0, SOURCE, first, 'One said yes', 'text-quote/1');
  const captures = [
    first,
    await given.capture(SOURCE, SECOND),
    await given.capture(SOURCE, `${SECOND} More.`),
  ];
  for (const [index, snapshot] of captures.entries()) {
    const anchoring = {
      ...anchorQuote(SECOND, { exact: 'One said yes' }),
      algorithm: 'text-quote/1',
    };
    const look = { citationId: citationOf(0), snapshot, capture: index + 1, text: snapshot };
    await given.done(
      { decider: citationDecider, stream: `claim-${uuid(100)}` },
      { type: 'ReanchorCitation', ...look, found: { anchoring, outcome: 'moved' } },
    );
  }
  const before = (await given.recorded()).length;
  given.begin();
  const found = (await given.until(before + 1)).slice(before);
  expect(found).toMatchObject([
    { snapshot: captures[2], capture: 3, outcome: 'altered', anchoring: { algorithm: ALGORITHM } },
  ]);
  await given.stop();
  given.begin();
  await sleep(500);
  expect(await given.recorded()).toHaveLength(before + 1);
});

it('reads each text once for all citations that it concerns', async () => {
  // Other words than in the other tests, whose texts the thread has already.
  const [first, second] = [`${FIRST} Four too.`, `${SECOND} Four too.`];
  await given.register(SOURCE);
  const captured = await given.capture(SOURCE, first);
  for (let n = 0; n < 12; n += 1) await given.cite(n, SOURCE, captured, WORDS[n % WORDS.length]!);
  await given.capture(SOURCE, second);
  await given.capture(SOURCE, `${second} And more.`);
  given.begin();
  await given.until(24);
  expect(given.searched).toHaveLength(3);
});

it('asks a view that is halted ever more seldom', async () => {
  await given.cited();
  let asked = 0;
  given.begin({
    parts: {
      progress: {
        unfit: null,
        position: () => null,
        waitFor: async () => {
          asked += 1;
          return false;
        },
      },
    },
  });
  await sleep(1_500);
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(8);
});

it('does nothing that views tell which are not of this log, until they are', async () => {
  await given.cited();
  await given.capture(SOURCE, SECOND);
  let unfit: string | null = 'The views do not fit the log';
  const { progress } = given.ledger;
  given.begin({
    parts: {
      progress: {
        get unfit() {
          return unfit;
        },
        position: () => progress.position(),
        waitFor: (...of) => progress.waitFor(...of),
      },
    },
  });
  await sleep(500);
  expect(await given.recorded()).toEqual([]);
  unfit = null;
  expect(await given.until(3)).toHaveLength(3);
});

/** Every projection halts before it. */
async function recordUnknownEvent(): Promise<void> {
  const command = { commandId: uuidv7(), commandDigest: 'a'.repeat(64) };
  const origin = { actor: SYSTEM, correlationId: command.commandId, causationId: null };
  const metadata = { ...command, ...origin, recordedAt: new Date().toISOString() };
  const unknown = { id: uuidv7(), type: 'ClaimPraised', schemaVersion: 1, data: {}, metadata };
  await given.ledger.store.append(`claim-${uuid(200)}`, [unknown], {
    expected: 'no-stream',
    ...command,
  });
}

it('leaves the process its turns while a projection is halted, and can be stopped', async () => {
  await given.cited();
  await recordUnknownEvent();
  const halted = given.begin();
  await given.capture(SOURCE, SECOND, 0);
  expect(given.ledger.progress.status().every(({ failure }) => failure)).toBe(true);
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 10);
  await sleep(300);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(0);
  await halted.stop();
  expect(await given.recorded()).toEqual([]);
});

it('does not wait for the views when it must stop', async () => {
  await given.cited();
  const asked = new Promise<void>((resolve) => {
    const waitFor = () => {
      resolve();
      return sleep(4_000, true, { ref: false });
    };
    given.begin({ parts: { progress: { unfit: null, position: () => null, waitFor } } });
  });
  await asked;
  const begunAt = performance.now();
  await given.begun.pop()!.stop();
  expect(performance.now() - begunAt).toBeLessThan(1_000);
});
