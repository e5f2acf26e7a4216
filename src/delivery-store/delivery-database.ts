import type { Kysely } from 'kysely';

import { errorCodeOf } from '../runtime/error-code.js';
import { ViewsUnavailableError } from '../view-store/views-unavailable.js';
import type { DeliveryTables } from './delivery-tables.js';

/** Where deliveries are kept: a file, or a schema on a server. */
export interface DeliveryDatabase {
  /** Whether it was made before. */
  isThere(): Promise<boolean>;
  /** Opens it, and makes what is not there yet. */
  open(): Promise<Kysely<DeliveryTables>>;
  close(): Promise<void>;
}

/**
 * What keeps the deliveries of webhooks cannot be reached, or cannot be made. The record does not depend on
 * it. The message names the place, never a password.
 */
export class DeliveriesUnavailableError extends Error {
  override readonly name = 'DeliveriesUnavailableError';
}

/** What a driver says of the database; other errors stay as they are. */
export function deliveryFailure(error: unknown): unknown {
  const isOfDriver =
    error instanceof ViewsUnavailableError || errorCodeOf(error).startsWith('SQLITE_');
  if (!isOfDriver) return error;
  const message = `The deliveries of webhooks: ${(error as Error).message}`;
  return new DeliveriesUnavailableError(message, { cause: error });
}
