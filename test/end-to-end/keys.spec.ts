import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { ADMIN_KEY_FILE } from '../../src/members/admin-key-file.js';
import { digestOf } from '../../src/access/key.js';
import { accepted, problemIn, refusalIn } from '../support/answers.js';
import { ApiClient } from '../support/api-client.js';
import { ServedLedger } from '../support/served-ledger.js';

const UNKNOWN_KEY = `fl_${'x'.repeat(43)}`;
const OWN_KEY = 'chosen-by-the-operator-0123456789-abcdef';

let served: ServedLedger;
let log: string[];
async function start(settings: Parameters<typeof ServedLedger.start>[0] = {}): Promise<void> {
  log = [];
  served = await ServedLedger.start({ logTo: { write: (line) => log.push(line) }, ...settings });
}
afterEach(() => served.stop());

async function keyIdOf(member: ApiClient): Promise<string> {
  const { keys } = accepted<{ keys: { id: string }[] }>(await member.get('/v1/members/me'));
  return keys.at(-1)!.id;
}

function fromAddress(url: string, key: string | undefined, address: string) {
  return new ApiClient(url, key).get('/v1/members/me', { 'X-Forwarded-For': address });
}

describe('a key', () => {
  beforeEach(() => start());

  it('is refused from the very next request on when it is revoked', async () => {
    const member = await served.member(['auditor']);
    const other = accepted<{ key: string }>(
      await served.admin.post(`/v1/members/${member.id}/keys`, { label: 'Laptop' }),
    );
    const first = (await member.get('/v1/members/me')).body as { keys: { id: string }[] };
    const path = `/v1/members/${member.id}/keys/${first.keys[0]!.id}`;
    accepted(await served.admin.delete(path));
    expect(refusalIn(await member.get('/v1/events'))).toBe('401 unauthenticated');
    expect(refusalIn(await served.admin.delete(path))).toBe('409 rule-refused key-already-revoked');
    const second = new ApiClient(served.url, other.key);
    expect((await second.get('/v1/events')).status).toBe(200);
    served = await served.restart();
    const afterwards = new ApiClient(served.url, member.key);
    expect(refusalIn(await afterwards.get('/v1/events'))).toBe('401 unauthenticated');
  });

  it('has an address, at which admins and its member read what it is for, and nobody the key', async () => {
    const member = await served.member(['contributor']);
    const path = `/v1/members/${member.id}/keys`;
    const issued = await served.admin.post(path, { label: 'Laptop' });
    const { id, key, position } = accepted<{ id: string; key: string; position: string }>(issued);
    const address = issued.headers.get('location')!;
    expect(address).toBe(`${path}/${id}`);
    const shown = `${address}?atLeast=${position}`;
    for (const reader of [served.admin, member]) {
      const answer = await reader.get(shown);
      expect(accepted(answer)).toEqual({
        id,
        label: 'Laptop',
        recordedAt: expect.any(String) as string,
        revokedAt: null,
      });
      expect(JSON.stringify(answer.body)).not.toContain(key);
    }
    const auditor = await served.member(['auditor']);
    expect(refusalIn(await auditor.get(shown))).toBe('404 not-found');
    expect(refusalIn(await served.anonymous.get(shown))).toBe('401 unauthenticated');
    const { id: adminId } = accepted<{ id: string }>(await served.admin.get('/v1/members/me'));
    const elsewhere = `/v1/members/${adminId}/keys/${id}`;
    expect(refusalIn(await served.admin.get(elsewhere))).toBe('404 not-found');
    const revoked = accepted<{ position: string }>(await served.admin.delete(address));
    const after = await member.get(`${address}?atLeast=${revoked.position}`);
    expect(accepted(after)).toMatchObject({ id, revokedAt: expect.any(String) as string });
  });

  it('is refused from the very next request on while its member is suspended', async () => {
    const member = await served.member(['auditor']);
    const path = `/v1/members/${member.id}`;
    accepted(await served.admin.post(`${path}/suspension`, { reason: 'On leave.' }));
    expect(refusalIn(await member.get('/v1/events'))).toBe('403 forbidden');
    expect(refusalIn(await member.get('/v1/claims'))).toBe('403 forbidden');
    expect(refusalIn(await served.admin.post(`${path}/keys`, {}))).toBe(
      '409 rule-refused member-suspended',
    );
    accepted(await served.admin.post(`${path}/reinstatement`, { reason: 'Back.' }));
    expect((await member.get('/v1/events')).status).toBe(200);
  });

  it('may do from the very next request on what the roles of its member say', async () => {
    const member = await served.member(['auditor']);
    const path = `/v1/members/${member.id}/roles`;
    accepted(await served.admin.post(path, { roles: ['contributor'] }));
    expect(refusalIn(await member.get('/v1/events'))).toBe('403 forbidden');
    const source = await member.post('/v1/sources', { type: 'post', title: 'A post' });
    expect(source.status).toBe(201);
  });

  it('lets nobody lock themselves out', async () => {
    const { id } = accepted<{ id: string }>(await served.admin.get('/v1/members/me'));
    const refusals = [
      await served.admin.post(`/v1/members/${id}/suspension`, { reason: 'Enough.' }),
      await served.admin.post(`/v1/members/${id}/roles`, { roles: ['auditor'] }),
    ];
    expect(refusals.map(refusalIn)).toEqual(Array(2).fill('403 separation-of-duties not-yourself'));
  });

  it('is on the disk as a digest alone, but for the first one in its own file', async () => {
    const member = await served.member(['contributor']);
    await member.post('/v1/sources', { type: 'post', title: 'A post' });
    const adminFile = join(served.dataDir, ADMIN_KEY_FILE);
    const { mode } = await stat(adminFile);
    expect((mode & 0o777).toString(8)).toBe('600');
    expect((await readFile(adminFile, 'utf8')).trim()).toBe(served.admin.key);

    const files = await readdir(served.dataDir, { recursive: true, withFileTypes: true });
    const searched: string[] = [];
    let digests = 0;
    for (const file of files) {
      if (!file.isFile() || file.name === ADMIN_KEY_FILE) continue;
      const bytes = await readFile(join(file.parentPath, file.name));
      for (const key of [member.key!, served.admin.key!]) {
        expect(bytes.includes(key)).toBe(false);
        if (bytes.includes(digestOf(key))) digests += 1;
      }
      searched.push(file.name);
    }
    expect(searched).toEqual(expect.arrayContaining(['events.db', 'views.db']));
    expect(digests).toBeGreaterThanOrEqual(2);
  });

  it('is in no line of the log, whatever happens to the request', async () => {
    const member = await served.member(['contributor']);
    const key = member.key!;
    const json = { 'Content-Type': 'application/json' };
    await member.send('POST', '/v1/sources', `{"type":"post","title":"${key}"`, json);
    await member.get(`/v1/claims?key=${key}`);
    await new ApiClient(served.url, `${key} ${key}`).get('/v1/claims');
    await member.get('/v1/nothing');
    await served.admin.delete(`/v1/members/${member.id}/keys/${await keyIdOf(member)}`);
    expect(refusalIn(await member.get('/v1/claims'))).toBe('401 unauthenticated');
    await served.ledger.store.close();
    const failed = await served.admin.post('/v1/members', {
      name: 'Dana',
      organization: 'Desk',
      roles: [],
    });
    expect(refusalIn(failed)).toBe('503 event-store-unavailable');
    const lines = log.join('');
    expect(lines).toContain('"path":"/v1/claims"');
    expect(lines).toContain('"level":50');
    for (const secret of [key, served.admin.key!, digestOf(key)]) {
      expect(lines).not.toContain(secret);
    }
  });
});

describe('failed attempts', () => {
  it('slow an address down, and nobody else at it who has a good key', async () => {
    await start();
    const guesser = new ApiClient(served.url, UNKNOWN_KEY);
    for (let attempt = 0; attempt < 20; attempt += 1) {
      expect(refusalIn(await guesser.get('/v1/claims'))).toBe('401 unauthenticated');
    }
    const slowed = await guesser.get('/v1/claims');
    expect(refusalIn(slowed)).toBe('429 slow-down');
    const wait = Number(slowed.headers.get('retry-after'));
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(60);
    expect(problemIn(slowed).detail).toContain(`${wait} seconds`);
    expect((await served.admin.get('/v1/members')).status).toBe(200);
    expect((await served.anonymous.get('/v1/claims')).status).toBe(200);
    expect(refusalIn(await served.anonymous.get('/v1/events'))).toBe('401 unauthenticated');
  });

  it('are counted for each address behind a proxy that is trusted', async () => {
    await start({ settings: { trustProxy: true } });
    for (let attempt = 0; attempt < 21; attempt += 1) {
      await fromAddress(served.url, UNKNOWN_KEY, '10.0.0.1');
    }
    expect((await fromAddress(served.url, UNKNOWN_KEY, '10.0.0.1')).status).toBe(429);
    expect((await fromAddress(served.url, UNKNOWN_KEY, '10.0.0.2')).status).toBe(401);
    expect((await fromAddress(served.url, served.admin.key, '10.0.0.1')).status).toBe(200);
  });

  it('cannot be spread over addresses that the caller makes up', async () => {
    await start();
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await fromAddress(served.url, UNKNOWN_KEY, `10.0.0.${attempt}`);
    }
    expect((await fromAddress(served.url, UNKNOWN_KEY, '10.0.0.99')).status).toBe(429);
  });

  it('do not include requests without a key', async () => {
    await start();
    for (let attempt = 0; attempt < 25; attempt += 1) {
      expect(refusalIn(await served.anonymous.get('/v1/events'))).toBe('401 unauthenticated');
    }
  });
});

describe("an operator's own key", () => {
  beforeEach(() => start({ settings: { adminKey: OWN_KEY } }));

  it('is used as it is, and no other is made', async () => {
    expect(served.admin.key).toBe(OWN_KEY);
    expect(accepted(await served.admin.get('/v1/members/me'))).toMatchObject({
      roles: ['admin'],
      keys: [{ label: 'set by the operator' }],
    });
    expect(await readdir(served.dataDir)).not.toContain(ADMIN_KEY_FILE);
    served = await served.restart();
    const { items } = accepted<{ items: object[] }>(await served.admin.get('/v1/members'));
    expect(items).toHaveLength(1);
  });

  it('stays revoked, also after a restart with it', async () => {
    const second = await served.member(['admin'], 'Ines');
    const { id } = accepted<{ id: string }>(await served.admin.get('/v1/members/me'));
    accepted(await second.delete(`/v1/members/${id}/keys/${await keyIdOf(served.admin)}`));
    expect(refusalIn(await served.admin.get('/v1/members/me'))).toBe('401 unauthenticated');
    served = await served.restart();
    expect(refusalIn(await served.admin.get('/v1/members/me'))).toBe('401 unauthenticated');
  });
});
