import { join } from 'node:path';

import type { DeliveryDatabase } from './delivery-store/delivery-database.js';
import { DeliveryStore } from './delivery-store/delivery-store.js';
import { DeliveryFile } from './delivery-store/sqlite/delivery-file.js';
import type { Settings } from './settings/settings.js';

export const DELIVERIES_FILE = 'webhooks.db';

/**
 * Where the deliveries of webhooks are: beside the views where these are on a server, which all processes
 * reach, else in the data folder. Nothing is made before it is needed.
 */
export async function deliveriesOf({
  dataDir,
  readModelUrl: url,
}: Pick<Settings, 'dataDir' | 'readModelUrl'>): Promise<DeliveryStore> {
  return new DeliveryStore(await databaseAt(dataDir, url));
}

async function databaseAt(dataDir: string, url: string | undefined): Promise<DeliveryDatabase> {
  if (url === undefined) return new DeliveryFile(join(dataDir, DELIVERIES_FILE));
  const { DeliverySchema } = await import('./delivery-store/postgres/delivery-schema.js');
  return new DeliverySchema(url);
}
