import { hash, randomBytes } from 'node:crypto';

/** The fewest characters of a key that an operator chooses; the ledger's own keys have 46. */
export const LOWEST_KEY_LENGTH = 32;

/** 256 random bits, in a form that can stand in a header and be told from other secrets. */
export function newKey(): string {
  return `fl_${randomBytes(32).toString('base64url')}`;
}

/** SHA-256, in hexadecimal: what is recorded of a key. It is random, so that a slow hash adds nothing. */
export function digestOf(key: string): string {
  return hash('sha256', key);
}
