import { hash } from 'node:crypto';
import { v5 as uuidv5, version } from 'uuid';

/**
 * The id that a command gives to what it makes, the same at every try. A command id that carries a
 * time (UUIDv7) gives ids of the same time, which lie side by side in the stores' indexes; one that
 * was derived from an Idempotency-Key has none to give, and leads to a UUIDv5.
 *
 * @param what tells the things apart that one command makes.
 */
export function derivedId(commandId: string, what: string): string {
  if (version(commandId) !== 7) return uuidv5(what, commandId);
  const digest = hash('sha256', `${commandId} ${what}`);
  // RFC 9562 §5.7: 48 bits of time, version, variant; the rest is free.
  const time = commandId.slice(0, 13);
  const variant = (0x8 | (parseInt(digest[16]!, 16) & 0x3)).toString(16);
  return `${time}-7${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

/** Returns the id of a command's event number `index`, from 0: a retried append carries the same ids. */
export function eventId(commandId: string, index: number): string {
  return derivedId(commandId, String(index));
}
