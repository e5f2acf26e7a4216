import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DestinationStream } from 'pino';

import type { Role } from '../../events/envelope.js';
import { ADMIN_KEY_FILE } from '../../src/members/admin-key-file.js';
import type { Pages } from '../../src/fetching/pages.js';
import { openLedger, type Ledger, type Projecting } from '../../src/ledger.js';
import { makeLogger } from '../../src/operations/logging.js';
import { Metrics } from '../../src/operations/metrics.js';
import type { Receivers } from '../../src/webhooks/delivering/webhook-client.js';
import { createServer, type Server } from '../../src/server.js';
import { readSettings, type Settings } from '../../src/settings/settings.js';
import { ApiClient, type AnswerWatch } from './api-client.js';
import type { DeskMember, Serving } from './desk.js';
import { enrol } from './enrol.js';
import { projectingHere } from './projecting-here.js';
import { temporaryRoot } from './temporary-root.js';

export interface ServedLedgerOptions {
  readonly settings?: Partial<Settings>;
  readonly clock?: () => Date;
  /** How it projects: in this thread where left out; the program itself has `projectingInThread`. */
  readonly projecting?: Projecting;
  /** What captures by URL get, if they are not to get the same page whatever the URL is. */
  readonly pages?: Pages;
  /** To whom webhooks send, if they are not all to take whatever they are sent. */
  readonly receivers?: Receivers;
  /** Gets every line of the log, of all levels; nothing is logged where it is left out. */
  readonly logTo?: DestinationStream;
  /** Gets what an operator is told. */
  readonly onWarning?: (message: string) => void;
  /** Is told of every answer to the clients of this ledger. */
  readonly onAnswer?: AnswerWatch;
}

/** No test speaks to the Internet. */
const SAME_PAGE: Pages = {
  fetch: async (url) => ({ url, bytes: Buffer.from('<p>So it is.'), mediaType: 'text/html' }),
};

const TAKING_ALL: Receivers = {
  send: async () => ({ status: 204, failure: null, retryAfter: undefined, milliseconds: 1 }),
  close: async () => {},
};

/** The real server over a ledger in a folder of its own, in this process, on a free port. */
export class ServedLedger implements Serving {
  private constructor(
    readonly dataDir: string,
    private readonly options: ServedLedgerOptions,
    readonly ledger: Ledger,
    readonly server: Server,
    readonly url: string,
    /** A client with the key of the first admin. */
    readonly admin: ApiClient,
  ) {}

  static async start(options: ServedLedgerOptions = {}, folder?: string): Promise<ServedLedger> {
    const dataDir = folder ?? (await mkdtemp(join(temporaryRoot(), 'fact-ledger-test-')));
    const settings = {
      ...readSettings({ PORT: '0', FACT_LEDGER_CAPTURE_URLS: 'true' }),
      dataDir,
      ...options.settings,
    };
    const metrics = new Metrics();
    const { logTo, projecting = projectingHere, onWarning: warn = () => {} } = options;
    const ledger = await openLedger(settings, { metrics, warn }, { projecting });
    const logger = logTo ? makeLogger('trace', logTo) : makeLogger('silent');
    const clock = options.clock ? { clock: options.clock } : {};
    const { pages = SAME_PAGE, receivers = TAKING_ALL } = options;
    const server = await createServer(ledger, { logger, metrics, pages, receivers, ...clock });
    const url = await server.listen();
    const file = join(dataDir, ADMIN_KEY_FILE);
    const key = settings.adminKey ?? (await readFile(file, 'utf8')).trim();
    const admin = new ApiClient(url, key, options.onAnswer);
    return new ServedLedger(dataDir, options, ledger, server, url, admin);
  }

  /** A client without a key. */
  get anonymous(): ApiClient {
    return this.clientWith(undefined);
  }

  /** Enrols a member with these roles, and speaks with a key of theirs. */
  async member(roles: readonly Role[], name = roles.join('-')): Promise<DeskMember> {
    const { id, key } = await enrol(this.admin, name, roles);
    return Object.assign(this.clientWith(key), { id });
  }

  clientWith(key: string | undefined): ApiClient {
    return new ApiClient(this.url, key, this.options.onAnswer);
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
