import { jest } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { createServer as createHttpServer } from 'node:http';

import { ApiClient } from '../support/api-client.js';
import { runHosted } from '../support/program-host.js';
import { linesIn, runProgram, type Run } from '../support/program-run.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { TemporaryFolders } from '../support/temporary-folders.js';
import { untilShown } from '../support/until-shown.js';

// Commands run one after the other, on a machine that may have other work.
jest.setTimeout(120_000);

const folders = new TemporaryFolders();
let dataDir: string;
let server: SpawnedServer;

beforeAll(async () => {
  dataDir = await folders.make();
  server = await SpawnedServer.start(dataDir);
});

afterAll(async () => {
  await server.end('SIGTERM');
  await folders.remove();
});

/** The commands that were run as a process of their own, which each is once. */
const spawned = new Set<string>();

/** Runs a command at the running server, with the key that it keeps in its data folder. */
async function run(...words: string[]): Promise<Run> {
  // Lists are of the views, which may show a moment later what the command before recorded.
  if (words[1] === 'list') await caughtUp();
  const command = words.slice(0, 2).join(' ');
  const program = spawned.has(command) ? runHosted : runProgram;
  spawned.add(command);
  return program([...words, '--url', server.url], { FACT_LEDGER_DATA_DIR: dataDir });
}

async function caughtUp(): Promise<void> {
  const { body } = await server.admin.get('/health/ready');
  const { head } = (body as { eventStore: { head: string } }).eventStore;
  await untilShown(server.admin, head);
}

async function done(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(...words);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

/** @returns the id. */
async function enrol(name: string, roles = 'contributor'): Promise<string> {
  const words = ['--name', name, '--organization', 'Example Desk', '--roles', roles];
  return (await done('members', 'enrol', ...words)).trim();
}

/** What the holder of the key gets when they ask who they are. */
async function statusWith(key: string): Promise<number> {
  return (await new ApiClient(server.url, key).get('/v1/members/me')).status;
}

describe('members', () => {
  it('are enrolled, listed, given other roles, suspended and reinstated', async () => {
    const id = await enrol('Ines Ferro', 'contributor, reviewer');
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    const listed = await done('members', 'list');
    expect(listed).toContain(`${id}\tactive\tcontributor,reviewer\tInes Ferro\tExample Desk\n`);

    expect(await done('members', 'roles', id, '--roles', 'editor')).toBe('revision 1\n');
    expect(await done('members', 'list')).toContain(`${id}\tactive\teditor\t`);

    const key = (await done('keys', 'issue', id)).trim();
    expect(await statusWith(key)).toBe(200);
    expect(await done('members', 'suspend', id, '--reason', 'on leave')).toBe('revision 3\n');
    expect(await statusWith(key)).toBe(403);
    expect(await done('members', 'list')).toContain(`${id}\tsuspended\teditor\t`);
    expect(await done('members', 'reinstate', id, '--reason', 'back')).toBe('revision 4\n');
    expect(await statusWith(key)).toBe(200);
  });

  it('and what is done to them are told in JSON as the API tells them', async () => {
    const words = ['--name', 'Jo', '--organization', 'Desk', '--roles', 'auditor', '--json'];
    const [enrolled] = linesIn(await done('members', 'enrol', ...words));
    expect(enrolled).toEqual({
      id: expect.any(String) as string,
      revision: 0,
      position: expect.stringMatching(/^\d{16}$/) as string,
    });
    const id = enrolled!.id as string;
    const [suspended] = linesIn(
      await done('members', 'suspend', id, '--reason', 'lost the key', '--json'),
    );
    expect(suspended).toMatchObject({ id, revision: 1 });
    const listed = linesIn(await done('members', 'list', '--json'));
    const { body } = await server.admin.get('/v1/members?limit=500');
    expect(listed).toEqual((body as { items: unknown[] }).items);
    expect(listed.find((member) => member.id === id)).toMatchObject({
      suspended: { reason: 'lost the key' },
    });
  });

  it('are listed a line each, whatever is in their names', async () => {
    const id = await enrol('Two\u2028lines\u001b[31m and\ta tab');
    const listed = await done('members', 'list');
    expect(listed).toContain(
      `${id}\tactive\tcontributor\tTwo lines [31m and a tab\tExample Desk\n`,
    );
  });
});

describe('keys', () => {
  it('are issued, listed and revoked', async () => {
    const id = await enrol('Kim');
    const plain = (await done('keys', 'issue', id)).trim();
    const [labelled] = linesIn<{ key: string; id: string }>(
      await done('keys', 'issue', id, '--label', 'laptop', '--json'),
    );
    expect([await statusWith(plain), await statusWith(labelled!.key)]).toEqual([200, 200]);

    const listed = (await done('keys', 'list', id)).split('\n');
    expect(listed).toEqual([
      expect.stringMatching(/^[0-9a-f-]{36}\t\d{4}-\d\d-\d\dT[\d:.]+Z\tactive\t-$/),
      expect.stringMatching(new RegExp(`^${labelled!.id}\t.+\tactive\tlaptop$`)),
      '',
    ]);
    expect(listed.join('\n')).not.toContain(plain);

    expect(await done('keys', 'revoke', id, labelled!.id)).toBe('revision 3\n');
    expect([await statusWith(plain), await statusWith(labelled!.key)]).toEqual([200, 401]);
    const [, revoked] = linesIn(await done('keys', 'list', id, '--json'));
    expect(revoked).toMatchObject({
      id: labelled!.id,
      label: 'laptop',
      revokedAt: expect.stringMatching(/Z$/) as string,
    });
  });
});

describe('what the server refuses', () => {
  it.each([
    ['a key that it does not know', ['list', '--key', 'fl_of-another-ledger'], /401: .*key/],
    [
      'a member who is not there',
      ['roles', '0199a3c0-0000-7000-8000-000000000000', '--roles', 'editor'],
      /404: There is no such member/,
    ],
    [
      'a name that is too long',
      ['enrol', '--name', 'n'.repeat(2000), '--organization', 'Desk', '--roles', 'editor'],
      /422: .*\/name /,
    ],
  ])('ends with 69 and its words: %s', async (_, words, said) => {
    const { code, stdout, stderr } = await run('members', ...words);
    expect({ code, stdout }).toEqual({ code: 69, stdout: '' });
    expect(stderr).toMatch(/^fact-ledger: .+\n$/);
    expect(stderr).toMatch(said);
  });

  it('names the role that the caller lacks', async () => {
    const id = await enrol('No admin', 'reviewer');
    const key = (await done('keys', 'issue', id)).trim();
    const { code, stderr } = await run('members', 'list', '--key', key);
    expect(code).toBe(69);
    expect(stderr).toMatch(/^fact-ledger: 403: .*admin.*\n$/);
  });

  it('says that it shows the keys of others to admins only, and lists none as if there were none', async () => {
    const other = await enrol('Somebody else');
    await done('keys', 'issue', other);
    const id = await enrol('No admin either', 'reviewer');
    const key = (await done('keys', 'issue', id)).trim();
    const { code, stdout, stderr } = await run('keys', 'list', other, '--key', key);
    expect({ code, stdout }).toEqual({ code: 69, stdout: '' });
    expect(stderr).toBe(
      'fact-ledger: the server shows the keys of another member to admins only\n',
    );
    expect(await done('keys', 'list', id, '--key', key)).toContain('active');
  });
});

describe('without a server', () => {
  let other: Server | undefined;
  afterEach(() => other?.close());

  async function portOf(listening: Server): Promise<string> {
    other = listening.listen(0, '127.0.0.1');
    await once(other, 'listening');
    return String((other.address() as AddressInfo).port);
  }

  it('ends with 69 and says where none answers', async () => {
    const port = await portOf(createServer());
    await new Promise((closed) => other!.close(closed));
    const { code, stdout, stderr } = await runHosted(['members', 'list'], {
      PORT: port,
      FACT_LEDGER_DATA_DIR: dataDir,
    });
    expect({ code, stdout }).toEqual({ code: 69, stdout: '' });
    expect(stderr).toBe(
      `fact-ledger: no server answers at http://127.0.0.1:${port}/ (ECONNREFUSED)\n`,
    );
  });

  it('ends with 69 where something else answers', async () => {
    const port = await portOf(
      createHttpServer((_, response) => void response.end('<h1>A page</h1>')),
    );
    const { code, stderr } = await runHosted(['members', 'list'], {
      PORT: port,
      FACT_LEDGER_DATA_DIR: dataDir,
    });
    expect(code).toBe(69);
    expect(stderr).toBe(
      `fact-ledger: what answers at http://127.0.0.1:${port}/ is no ledger: 200 without JSON\n`,
    );
  });

  it.each([
    ['no key anywhere', [], 1, /no key: give --key, .+admin-key \(ENOENT\)/],
    ['a key that no header holds', ['--key', 'secret\nkey'], 2, /^((?!secret).)*$/],
    ['a URL that is none', ['--key', 'k', '--url', 'localhost:3000'], 2, /"localhost:3000" is no/],
    ['a URL with a password', ['--key', 'k', '--url', 'http://a:secret@b'], 2, /^((?!secret).)*$/],
  ])('says what is wrong with %s', async (_, words, exitCode, said) => {
    const { code, stderr } = await runHosted(['keys', 'list', 'x', ...words], {
      FACT_LEDGER_DATA_DIR: await folders.make(),
    });
    expect(code).toBe(exitCode);
    expect(stderr).toMatch(/^fact-ledger: .+\n$/);
    expect(stderr.trim()).toMatch(said);
  });
});
