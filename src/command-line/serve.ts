import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { errorCodeOf } from '../runtime/error-code.js';
import { openLedger } from '../ledger.js';
import { ADMIN_KEY_FILE } from '../members/admin-key-file.js';
import { makeLogger } from '../operations/logging.js';
import { Metrics } from '../operations/metrics.js';
import { logDestination } from '../operations/readable-log.js';
import { createServer, type Server } from '../server.js';
import { mustSuitRole, type ServerRole } from '../settings/server-role.js';
import { SettingsError, type Settings } from '../settings/settings.js';
import { makeDataFolder } from './data-folder.js';
import { CommandFailed } from './exit-codes.js';
import { watchForStop } from './interruption.js';

/** How long requests under way may take after a signal to stop. */
const STOP_WITHIN_MS = 10_000;

export interface RunningServer {
  readonly url: string;
  /** Lets requests under way finish; after ten seconds the process ends without them. */
  stop(signal: NodeJS.Signals | undefined): Promise<void>;
}

/** Opens the data folder and serves it until SIGTERM or SIGINT. */
export async function serve(settings: Settings, role: ServerRole): Promise<void> {
  mustSuitRole(role, settings);
  // Before the start: a container's first process is not told of a signal that it does not wait for.
  const { signalled } = watchForStop();
  const server = await start(settings, role);
  await server.stop(await signalled);
}

export async function start(settings: Settings, role: ServerRole = 'all'): Promise<RunningServer> {
  const logger = makeLogger(settings.logLevel, logDestination(settings.logFormat));
  const metrics = new Metrics();
  await makeDataFolder(settings);
  const ledger = await openLedger(
    settings,
    { metrics, warn: (message) => logger.warn(message) },
    { role },
  );
  let server: Server;
  let url: string;
  try {
    server = await createServer(ledger, { logger, metrics });
    url = await server.listen();
  } catch (error) {
    await ledger.close();
    throw settingAtFault(error, settings);
  }
  const { dataDir } = settings;
  logger.info({ url, dataDir, role, ...adminKeyFileIn(dataDir) }, 'serving');
  return {
    url,
    async stop(signal) {
      logger.info({ signal }, 'stopping');
      const late = setTimeout(() => {
        logger.error('some requests did not end in time; what was acknowledged is on disk');
        process.exit(1);
      }, STOP_WITHIN_MS);
      await server.close();
      clearTimeout(late);
      logger.info('stopped');
    },
  };
}

/** Where the first admin's key is, for whoever looks for it; nothing where it was set, or taken away since. */
function adminKeyFileIn(dataDir: string): { readonly adminKeyFile?: string } {
  const adminKeyFile = join(dataDir, ADMIN_KEY_FILE);
  return existsSync(adminKeyFile) ? { adminKeyFile } : {};
}

/** Names the setting that the operating system refuses. */
function settingAtFault(error: unknown, { host, port }: Settings): unknown {
  switch (errorCodeOf(error)) {
    case 'EADDRINUSE':
      // Not a wrong setting: it may be free again at the next try.
      return new CommandFailed(`PORT: ${host}:${port} is in use by another program`);
    case 'EACCES':
      return new SettingsError(`PORT: this user may not listen on ${port}`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new SettingsError(`HOST: "${host}" is no address of this machine`);
    default:
      return error;
  }
}
