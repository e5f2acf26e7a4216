import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Role } from '../../events/envelope.js';
import { ADMIN_KEY_FILE } from '../access/first-start.js';
import type { WriteAnswer } from '../http/write-answer.js';
import type { KeyIssuedAnswer } from '../members/commands/issue-key.js';
import type { Settings } from '../settings/settings.js';
import { AdminClient } from './admin-client.js';
import { CommandFailed } from './exit-codes.js';
import { printLine } from './output.js';
import { recordSample } from './sample.js';
import { start } from './serve.js';

const MEMBERS: readonly { readonly name: string; readonly role: Role }[] = [
  { name: 'contributor', role: 'contributor' },
  { name: 'reviewer-1', role: 'reviewer' },
  { name: 'reviewer-2', role: 'reviewer' },
  { name: 'editor', role: 'editor' },
  { name: 'auditor', role: 'auditor' },
];

/** Serves a ledger in a folder of its own, which goes when it stops, with the sample recorded in it. */
export async function demo(given: Settings): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fact-ledger-demo-'));
  try {
    const settings: Settings = { ...given, dataDir, logLevel: quieter(given) };
    const { url, stopped } = await start(settings);
    const adminKey = settings.adminKey ?? (await readKey(dataDir));
    const keys = await enrol(await AdminClient.for(settings, { url, key: adminKey }));
    const ids = await recordSample(examplesFolder(), { url, keys });
    await tell(url, new Map([...keys, ['admin', adminKey]]), ids);
    await stopped;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function enrol(admin: AdminClient): Promise<Map<string, string>> {
  const keys = new Map<string, string>();
  for (const { name, role } of MEMBERS) {
    const member = { name, organisation: `Desk of ${name}`, roles: [role] };
    const { id } = await admin.call<WriteAnswer>('POST', '/v1/members', member);
    const { key } = await admin.call<KeyIssuedAnswer>('POST', `/v1/members/${id}/keys`, {});
    keys.set(name, key ?? '');
  }
  return keys;
}

async function tell(
  url: string,
  keys: ReadonlyMap<string, string>,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const claim = ids.get('claim-talks') ?? '';
  const lines = [
    '',
    'Fact Ledger is serving its sample article. Open:',
    `  ${url}/docs                                 the API`,
    `  ${url}/v1/claims                            the claims`,
    `  ${url}/health/ready                         how it is`,
    '',
    'Keys, good until this stops:',
    ...[...keys].map(([name, key]) => `  ${name.padEnd(12)} ${key}`),
    '',
    'Try:',
    `  curl '${url}/v1/claims?status=settled'`,
    `  curl '${url}/v1/claims/${claim}/history'`,
    `  curl -X POST '${url}/v1/claims' -H 'Authorization: Bearer ${keys.get('contributor')}' -H 'Content-Type: application/json' -d '{"text":"The first ship has left the port","kind":"fact","claimant":{"kind":"own-voice"}}'`,
    '',
    'Ctrl-C stops it; nothing is kept.',
  ];
  await printLine(lines.join('\n'));
}

async function readKey(dataDir: string): Promise<string> {
  return (await readFile(join(dataDir, ADMIN_KEY_FILE), 'utf8')).trim();
}

/** Beside the sources, or beside `dist/`. */
function examplesFolder(): URL {
  for (const relative of ['../../examples/', '../../../examples/']) {
    const folder = new URL(relative, import.meta.url);
    if (existsSync(new URL('ledger.json', folder))) return folder;
  }
  throw new CommandFailed('the folder examples/ is not beside the program');
}

/** The demo's own lines are what is to be read. */
function quieter({ logLevel }: Settings): Settings['logLevel'] {
  return logLevel === 'info' ? 'warn' : logLevel;
}
