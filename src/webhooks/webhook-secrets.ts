import { hkdfSync, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { RecordedSecret } from '../../events/webhook/webhook-events.js';
import { digestOf } from '../access/key.js';
import { errorCodeOf } from '../runtime/error-code.js';

/** In the data folder, which all processes of a ledger share. */
export const WEBHOOK_KEY_FILE = 'webhook-key';

const KEY_BYTES = 32;

/** As the specification has it, between 24 and 64. */
const SECRET_BYTES = 32;

/** Random and recorded: it tells one secret from another, and says nothing of either. */
export function newSalt(): string {
  return randomBytes(16).toString('base64url');
}

/**
 * The secrets that webhooks are signed with. None is kept: each is derived (RFC 5869) from the ledger's key
 * of its webhooks, which is in a file of the data folder alone, and from what is recorded. So every process
 * that has the folder signs alike, and neither log nor views nor their backups let anybody sign.
 */
export class WebhookSecrets {
  private key: Buffer | undefined;

  constructor(private readonly file: string) {}

  /** Makes a secret, and the key where there is none yet. */
  async make(
    webhookId: string,
    salt: string,
  ): Promise<{ readonly secret: string; readonly recorded: RecordedSecret }> {
    const secret = derived(await this.keyMade(), webhookId, salt);
    return { secret, recorded: { salt, sha256: digestOf(secret) } };
  }

  /** The secret that was made before; undefined where the key is not there, or is another one now. */
  async find(webhookId: string, { salt, sha256 }: RecordedSecret): Promise<string | undefined> {
    const key = (this.key ??= await keyIn(this.file));
    const secret = key && derived(key, webhookId, salt);
    return secret !== undefined && digestOf(secret) === sha256 ? secret : undefined;
  }

  private async keyMade(): Promise<Buffer> {
    this.key ??= (await keyIn(this.file)) ?? (await makeKey(this.file));
    return this.key;
  }
}

/** @returns the secret in the form in which receivers are given it. */
function derived(key: Buffer, webhookId: string, salt: string): string {
  const bytes = hkdfSync('sha256', key, salt, `fact-ledger webhook ${webhookId}`, SECRET_BYTES);
  return `whsec_${Buffer.from(bytes).toString('base64')}`;
}

async function keyIn(file: string): Promise<Buffer | undefined> {
  try {
    const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64url');
    if (key.length === KEY_BYTES) return key;
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  throw new Error(`${file} holds no key of webhooks; bring it back from a backup, or remove it`);
}

/** It is whole when it has its name, and of several processes that make one, the first one's stays. */
async function makeKey(file: string): Promise<Buffer> {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${randomBytes(6).toString('hex')}.unfinished`;
  const handle = await open(unfinished, 'wx', 0o600);
  try {
    await handle.writeFile(`${randomBytes(KEY_BYTES).toString('base64url')}\n`);
    await handle.sync();
    await link(unfinished, file);
  } catch (error) {
    if (errorCodeOf(error) !== 'EEXIST') throw error;
  } finally {
    await handle.close();
    await rm(unfinished, { force: true });
  }
  const key = await keyIn(file);
  if (!key) throw new Error(`${file} was taken away as it was made`);
  return key;
}
