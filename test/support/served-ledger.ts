import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';

import type { Role } from '../../events/envelope.js';
import { ADMIN_KEY_FILE } from '../../src/access/first-start.js';
import { openLedger, type Ledger } from '../../src/ledger.js';
import { Metrics } from '../../src/operations/metrics.js';
import { createServer, type Server } from '../../src/server.js';
import { readSettings, type Settings } from '../../src/settings/settings.js';
import { ApiClient } from './api-client.js';

export interface ServedLedgerOptions {
  readonly settings?: Partial<Settings>;
  readonly clock?: () => Date;
}

/** The real server over a ledger in a folder of its own, in this process, on a free port. */
export class ServedLedger {
  private constructor(
    readonly dataDir: string,
    private readonly options: ServedLedgerOptions,
    readonly ledger: Ledger,
    readonly server: Server,
    readonly url: string,
    /** With the key of the first admin. */
    readonly admin: ApiClient,
  ) {}

  static async start(options: ServedLedgerOptions = {}, folder?: string): Promise<ServedLedger> {
    const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'fact-ledger-test-')));
    const settings = { ...readSettings({ PORT: '0' }), dataDir, ...options.settings };
    const metrics = new Metrics();
    const ledger = await openLedger(settings, { metrics, warn: () => {} });
    const logger = pino({ level: 'silent' });
    const clock = options.clock ? { clock: options.clock } : {};
    const server = await createServer(ledger, { logger, metrics, ...clock });
    const url = await server.listen();
    const key = (await readFile(join(dataDir, ADMIN_KEY_FILE), 'utf8')).trim();
    return new ServedLedger(dataDir, options, ledger, server, url, new ApiClient(url, key));
  }

  /** Without a key. */
  get anonymous(): ApiClient {
    return new ApiClient(this.url);
  }

  /** Enrols a member with these roles, and speaks with a key of theirs. */
  async member(
    roles: readonly Role[],
    name = roles.join('-'),
  ): Promise<ApiClient & { id: string }> {
    const enrolled = await this.admin.post('/v1/members', {
      name,
      organisation: `Desk of ${name}`,
      roles,
    });
    const { id } = enrolled.body as { id: string };
    const issued = await this.admin.post(`/v1/members/${id}/keys`, {});
    const { key } = issued.body as { key: string };
    return Object.assign(new ApiClient(this.url, key), { id });
  }

  /** Stops it, and starts another over the same folder. */
  async restart(): Promise<ServedLedger> {
    await this.server.close();
    return ServedLedger.start(this.options, this.dataDir);
  }

  /** Stops it and removes the folder. */
  async stop(): Promise<void> {
    await this.server.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
