import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';

import { itNeeding } from '../support/needing.js';
import { rawAnswer, rawAnswerIn } from '../support/raw-answer.js';
import { Desk } from '../support/desk.js';
import { ServedLedger } from '../support/served-ledger.js';

const MEGABYTE = 1024 * 1024;
const SIZES = [2 * MEGABYTE, 20 * MEGABYTE];
/** How often each client, size and kind of body is tried. */
const TIMES = 5;

const PIECE = 65_536;

const run = promisify(execFile);

let served: ServedLedger;
let url: string;
let headers: Record<string, string>;
let folder: string;
beforeAll(async () => {
  served = await ServedLedger.start({ settings: { maxSnapshotBytes: MEGABYTE } });
  const desk = await Desk.over(served);
  url = `${served.url}/v1/sources/${await desk.source()}/snapshots`;
  headers = { Authorization: `Bearer ${desk.contributor.key}`, 'Content-Type': 'text/plain' };
  folder = served.dataDir;
});
const keeping = new Agent({ keepAlive: true });
afterAll(async () => {
  keeping.destroy();
  await served.stop();
});

interface Sending {
  readonly body: Buffer;
  /** Its length is not told beforehand. */
  readonly isChunked: boolean;
}

/** @returns the type of the problem, as the client got it. */
type Client = (sending: Sending) => Promise<string>;

function typeIn(status: number | undefined, body: string): string {
  return `${status} ${(JSON.parse(body) as { type: string }).type}`;
}

function* pieces(body: Buffer) {
  for (let at = 0; at < body.length; at += PIECE) yield body.subarray(at, at + PIECE);
}

function overHttp(agent: Agent | false): Client {
  return async ({ body, isChunked }) => {
    const sent = request(url, { method: 'POST', agent, headers });
    const failed = once(sent, 'error').then(([error]) => {
      throw error;
    });
    const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
    if (isChunked) Readable.from(pieces(body)).pipe(sent);
    else sent.setHeader('Content-Length', body.length).end(body);
    const [answer] = await Promise.race([answered, failed]);
    failed.catch(() => undefined);
    return typeIn(answer.statusCode, await text(answer));
  };
}

function* chunked(body: Buffer) {
  for (let at = 0; at < body.length; at += PIECE) {
    const piece = body.subarray(at, at + PIECE);
    yield `${piece.length.toString(16)}\r\n${piece.toString('latin1')}\r\n`;
  }
  yield '0\r\n\r\n';
}

const CLIENTS: Record<string, Client> = {
  async fetch({ body, isChunked }) {
    const init = isChunked
      ? { body: Readable.toWeb(Readable.from(pieces(body))), duplex: 'half' }
      : { body };
    const answer = await fetch(url, { method: 'POST', headers, ...init } as RequestInit);
    return typeIn(answer.status, await answer.text());
  },
  'node:http, with kept connections': overHttp(keeping),
  'node:http, a connection each': overHttp(false),
  async 'a client that reads when all is sent'({ body, isChunked }) {
    const { hostname, port, pathname } = new URL(url);
    const socket = connect(Number(port), hostname).pause();
    await once(socket, 'connect');
    const length = isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length}`;
    const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`POST ${pathname} HTTP/1.1\r\nHost: ledger\r\n${fields.join('')}${length}\r\n`);
    socket.write('Connection: close\r\n\r\n');
    for (const piece of isChunked ? chunked(body) : pieces(body)) {
      if (!socket.write(piece, 'latin1')) await once(socket, 'drain');
    }
    const answer = rawAnswerIn(await text(socket));
    return typeIn(answer.status, answer.body);
  },
};
const WITH_CURL: Record<string, Client> = { curl: curl(), 'curl that waits for no 100': curl('') };

/** @param expect the header of that name; curl's own where it is left out. */
function curl(expect?: string): Client {
  return async ({ body, isChunked }) => {
    const file = join(folder, `${randomUUID()}.txt`);
    await writeFile(file, body);
    const fields = {
      ...headers,
      ...(isChunked && { 'Transfer-Encoding': 'chunked' }),
      ...(expect !== undefined && { Expect: expect }),
    };
    const given = Object.entries(fields).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
    const told = ['-sS', '-w', '\n%{http_code}', '--data-binary', `@${file}`, ...given, url];
    const [problem = '', status] = (await run('curl', told)).stdout.split('\n');
    return typeIn(Number(status), problem);
  };
}

async function mustAllBeTold(client: Client, size: number): Promise<void> {
  const body = Buffer.alloc(size, 'a');
  for (const isChunked of [false, true]) {
    const sendings = Array.from({ length: TIMES }, () => client({ body, isChunked }));
    const answers = await Promise.all(sendings);
    expect(answers).toEqual(answers.map(() => '413 /problems/too-large'));
  }
}

describe.each(Object.entries(CLIENTS))('%s', (_, client) => {
  it.each(SIZES)('is told of every body of %i bytes that it is too large', async (size) => {
    await mustAllBeTold(client, size);
  });
});

describe.each(Object.entries(WITH_CURL))('%s', (_, client) => {
  for (const size of SIZES) {
    itNeeding(['curl'])(`is told of every body of ${size} bytes that it is too large`, async () => {
      await mustAllBeTold(client, size);
    });
  }
});

it('goes on with the same connection', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const client = overHttp(agent);
  const body = Buffer.alloc(2 * MEGABYTE);
  for (let n = 0; n < 3; n += 1) {
    expect(await client({ body, isChunked: false })).toBe('413 /problems/too-large');
  }
  agent.destroy();
});

it('a small one is still taken', async () => {
  const { pathname } = new URL(url);
  const answer = await rawAnswer(served.url, `POST ${pathname}`, headers, 'Talks.');
  expect(answer.status).toBe(201);
});
