import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Role } from '../../events/envelope.js';
import type { WriteAnswer } from '../routes/command.js';
import type { KeyIssuedAnswer } from '../members/commands/issue-key.js';
import type { Settings } from '../settings/settings.js';
import { LedgerClient } from './ledger-client.js';
import { invitation } from './demo-invitation.js';
import { CommandFailed } from './exit-codes.js';
import { watchForStop } from './interruption.js';
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
  const { signalled } = watchForStop();
  const dataDir = await mkdtemp(join(tmpdir(), 'fact-ledger-demo-'));
  try {
    // Of a throw-away ledger everything is thrown away; what else is set up stays as it is.
    const embedded = { eventStoreUrl: undefined, readModelUrl: undefined };
    const settings: Settings = { ...given, ...embedded, dataDir, logLevel: quieter(given) };
    await printLine(`Starting a throw-away ledger in ${dataDir} …`);
    const server = await start(settings);
    let signal: NodeJS.Signals | undefined;
    try {
      const shown = show(settings, server.url);
      signal = await Promise.race([signalled, shown.then(() => signalled)]);
    } finally {
      await server.stop(signal);
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function show(settings: Settings, url: string): Promise<void> {
  const admin = await LedgerClient.forAdmin(settings, { url });
  await printLine('Enrolling members, and recording the sample article …');
  const keys = await enrol(admin);
  const examples = examplesFolder();
  const ids = await recordSample(examples, { url, keys });
  keys.set('admin', admin.key);
  const home = dirname(fileURLToPath(examples));
  await printLine(invitation({ settings, server: { url, keys }, ids, home }));
}

async function enrol(admin: LedgerClient): Promise<Map<string, string>> {
  const keys = new Map<string, string>();
  for (const { name, role } of MEMBERS) {
    const member = { name, organization: `Desk of ${name}`, roles: [role] };
    const { id } = await admin.call<WriteAnswer>('POST', 'v1/members', member);
    const { key } = await admin.call<KeyIssuedAnswer>('POST', `v1/members/${id}/keys`, {});
    if (key === null) throw new CommandFailed(`the server showed no key for ${name}`);
    keys.set(name, key);
  }
  return keys;
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
