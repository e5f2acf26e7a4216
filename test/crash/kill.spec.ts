import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { DataOf } from '../../events/ledger-event.js';
import { VIEWS_FILE } from '../../src/ledger-views.js';
import { EVENTS_FILE } from '../../src/ledger-log.js';
import { Chance } from '../support/generated-ledger/chance.js';
import { layOutGenerated } from '../support/generated-folder.js';
import { linesIn, runProgram, type Run } from '../support/program-run.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { untilShown } from '../support/until-shown.js';
import { BusyDesk, Line } from './busy-desk.js';
import { enrolStaff } from './enrol.js';
import { capturesIn, faultsOfSnapshots, unfinishedIn } from './kept-snapshots.js';
import { headOf, integrityOf, RecordedLog, shownBy } from './recorded-log.js';
import type { WriteRequest } from './write-requests.js';

const SEED = 20_251_014;
const KILLS = 20;
/** In every fifth life the views begin from nothing, over this many events and what came since. */
const HISTORY = 5_000;
const STORIES_AT_A_TIME = 10;
const ENV = { FACT_LEDGER_ADMIN_KEY: 'an-admin-key-for-the-crash-tests-only' };

/** What a killed server left behind. */
interface Death {
  readonly url: string;
  readonly head: number;
  /** Where the view stood that was furthest behind. */
  readonly shown: number;
}

const chance = new Chance(SEED);
const line = new Line();
const deaths: Death[] = [];
const comparisons: Run[] = [];
const unfinished: string[] = [];
let dataDir: string;
let server: SpawnedServer;
let desk: BusyDesk;
let log: RecordedLog;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fact-ledger-kill-'));
  await layOutGenerated(dataDir, HISTORY);
  server = await SpawnedServer.start(dataDir, { env: ENV });
  desk = new BusyDesk(line, await enrolStaff(server.admin), chance);
  desk.start(STORIES_AT_A_TIME);
  line.connect(server.url);
  while (deaths.length < KILLS) {
    // The catching up goes on behind the first requests, and is soon done.
    if (beginsAnew(deaths.length)) await sleep(chance.int(0, 150));
    else await desk.hear(chance.int(10, 80));
    await sleep(chance.int(0, 20));
    await kill();
    if (beginsAnew(deaths.length)) await dropViews();
    server = await SpawnedServer.start(dataDir, { env: ENV });
    unfinished.push(...(await unfinishedIn(dataDir)));
    line.connect(server.url);
    void desk.repeat(5);
  }
  await sleep(300);
  await desk.finish();
  await desk.repeat(200);
  await untilQuiet(dataDir);
  log = await RecordedLog.in(dataDir);
  await untilShown(server.admin, log.events.at(-1)!.position);
  comparisons.push(await compare());
  await server.end('SIGTERM');
  comparisons.push(await compare());
}, 600_000);

afterAll(async () => {
  await server?.end('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

/** Whether the server starts without views after so many deaths. */
function beginsAnew(count: number): boolean {
  return count % 5 === 4;
}

async function kill(): Promise<void> {
  const { url } = server;
  line.cut();
  await server.end('SIGKILL');
  deaths.push({ url, head: headOf(dataDir), shown: shownBy(dataDir) });
}

/** Nobody writes any more, but the ledger itself: it looks for quotes in later snapshots. */
async function untilQuiet(folder: string): Promise<void> {
  for (let head = -1; head !== headOf(folder); await sleep(3_000)) head = headOf(folder);
}

/** They may go at any time, and come back from the log. */
async function dropViews(): Promise<void> {
  for (const beside of ['', '-wal', '-shm']) {
    await rm(join(dataDir, VIEWS_FILE + beside), { force: true });
  }
}

function compare(): Promise<Run> {
  return runProgram(['replay', '--compare', '--json'], { FACT_LEDGER_DATA_DIR: dataDir });
}

/** Where the log has it; undefined where it has not. */
function placeOf(request: WriteRequest) {
  const last = log.commands.get(request.commandId)?.at(-1);
  return last && { position: last.position, revision: Number(last.revision) };
}

describe('a server that is killed again and again under load', () => {
  it('answered nothing but what it recorded, in every life', () => {
    expect(deaths).toHaveLength(KILLS);
    expect(desk.surprises).toEqual([]);
    expect(desk.acknowledged.length).toBeGreaterThan(20 * KILLS);
    const cutOff = desk.requests.flatMap(({ unansweredBy }) => unansweredBy);
    expect(cutOff.length).toBeGreaterThan(2 * KILLS);
    for (const { url } of deaths) expect(cutOff).toContain(url);
  });

  it('was killed while its views were catching up, too', () => {
    const behind = deaths.filter(({ head, shown }) => head - shown > 500);
    expect(behind.length).toBeGreaterThan(0);
  });

  it('has every acknowledged write once, where it said it was', () => {
    for (const request of desk.acknowledged) {
      const [{ position, revision }] = request.answers as [WriteRequest['answers'][number]];
      expect(placeOf(request)).toEqual({ position, revision });
    }
    const texts = log.events
      .filter(({ type, position }) => type === 'ClaimRecorded' && Number(position) > HISTORY)
      .map(({ data }) => (data as { text: string }).text);
    expect(texts.length).toBeGreaterThan(3 * KILLS);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('gave a retried write its first answer, whether or not that had been heard', () => {
    const repeated = desk.requests.filter(({ answers }) => answers.length > 1);
    expect(repeated.length).toBeGreaterThan(4 * KILLS);
    const disagreeing = repeated.filter(({ answersAgree }) => !answersAgree);
    expect(disagreeing.map(({ answers }) => answers)).toEqual([]);

    const retried = desk.acknowledged.filter(({ unansweredBy }) => unansweredBy.length > 0);
    const recordedUnheard = retried.filter((request) => {
      const { head } = deaths.find(({ url }) => url === request.unansweredBy[0])!;
      return Number(request.answers[0]!.position) <= head;
    });
    expect(recordedUnheard.length).toBeGreaterThan(0);
    expect(retried.length - recordedUnheard.length).toBeGreaterThan(0);
  });

  it('has all of a command or nothing of it', () => {
    expect(log.faults()).toEqual([]);
    const begun = log.events.slice(HISTORY).filter(({ type }) => type === 'ClaimRecorded');
    const stories = begun.map(({ stream }) => log.stepsOf(stream).join(' '));
    for (const story of stories) {
      expect(story).toMatch(
        /^ClaimRecorded( CitationAdded( VerdictSubmitted( VerdictSubmitted\+FindingReached( CitationRetracted\+FindingReopened)?)?)?)?$/,
      );
    }
    expect(stories.filter((story) => story.includes('+')).length).toBeGreaterThan(KILLS);
    expect(integrityOf(dataDir, EVENTS_FILE)).toBe('ok');
  });

  it('looked for each quote once in a text of a capture, in however many lives', () => {
    const looked = log.events
      .filter(({ type }) => type === 'CitationReanchored')
      .map(({ data }) => data as DataOf<'CitationReanchored'>)
      .map(({ citationId, capture, text, anchoring }) =>
        [citationId, capture, text, anchoring.algorithm].join(' '),
      );
    expect(looked.length).toBeGreaterThan(0);
    expect(new Set(looked).size).toBe(looked.length);
  });

  it('has every snapshot that an event names, whole, and nothing unfinished beside them', async () => {
    const captures = capturesIn(log.events.slice(HISTORY));
    expect(captures.length).toBeGreaterThan(KILLS);
    expect(await faultsOfSnapshots(dataDir, captures)).toEqual([]);
    expect([...unfinished, ...(await unfinishedIn(dataDir))]).toEqual([]);
  });

  it('shows what the log gives, while it runs and once it has stopped', () => {
    for (const { code, stdout, stderr } of comparisons) {
      expect({ code, stderr }).toMatchObject({ code: 0 });
      expect(linesIn(stdout).at(-1)).toMatchObject({ events: log.events.length });
    }
    expect(comparisons).toHaveLength(2);
    expect(integrityOf(dataDir, VIEWS_FILE)).toBe('ok');
  });
});
