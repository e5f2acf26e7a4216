import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';

import { SNAPSHOTS_FOLDER } from '../../src/ledger.js';
import { refusalIn } from '../support/answers.js';
import type { ApiClient } from '../support/api-client.js';
import { Desk } from '../support/desk.js';
import { eventually } from '../support/eventually.js';
import { rawAnswerIn, type RawAnswer } from '../support/raw-answer.js';
import { ServedLedger } from '../support/served-ledger.js';

let served: ServedLedger;
let desk: Desk;
let path: string;
beforeAll(async () => {
  served = await ServedLedger.start();
  desk = await Desk.over(served);
  path = `/v1/sources/${await desk.source()}/snapshots`;
});
afterAll(() => served.stop());

/** A request whose headers are sent, and as much of the body as a test sends. */
class Upload {
  private received = '';

  private constructor(private readonly socket: Socket) {
    socket.on('data', (data: Buffer) => (this.received += data.toString('latin1')));
    // The server may end the connection before everything is sent.
    socket.on('error', () => {});
  }

  static async begin(
    line: string,
    headers: Readonly<Record<string, string>>,
    url = served.url,
  ): Promise<Upload> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const upload = new Upload(socket);
    const fields = Object.entries({ Host: 'ledger', ...headers });
    const lines = [`${line} HTTP/1.1`, ...fields.map(([name, value]) => `${name}: ${value}`)];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    return upload;
  }

  send(bytes: Uint8Array | string): void {
    this.socket.write(bytes);
  }

  /** Resolves when the server asks for the body, as `Expect: 100-continue` begs it. */
  async isAskedFor(): Promise<boolean> {
    while (!this.received.includes('\r\n\r\n')) await once(this.socket, 'data');
    if (!this.received.startsWith('HTTP/1.1 100 ')) return false;
    this.received = this.received.slice(this.received.indexOf('\r\n\r\n') + 4);
    return true;
  }

  /** Resolves as soon as the whole answer is there, whatever becomes of the connection. */
  async answer(): Promise<RawAnswer> {
    for (;;) {
      const whole = this.wholeAnswer();
      if (whole) return whole;
      await once(this.socket, 'data');
    }
  }

  leave(): void {
    this.socket.destroy();
  }

  private wholeAnswer(): RawAnswer | undefined {
    const end = this.received.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    const answer = rawAnswerIn(this.received);
    const length = Number(answer.headers.get('content-length'));
    return answer.body.length >= length ? answer : undefined;
  }
}

const MEGABYTE = 1024 * 1024;
const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });
const ofLength = (bytes: number) => ({ 'Content-Length': String(bytes) });

function refusalOf({ status, body }: RawAnswer): string {
  return `${status} ${(JSON.parse(body) as { type: string }).type}`;
}

describe('before a body is read', () => {
  const refused = async (line: string, headers: Readonly<Record<string, string>>) => {
    const upload = await Upload.begin(line, headers);
    const answer = await upload.answer();
    upload.leave();
    return refusalOf(answer);
  };

  it.each([
    ['a snapshot', () => `POST ${path}`],
    ['JSON', () => 'POST /v1/claims'],
  ])('a key is asked for, with %s', async (_, line) => {
    const body = ofLength(400_000);
    expect(await refused(line(), body)).toBe('401 /problems/unauthenticated');
    const chunked = { 'Transfer-Encoding': 'chunked' };
    expect(await refused(line(), chunked)).toBe('401 /problems/unauthenticated');
    const unknown = { ...body, ...bearer(`fl_${'x'.repeat(43)}`) };
    expect(await refused(line(), unknown)).toBe('401 /problems/unauthenticated');
    const reader = { ...body, ...bearer(desk.auditor.key!) };
    expect(await refused(line(), reader)).toBe('403 /problems/forbidden');
  });

  it('those who failed too often are refused', async () => {
    const crowded = await ServedLedger.start({ settings: { trustProxy: true } });
    const wrong = { 'X-Forwarded-For': '10.1.1.1', ...bearer(`fl_${'y'.repeat(43)}`) };
    const client = crowded.anonymous;
    for (let n = 0; n < 20; n += 1) await client.get('/v1/claims', wrong);
    const answer = await client.postBytes(path, 'x'.repeat(MEGABYTE), 'text/plain', wrong);
    expect(refusalIn(answer)).toBe('429 slow-down');
    await crowded.stop();
  });

  it('its route must be there', async () => {
    expect(await refused('POST /v1/nothing', ofLength(400_000))).toBe('404 /problems/not-found');
  });

  it('it must not be too long', async () => {
    const long = { ...bearer(desk.contributor.key!), ...ofLength(11 * MEGABYTE) };
    expect(await refused(`POST ${path}`, long)).toBe('413 /problems/too-large');
    expect(await refused('POST /v1/claims', long)).toBe('413 /problems/too-large');
  });
});

it('refuses whom it suspended while the body came', async () => {
  const leaving = await served.member(['contributor'], 'Imre');
  const headers = { 'Content-Type': 'text/plain', ...bearer(leaving.key!), ...ofLength(6) };
  const upload = await Upload.begin(`POST ${path}`, headers);
  upload.send('Talk');
  await served.admin.post(`/v1/members/${leaving.id}/suspension`, { reason: 'On leave.' });
  upload.send('s.');
  expect(refusalOf(await upload.answer())).toBe('403 /problems/forbidden');
  upload.leave();
});

describe('bodies under way', () => {
  let small: ServedLedger;
  let ana: ApiClient;
  let boris: ApiClient;
  let snapshots: string;
  beforeAll(async () => {
    const settings = { maxSnapshotBytes: MEGABYTE, maxMemberBodyBytes: 2 * MEGABYTE };
    small = await ServedLedger.start({ settings: { ...settings, maxBodyBytes: 3 * MEGABYTE } });
    ana = await small.member(['contributor'], 'Ana');
    boris = await small.member(['contributor'], 'Boris');
    const made = await ana.post('/v1/sources', { type: 'post', title: 'A post' });
    snapshots = `/v1/sources/${(made.body as { id: string }).id}/snapshots`;
  });
  afterAll(() => small.stop());

  const begin = (
    member: ApiClient,
    length: Readonly<Record<string, string>>,
    line = `POST ${snapshots}`,
  ) => {
    const headers = { 'Content-Type': 'text/plain', Expect: '100-continue', ...length };
    return Upload.begin(line, { ...headers, ...bearer(member.key!) }, small.url);
  };
  const begun = async (
    member: ApiClient,
    length: Readonly<Record<string, string>>,
    line?: string,
  ) => {
    let upload = await begin(member, length, line);
    // The server learns a little later that others went away.
    await eventually(async () => {
      if (await upload.isAskedFor()) return true;
      upload.leave();
      upload = await begin(member, length, line);
      return false;
    });
    return upload;
  };
  const refusalAt = async (member: ApiClient) => {
    const upload = await begin(member, ofLength(MEGABYTE));
    const answer = await upload.answer();
    upload.leave();
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    return refusalOf(answer);
  };
  const unfinished = () => readdir(join(small.dataDir, SNAPSHOTS_FOLDER, 'incoming'));

  it('have a bound for a member and for all, and room again when they are done', async () => {
    const first = await begun(ana, ofLength(MEGABYTE));
    // As much as the route takes is held for a body whose length nobody tells.
    const chunked = await begun(ana, { 'Transfer-Encoding': 'chunked' });
    expect(await refusalAt(ana)).toBe('429 /problems/too-much-at-once');
    const other = await begun(boris, ofLength(MEGABYTE));
    expect(await refusalAt(boris)).toBe('503 /problems/busy');

    first.send('a'.repeat(MEGABYTE));
    expect((await first.answer()).status).toBe(201);
    chunked.send('5\r\nTalks\r\n0\r\n\r\n');
    expect((await chunked.answer()).status).toBe(201);
    const next = [await begun(ana, ofLength(MEGABYTE)), await begun(ana, ofLength(MEGABYTE))];
    for (const upload of [first, chunked, other, ...next]) upload.leave();
  });

  it('leave nothing where their callers go away', async () => {
    for (let n = 0; n < 10; n += 1) {
      const left = await begun(ana, ofLength(MEGABYTE));
      left.send('a'.repeat(MEGABYTE / 2));
      left.leave();
      await eventually(async () => (await unfinished()).length === 0);
      const json = await begun(ana, ofLength(500_000), 'POST /v1/claims');
      json.send('{"text":');
      json.leave();
    }
    const both = [await begun(ana, ofLength(MEGABYTE)), await begun(ana, ofLength(MEGABYTE))];
    for (const upload of both) upload.leave();
  });

  it('are gone from the disk when they were refused', async () => {
    const unknown = snapshots.replace(/[0-9a-f]{12}(?=\/snapshots)/, '0'.repeat(12));
    await eventually(async () => {
      const answer = await boris.postBytes(unknown, 'a'.repeat(MEGABYTE), 'text/plain');
      return refusalIn(answer) === '404 not-found source-unknown';
    });
    await eventually(async () => (await unfinished()).length === 0);
  });
});
