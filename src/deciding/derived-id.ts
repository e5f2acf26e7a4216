import { hash } from 'node:crypto';
import { stringify, v5 as uuidv5, version } from 'uuid';

/**
 * The id that a command gives to what it makes, the same at every try. A command id that carries a
 * time (UUIDv7) gives ids of the same time, which lie side by side in the stores' indexes; one that
 * was derived from an Idempotency-Key has none to give, and leads to a UUIDv5.
 *
 * @param what tells the things apart that one command makes.
 */
export function derivedId(commandId: string, what: string): string {
  if (version(commandId) !== 7) return uuidv5(what, commandId);
  const bytes = hash('sha256', `${commandId} ${what}`, 'buffer').subarray(0, 16);
  // RFC 9562 §5.7: 48 bits of time, version, variant; the rest is free.
  Buffer.from(commandId.replaceAll('-', '').slice(0, 12), 'hex').copy(bytes);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return stringify(bytes);
}

/** Of the event that a command makes as its `index`th, from 0: a retried append carries the same ids. */
export function eventId(commandId: string, index: number): string {
  return derivedId(commandId, String(index));
}
