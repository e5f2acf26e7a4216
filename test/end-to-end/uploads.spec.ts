import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { refusalIn } from '../support/answers.js';
import { Desk } from '../support/desk.js';
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

  static async begin(line: string, headers: Readonly<Record<string, string>>): Promise<Upload> {
    const { hostname, port } = new URL(served.url);
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
