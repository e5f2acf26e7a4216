import { openLedger } from '../ledger.js';
import { makeLogger } from '../operations/logging.js';
import { Metrics } from '../operations/metrics.js';
import { createServer, type Server } from '../server.js';
import type { Settings } from '../settings/settings.js';

/** How long requests under way may take after a signal to stop. */
const STOP_WITHIN_MS = 10_000;

export interface Started {
  readonly server: Server;
  readonly url: string;
  /** Resolves when it has stopped after a signal. */
  readonly stopped: Promise<void>;
}

/** Opens the data folder and serves it until SIGTERM or SIGINT. */
export async function start(settings: Settings): Promise<Started> {
  const logger = makeLogger(settings.logLevel);
  const metrics = new Metrics();
  const ledger = await openLedger(settings, { metrics, warn: (message) => logger.warn(message) });
  let server: Server;
  let url: string;
  try {
    server = await createServer(ledger, { logger, metrics });
    url = await server.listen();
  } catch (error) {
    await ledger.close();
    throw error;
  }
  logger.info({ url, dataDir: settings.dataDir }, 'serving');
  const stopped = new Promise<void>((resolve, reject) => {
    const stop = (signal: NodeJS.Signals) => {
      logger.info({ signal }, 'stopping');
      const late = setTimeout(() => {
        logger.error('some requests did not end in time; what was acknowledged is on disk');
        process.exit(1);
      }, STOP_WITHIN_MS).unref();
      server.close().then(() => {
        clearTimeout(late);
        logger.info('stopped');
        resolve();
      }, reject);
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  });
  return { server, url, stopped };
}
