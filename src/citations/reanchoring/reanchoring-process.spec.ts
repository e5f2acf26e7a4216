import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';

import type { DomainEvent } from '../../../events/envelope.js';
import { ledgerCatalog } from '../../../events/ledger-catalog.js';
import type { DataOf } from '../../../events/ledger-event.js';
import { projectingHere } from '../../../test/support/projecting-here.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { TemporaryFolders } from '../../../test/support/temporary-folders.js';
import { claimDecider } from '../../claims/claim.decider.js';
import { CommandRunner, type CommandTask } from '../../deciding/command-runner.js';
import { SYSTEM } from '../../deciding/system-actor.js';
import { openLedger, type Ledger } from '../../ledger.js';
import { readSettings } from '../../settings/settings.js';
import { SnapshotTexts } from '../../snapshots/snapshot-texts.js';
import { sourceDecider } from '../../sources/source.decider.js';
import { ALGORITHM, anchorQuote } from '../anchoring/anchor-quote.js';
import { citationDecider } from '../citation.decider.js';
import { ReanchoringProcess, type ReanchoringProcessParts } from './reanchoring-process.js';

const [SOURCE, OTHER] = [uuid(20), uuid(21)];
const FIRST = 'One said yes. Two said no. Three said nothing at all.';
const SECOND = 'In short: one said yes. Two said no. Three said nothing at all.';

const folders = new TemporaryFolders();
let dataDir: string;
let ledger: Ledger;
let texts: SnapshotTexts;
let runner: CommandRunner;

beforeEach(async () => {
  dataDir = await folders.make();
  await open();
});
afterEach(() => ledger.close());
afterAll(() => folders.remove());

async function open(): Promise<void> {
  const settings = { ...readSettings({}), dataDir: join(dataDir, 'ledger') };
  ledger = await openLedger(settings, { warn: () => {} }, { projecting: projectingHere });
  texts = new SnapshotTexts(ledger.snapshots);
  runner = new CommandRunner(ledger.store, ledgerCatalog, () => new Date());
  await ledger.progress.start();
}

type Task<State, Command, Event extends DomainEvent> = Pick<
  CommandTask<State, Command, Event>,
  'decider' | 'stream'
>;

async function done<State, Command, Event extends DomainEvent>(
  task: Task<State, Command, Event>,
  command: Command,
  shownWithinMs = 5_000,
): Promise<void> {
  const commandId = uuidv7();
  const context = { actor: SYSTEM, commandId, correlationId: commandId };
  const outcome = await runner.run({
    ...task,
    context,
    content: { name: 'given' },
    command: () => command,
  });
  await ledger.progress.waitFor(outcome.position, shownWithinMs);
}

async function capture(sourceId: string, text: string, shownWithinMs?: number): Promise<string> {
  const snapshot = await texts.capture(Buffer.from(text), 'text/plain; charset=utf-8');
  await done(
    { decider: sourceDecider, stream: `source-${sourceId}` },
    { type: 'CaptureSnapshot', snapshot },
    shownWithinMs,
  );
  return snapshot.sha256;
}

async function register(sourceId: string): Promise<void> {
  await done(
    { decider: sourceDecider, stream: `source-${sourceId}` },
    { type: 'RegisterSource', description: { type: 'article', title: 'Answers' } },
  );
}

const citationOf = (n: number) => uuidv5(`citation ${n}`, SOURCE);

/** A claim, and a citation of the source for it. */
async function cite(
  n: number,
  sourceId: string,
  snapshot: string,
  exact: string,
  algorithm?: string,
): Promise<void> {
  const stream = `claim-${uuid(100 + n)}`;
  const claim = {
    text: exact,
    kind: 'fact' as const,
    claimant: { kind: 'own-voice' as const },
    topics: [],
    recordedBy: uuid(1),
  };
  await done({ decider: claimDecider, stream }, { type: 'RecordClaim', claim });
  const anchoring = { ...anchorQuote(FIRST, { exact }), ...(algorithm && { algorithm }) };
  await done(
    { decider: citationDecider, stream },
    {
      type: 'AddCitation',
      citationId: citationOf(n),
      sourceId,
      stance: 'makes',
      snapshot,
      quote: { exact },
      anchoring,
      attribution: [],
      addedBy: uuid(1),
      source: { registered: true, withdrawn: false, snapshots: [snapshot] },
      hopSources: [],
    },
  );
}

async function recorded(): Promise<DataOf<'CitationReanchored'>[]> {
  const found: DataOf<'CitationReanchored'>[] = [];
  for await (const { data } of ledger.store.readAll({ filter: { types: ['CitationReanchored'] } }))
    found.push(data as DataOf<'CitationReanchored'>);
  return found;
}

const begun: ReanchoringProcess[] = [];
function begin(
  onReanchored?: (outcome: string) => void,
  warn?: (message: string) => void,
  readTexts: ReanchoringProcessParts['texts'] = texts,
) {
  const { store, progress, leases } = ledger;
  const process = new ReanchoringProcess(
    {
      runner,
      texts: readTexts,
      store,
      catalog: ledgerCatalog,
      views: ledger.views.db,
      progress,
      leases: leases!,
    },
    { ...(onReanchored && { onReanchored }), ...(warn && { warn }) },
  );
  process.start();
  begun.push(process);
  return process;
}
afterEach(async () => {
  for (const process of begun.splice(0)) await process.stop();
});

async function until(count: number): Promise<DataOf<'CitationReanchored'>[]> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = await recorded();
    if (found.length >= count) return found;
    await sleep(20);
  }
  throw new Error(`${(await recorded()).length} of ${count} were recorded`);
}

const WORDS = ['One said yes', 'Two said no', 'Three said nothing'];

async function cited(times = WORDS.length): Promise<void> {
  await register(SOURCE);
  const first = await capture(SOURCE, FIRST);
  for (let n = 0; n < times; n += 1) await cite(n, SOURCE, first, WORDS[n % WORDS.length]!);
}

it('makes up for what was captured while it did not run', async () => {
  await cited();
  const second = await capture(SOURCE, SECOND);
  begin();
  const found = await until(3);
  expect(found.map(({ citationId, snapshot }) => [citationId, snapshot]).sort()).toEqual(
    WORDS.map((_, n) => [citationOf(n), second]).sort(),
  );
});

it('goes on where it was stopped in the middle', async () => {
  await cited();
  await capture(SOURCE, SECOND);
  const stopped = new Promise<void>((resolve, reject) => {
    const first = begin(() => void first.stop().then(resolve, reject));
  });
  await stopped;
  const before = (await recorded()).length;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(3);
  await ledger.close();
  await open();
  begin();
  expect(await until(3)).toHaveLength(3);
});

it('records each citation once for a snapshot, though two processes look at the same time', async () => {
  await cited();
  await capture(SOURCE, SECOND);
  // The lease of a folder is held by whoever asks: here two ask.
  begin();
  begin();
  await until(3);
  await capture(SOURCE, `${SECOND} And more.`);
  await until(6);
  await sleep(200);
  const found = await recorded();
  expect(found).toHaveLength(6);
  expect(new Set(found.map(({ citationId, snapshot }) => citationId + snapshot)).size).toBe(6);
});

it('passes over a snapshot without a text', async () => {
  await cited();
  const picture = await texts.capture(Buffer.from([1, 2, 3]), 'image/png');
  await done(
    { decider: sourceDecider, stream: `source-${SOURCE}` },
    { type: 'CaptureSnapshot', snapshot: picture },
  );
  begin();
  const third = await capture(SOURCE, SECOND);
  const found = await until(3);
  expect(new Set(found.map(({ snapshot }) => snapshot))).toEqual(new Set([third]));
});

it('leaves other sources alone, and goes on after a text that is damaged', async () => {
  await cited();
  await register(OTHER);
  const first = await capture(OTHER, FIRST);
  await cite(7, OTHER, first, 'One said yes');
  const broken = await texts.capture(Buffer.from('other words'), 'text/plain');
  const warnings: string[] = [];
  const outcomes: string[] = [];
  begin(
    (outcome) => outcomes.push(outcome),
    (warning) => warnings.push(warning),
  );
  const missing = { ...broken, sha256: 'e'.repeat(64) };
  const text = { ...missing.text, sha256: 'f'.repeat(64) };
  await done(
    { decider: sourceDecider, stream: `source-${OTHER}` },
    { type: 'CaptureSnapshot', snapshot: { ...missing, text } },
  );
  const later = await capture(OTHER, SECOND);
  const found = await until(1);
  expect(found).toMatchObject([{ citationId: citationOf(7), snapshot: later }]);
  expect(warnings[0]).toMatch(/is not anchored again: the text f+ is not in the store/);
  expect(outcomes).toContain('failed');
});

it('looks once more, and once, for what was found by another algorithm', async () => {
  await register(SOURCE);
  const first = await capture(SOURCE, FIRST);
  await cite(0, SOURCE, first, 'One said yes', 'text-quote/1');
  await cite(1, SOURCE, first, 'Two said no');
  begin();
  const [found] = await until(1);
  expect(found).toMatchObject({
    citationId: citationOf(0),
    snapshot: first,
    capture: 1,
    text: first,
    outcome: 'unchanged',
  });
  for (const process of begun.splice(0)) await process.stop();
  begin();
  await capture(SOURCE, SECOND);
  // Of both citations in the later capture, and no more of the first one.
  expect(await until(3)).toHaveLength(3);
});

it('looks once more by a better algorithm in the newest capture alone, and once', async () => {
  await register(SOURCE);
  const first = await capture(SOURCE, FIRST);
  await cite(0, SOURCE, first, 'One said yes', 'text-quote/1');
  const captures = [first, await capture(SOURCE, SECOND), await capture(SOURCE, `${SECOND} More.`)];
  for (const [index, snapshot] of captures.entries()) {
    const anchoring = {
      ...anchorQuote(SECOND, { exact: 'One said yes' }),
      algorithm: 'text-quote/1',
    };
    const look = { citationId: citationOf(0), snapshot, capture: index + 1, text: snapshot };
    await done(
      { decider: citationDecider, stream: `claim-${uuid(100)}` },
      { type: 'ReanchorCitation', ...look, found: { anchoring, outcome: 'moved' } },
    );
  }
  const before = (await recorded()).length;
  begin();
  const found = (await until(before + 1)).slice(before);
  expect(found).toMatchObject([
    { snapshot: captures[2], capture: 3, outcome: 'altered', anchoring: { algorithm: ALGORITHM } },
  ]);
  for (const process of begun.splice(0)) await process.stop();
  begin();
  await sleep(500);
  expect(await recorded()).toHaveLength(before + 1);
});

it('prepares each text once for all citations that it concerns', async () => {
  await cited(12);
  await capture(SOURCE, SECOND);
  await capture(SOURCE, `${SECOND} And more.`);
  const prepared: string[] = [];
  begin(undefined, undefined, {
    prepared: (text) => {
      if ('sha256' in text) prepared.push(text.sha256);
      return texts.prepared(text);
    },
  });
  await until(24);
  expect(prepared).toHaveLength(3);
});

function beginOver(progress: ReanchoringProcessParts['progress']): ReanchoringProcess {
  const { store, leases } = ledger;
  const views = ledger.views.db;
  const parts = { runner, texts, store, catalog: ledgerCatalog, views, progress, leases: leases! };
  const process = new ReanchoringProcess(parts);
  process.start();
  begun.push(process);
  return process;
}

it('asks a view that is halted ever more seldom', async () => {
  await cited();
  let asked = 0;
  beginOver({
    position: () => null,
    waitFor: async () => {
      asked += 1;
      return false;
    },
  });
  await sleep(1_500);
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(8);
});

/** Every projection halts before it. */
async function recordUnknownEvent(): Promise<void> {
  const command = { commandId: uuidv7(), commandDigest: 'a'.repeat(64) };
  const origin = { actor: SYSTEM, correlationId: command.commandId, causationId: null };
  const metadata = { ...command, ...origin, recordedAt: new Date().toISOString() };
  const unknown = { id: uuidv7(), type: 'ClaimPraised', schemaVersion: 1, data: {}, metadata };
  await ledger.store.append(`claim-${uuid(200)}`, [unknown], { expected: 'no-stream', ...command });
}

it('leaves the process its turns while a projection is halted, and can be stopped', async () => {
  await cited();
  await recordUnknownEvent();
  const halted = begin();
  await capture(SOURCE, SECOND, 0);
  expect(ledger.progress.status().every(({ failure }) => failure)).toBe(true);
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 10);
  await sleep(300);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(0);
  await halted.stop();
  expect(await recorded()).toEqual([]);
});

it('does not wait for the views when it must stop', async () => {
  await cited();
  const asked = new Promise<void>((resolve) => {
    const waitFor = () => {
      resolve();
      return sleep(4_000, true, { ref: false });
    };
    beginOver({ position: () => null, waitFor });
  });
  await asked;
  const begunAt = performance.now();
  await begun.pop()!.stop();
  expect(performance.now() - begunAt).toBeLessThan(1_000);
});
