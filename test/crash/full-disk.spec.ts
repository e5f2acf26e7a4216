import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { SNAPSHOTS_FOLDER } from '../../src/ledger.js';
import { sha256Of } from '../../src/snapshots/sha256.js';
import { accepted, problemIn } from '../support/answers.js';
import { ApiClient, type ApiAnswer } from '../support/api-client.js';
import { linesIn, runProgram } from '../support/program-run.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { untilShown } from '../support/until-shown.js';
import { enrol } from '../support/enrol.js';
import { Filling } from './filling.js';
import { unfinishedIn } from './kept-snapshots.js';
import { headOf, RecordedLog } from './recorded-log.js';
import { SmallFiles, SmallFileSystem, type SmallRoom } from './small-room.js';
import { Capture, WriteRequest, type Writer } from './write-requests.js';

const RESUMES_WITHIN_MS = 10_000;

underA(SmallFileSystem, 'a full file system', 'mounting a tmpfs is not allowed here');
underA(SmallFiles, 'a limit on the size of files', 'prlimit(1) is not there or not allowed');

function underA(
  Room: { isAllowed(): boolean; make(): SmallRoom },
  name: string,
  whyNot: string,
): void {
  if (Room.isAllowed()) describe(`under ${name}`, () => survives(() => Room.make()));
  else describe.skip(`under ${name} (skipped: ${whyNot})`, () => survives(() => Room.make()));
}

/** The steps of one story: each goes on from the one before. */
function survives(make: () => SmallRoom): void {
  let room: SmallRoom;
  let server: SpawnedServer;
  let writer: Writer;
  let filling: Filling;
  let sourceId: string;

  beforeAll(async () => {
    room = make();
    server = await SpawnedServer.start(room.dataDir, room.spawning);
    writer = await enrol(server.admin, 'Contributor', ['contributor', 'auditor']);
    filling = new Filling(server.url, writer);
    const source = { type: 'article', title: 'Ships leave the port' };
    sourceId = accepted<{ id: string }>(await client().post('/v1/sources', source)).id;
  }, 120_000);

  afterAll(async () => {
    await server?.end('SIGKILL');
    room?.remove();
  });

  const client = () => new ApiClient(server.url, writer.key);

  function captureTooMuch(letter: string): Promise<ApiAnswer> {
    const capture = new Capture(Buffer.alloc(room.tooManyBytes, letter), 'text/plain');
    const path = `/v1/sources/${sourceId}/snapshots`;
    return new WriteRequest(writer, path, capture, `capture-${letter}`).send(server.url);
  }

  function keeps(letter: string): boolean {
    const sha256 = sha256Of(Buffer.alloc(room.tooManyBytes, letter));
    return existsSync(join(room.dataDir, SNAPSHOTS_FOLDER, sha256.slice(0, 2), sha256));
  }

  it('refuses a snapshot that does not fit, and keeps no part of it', async () => {
    const head = headOf(room.dataDir);
    expectNoRoom(await captureTooMuch('a'));
    expect(headOf(room.dataDir)).toBe(head);
    expect(await unfinishedIn(room.dataDir)).toEqual([]);
    expect(keeps('a')).toBe(false);
    // Its room is free again.
    expect(room.isFull()).toBe(false);
    expect(await filling.write()).toMatchObject({ status: 201 });
  });

  it('refuses writes once it is full, and goes on', async () => {
    await filling.untilFull();
    expect(filling.acknowledged.length).toBeGreaterThan(10);
    expect(filling.refusals.length).toBeGreaterThanOrEqual(30);
    expect(room.isFull()).toBe(true);
    for (const refusal of filling.refusals) expectNoRoom(refusal);
    expect(server.exitCode).toBeNull();
  });

  it('refuses a snapshot then, too', async () => {
    const head = headOf(room.dataDir);
    expectNoRoom(await captureTooMuch('b'));
    expect(headOf(room.dataDir)).toBe(head);
    expect(await unfinishedIn(room.dataDir)).toEqual([]);
    expect(keeps('b')).toBe(false);
  });

  it('answers reads meanwhile', async () => {
    const [first] = filling.acknowledged;
    const { id } = first!.answers[0]!;
    expect(await client().get(`/v1/claims/${id}`)).toMatchObject({ status: 200, body: { id } });
    for (const path of ['/v1/claims', '/v1/sources', '/v1/stats/overview', '/metrics']) {
      expect({ path, ...(await client().get(path)) }).toMatchObject({ path, status: 200 });
    }
    // The log itself has what the views may have had no room to show.
    const { position } = filling.acknowledged.at(-1)!.answers[0]!;
    const event = await client().get(`/v1/events/${position}`);
    expect(event).toMatchObject({ status: 200, body: { type: 'ClaimRecorded' } });
    const { reasons } = (await client().get('/health/ready')).body as { reasons: string[] };
    for (const reason of reasons) expect(reason).toMatch(/full|disk I\/O error/);
  });

  it('records again by itself once there is room', async () => {
    const refused = filling.refused[0]!;
    room.empty(server);
    const since = Date.now();
    while ((await filling.send(refused)).status !== 201) {
      expect(Date.now() - since).toBeLessThan(RESUMES_WITHIN_MS);
      await sleep(50);
    }
    for (const request of filling.refused) {
      expect(await filling.send(request)).toMatchObject({ status: 201 });
    }
    expect(server.exitCode).toBeNull();
  });

  it('lost nothing that it had acknowledged, and recorded nothing twice', async () => {
    const log = await RecordedLog.in(room.dataDir);
    expect(log.faults()).toEqual([]);
    for (const { answers, commandId } of filling.requests) {
      const [{ position, revision }] = answers as [(typeof answers)[number]];
      const last = log.commands.get(commandId)!.at(-1)!;
      expect({ position, revision }).toEqual({
        position: last.position,
        revision: Number(last.revision),
      });
    }
    const recorded = log.events.filter(({ type }) => type === 'ClaimRecorded');
    expect(recorded).toHaveLength(filling.requests.length);
  });

  it('shows in its views what the log gives', async () => {
    const { events } = await RecordedLog.in(room.dataDir);
    await untilShown(client(), events.at(-1)!.position);
    expect(await client().get('/health/ready')).toMatchObject({ status: 200 });
    const args = ['replay', '--compare', '--json'];
    const run = await runProgram(args, { FACT_LEDGER_DATA_DIR: room.dataDir });
    expect({ code: run.code, stderr: run.stderr }).toMatchObject({ code: 0 });
    expect(linesIn(run.stdout).at(-1)).toMatchObject({ events: events.length });
  }, 60_000);

  it('stops in order where it is full', async () => {
    room.fill(server);
    expectNoRoom(await filling.write());
    expect(await server.end('SIGTERM')).toBe(0);
  });
}

/** 507 in the event store's or the snapshots' name; nothing else is meant to be said of a full disk. */
function expectNoRoom(answer: ApiAnswer): void {
  expect(problemIn(answer)).toMatchObject({ type: '/problems/storage-full', status: 507 });
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
}
