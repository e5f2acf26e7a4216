import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

import type { Resolve } from './guarded-lookup.js';
import { isPublicAddress } from './public-address.js';
import { WebPages, type WebPagesOptions } from './web-pages.js';

/** Names that resolve to this machine, as a hostile name server would have it. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'desk.example': ['127.0.0.1'],
  'mixed.example': ['1.1.1.1', '127.0.0.1'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'nowhere.example': [],
};

let server: Server;
let port: number;
let asked: IncomingMessage[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
beforeEach(() => {
  asked = [];
  answer = (_, response) => response.setHeader('Content-Type', 'text/plain').end('so it is');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const resolve: Resolve = async (name) => {
  if (!(name in NAMES)) throw Object.assign(new Error(name), { code: 'ENOTFOUND' });
  return NAMES[name]!.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
};

/** Lets the server of this test be spoken to, and nothing else that is not public. */
function local(options: Partial<WebPagesOptions> = {}): WebPages {
  return new WebPages({
    maxBytes: 1000,
    resolve,
    isAllowedPort: () => true,
    isAllowedAddress: (address) => address === '127.0.0.1' || isPublicAddress(address),
    ...options,
  });
}

/** As in production, but for the names and the port. */
const guarded = (options = {}) => local({ isAllowedAddress: isPublicAddress, ...options });
const at = (path = '/', host = 'desk.example') => `http://${host}:${port}${path}`;

async function refusalOf(pages: WebPages, url: string): Promise<string> {
  const error: unknown = await pages.fetch(url).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const { name, rule, message } = error as { name: string; rule: string; message: string };
  expect(name).toBe('PageRefusedError');
  return `${rule}: ${message}`;
}

describe('WebPages', () => {
  it('gives the bytes with their Content-Type', async () => {
    answer = (_, response) =>
      response.setHeader('Content-Type', 'text/html; charset=koi8-r').end(Buffer.from([0xc1, 0]));
    expect(await local().fetch(at('/talks?x=1#y'))).toEqual({
      bytes: Buffer.from([0xc1, 0]),
      mediaType: 'text/html; charset=koi8-r',
      url: at('/talks?x=1'),
    });
    const [{ url, headers }] = asked as [IncomingMessage];
    expect(url).toBe('/talks?x=1');
    expect(headers).toMatchObject({ host: `desk.example:${port}` });
    expect(headers['user-agent']).toMatch(/^fact-ledger\/\d/);
    expect(headers.cookie).toBeUndefined();
    expect(headers.authorization).toBeUndefined();
  });

  it('unfolds what comes compressed', async () => {
    answer = (_, response) =>
      response
        .setHeader('Content-Type', 'text/plain')
        .setHeader('Content-Encoding', 'gzip')
        .end(gzipSync('so it is'));
    expect((await local().fetch(at())).bytes.toString()).toBe('so it is');
  });

  it('follows redirects, and sends no cookie along', async () => {
    const plain = answer;
    answer = (request, response) => {
      if (request.url === '/end') return plain(request, response);
      const step = Number(request.url!.slice(1));
      response.writeHead([301, 302, 303, 307, 308][step - 1]!, {
        Location: step === 5 ? '/end' : `/${step + 1}`,
        'Set-Cookie': 'a=b',
      });
      response.end();
    };
    const { bytes, url } = await local().fetch(at('/1'));
    expect(bytes.toString()).toBe('so it is');
    expect(url).toBe(at('/end'));
    expect(asked.map(({ headers }) => headers.cookie)).toEqual(Array(6).fill(undefined));
  });

  it('refuses what redirects for ever, or nowhere', async () => {
    answer = (_, response) => response.writeHead(302, { Location: '/again' }).end();
    expect(await refusalOf(local(), at())).toBe(
      'capture-too-many-redirects: More than 5 redirects were followed.',
    );
    expect(asked).toHaveLength(6);
    answer = (_, response) => response.writeHead(302, { Location: 'http://[' }).end();
    expect(await refusalOf(local(), at())).toBe('capture-url-refused: http://[ is no URL.');
    answer = (_, response) => response.writeHead(302, { Location: `/${'x'.repeat(2000)}` }).end();
    expect(await refusalOf(local(), at())).toBe(
      'capture-url-refused: A URL of more than 2000 characters is not fetched.',
    );
  });

  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['localhost', undefined],
    ['2130706433', '127.0.0.1'],
    ['0x7f.1', '127.0.0.1'],
    ['0', '0.0.0.0'],
    ['169.254.169.254', '169.254.169.254'],
    ['10.0.0.1', '10.0.0.1'],
    ['[::1]', '::1'],
    ['[::ffff:127.0.0.1]', '::ffff:7f00:1'],
    ['[fd00:ec2::254]', 'fd00:ec2::254'],
  ])('does not speak to %s', async (host, address) => {
    const pages = host === 'localhost' ? guarded({ resolve: undefined }) : guarded();
    const refusal = await refusalOf(pages, at('/', host));
    if (address === undefined)
      expect(refusal).toMatch(/^capture-address-refused: localhost is at /);
    else expect(refusal).toBe(`capture-address-refused: ${address} is not a public address.`);
    expect(asked).toEqual([]);
  });

  it.each([
    ['desk.example', '127.0.0.1'],
    ['mixed.example', '127.0.0.1'],
    ['mapped.example', '::ffff:127.0.0.1'],
  ])('does not speak to %s, which resolves to %s', async (host, address) => {
    expect(await refusalOf(guarded(), at('/', host))).toBe(
      `capture-address-refused: ${host} is at ${address}, which is not a public address.`,
    );
    expect(asked).toEqual([]);
  });

  it.each(['http://10.0.0.1/', 'http://mixed.example/', 'http://[::ffff:7f00:1]/'])(
    'does not follow a redirect to %s',
    async (target) => {
      answer = (_, response) => response.writeHead(302, { Location: target }).end();
      const only = (address: string) => address === '127.0.0.1';
      const elsewhere: Resolve = async (name, options) =>
        name === 'mixed.example' ? [{ address: '10.0.0.2', family: 4 }] : resolve(name, options);
      const pages = local({ isAllowedAddress: only, resolve: elsewhere });
      expect(await refusalOf(pages, at())).toMatch(/^capture-address-refused: /);
      expect(asked).toHaveLength(1);
    },
  );

  it('speaks to the address that it looked at, whatever the name says the next time', async () => {
    let looks = 0;
    const rebinding: Resolve = async () => {
      looks += 1;
      return [{ address: looks === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
    };
    const pages = local({ resolve: rebinding });
    expect((await pages.fetch(at('/', 'rebinding.example'))).bytes.toString()).toBe('so it is');
    expect(looks).toBe(1);
    expect(await refusalOf(pages, at('/', 'rebinding.example'))).toMatch(/10\.0\.0\.1/);
  });

  it.each([
    ['ftp://desk.example/', 'ftp: is fetched from nowhere, only http: and https:.'],
    ['file:///etc/passwd', 'file: is fetched from nowhere, only http: and https:.'],
    ['http://a:b@desk.example/', 'A URL with a user name or a password is not fetched.'],
    ['http://desk.example:8080/', 'Port 8080 is not spoken to, only 80 and 443.'],
    ['desk', 'desk is no URL.'],
  ])('does not fetch %s', async (url, reason) => {
    const pages = new WebPages({ maxBytes: 1000, resolve });
    expect(await refusalOf(pages, url)).toBe(`capture-url-refused: ${reason}`);
  });

  it('says so where a name has no address, or nobody listens', async () => {
    const unknown = 'capture-host-unknown: Its host has no address.';
    expect(await refusalOf(local(), at('/', 'unknown.example'))).toBe(unknown);
    expect(await refusalOf(local(), at('/', 'nowhere.example'))).toBe(unknown);
    const closed = createServer();
    await new Promise<void>((listening) => closed.listen(0, '127.0.0.1', listening));
    const { port: free } = closed.address() as AddressInfo;
    await new Promise((done) => closed.close(done));
    expect(await refusalOf(local(), `http://desk.example:${free}/`)).toMatch(
      /^capture-failed: It could not be fetched: .*ECONNREFUSED/,
    );
    answer = (request) => request.socket.destroy();
    expect(await refusalOf(local(), at())).toMatch(/^capture-failed: It could not be fetched: ./);
  });

  it.each([404, 500, 204, 206, 304])('takes nothing that is answered %i', async (status) => {
    answer = (_, response) => response.writeHead(status, { 'Content-Type': 'text/plain' }).end();
    expect(await refusalOf(local(), at())).toBe(`capture-not-answered: It was answered ${status}.`);
  });

  it('takes what text is taken from, and pictures', async () => {
    const fetched = async (type: string) => {
      answer = (_, response) => response.setHeader('Content-Type', type).end('x');
      return (await local().fetch(at())).mediaType;
    };
    for (const type of ['application/pdf', 'image/png', 'Text/Markdown; charset=utf-8']) {
      expect(await fetched(type)).toBe(type);
    }
    for (const type of [
      'application/zip',
      'image/svg+xml',
      'text',
      `text/plain;a=${'x'.repeat(250)}`,
    ]) {
      await expect(fetched(type)).rejects.toMatchObject({ rule: 'capture-media-type-refused' });
    }
    answer = (_, response) => response.end('\0');
    expect(await refusalOf(local(), at())).toMatch(/: It came with no Content-Type; text\/plain, /);
  });

  it('looks at the bytes where the type says nothing', async () => {
    answer = (_, response) => response.end('<p>Talks.');
    expect(await local().fetch(at())).toMatchObject({ mediaType: 'application/octet-stream' });
    answer = (_, response) =>
      response.setHeader('Content-Type', 'binary/octet-stream').end('Talks.');
    expect(await local().fetch(at())).toMatchObject({ mediaType: 'binary/octet-stream' });
    answer = (_, response) => response.setHeader('Content-Type', 'binary/octet-stream').end('\0PK');
    expect(await refusalOf(local(), at())).toMatch(
      /^capture-media-type-refused: .* binary\/octet-s/,
    );
  });

  it('takes files up to a size, as they unfold', async () => {
    const body = (bytes: Buffer, headers = {}) => {
      answer = (_, response) =>
        response.writeHead(200, { 'Content-Type': 'text/plain', ...headers }).end(bytes);
    };
    body(Buffer.alloc(1000, 'a'));
    expect((await local().fetch(at())).bytes).toHaveLength(1000);
    const refusal = 'capture-too-large: It has more than 1000 bytes.';
    body(Buffer.alloc(1001, 'a'));
    expect(await refusalOf(local(), at())).toBe(refusal);
    body(gzipSync(Buffer.alloc(50_000_000)), { 'Content-Encoding': 'gzip' });
    expect(await refusalOf(local(), at())).toBe(refusal);
    body(Buffer.alloc(0));
    expect(await refusalOf(local(), at())).toBe('capture-empty: It was answered with nothing.');
  });

  it('waits so long for all of it', async () => {
    const pages = local({ timeMs: 300 });
    const late = 'capture-too-slow: It did not come within 0.3 s.';
    answer = () => undefined;
    expect(await refusalOf(pages, at())).toBe(late);
    answer = (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/plain' });
      const drip = setInterval(() => response.write('a'), 50);
      response.on('close', () => clearInterval(drip));
    };
    expect(await refusalOf(pages, at())).toBe(late);
    const slow: Resolve = () => new Promise(() => undefined);
    expect(await refusalOf(local({ timeMs: 300, resolve: slow }), at())).toBe(late);
  });
});
