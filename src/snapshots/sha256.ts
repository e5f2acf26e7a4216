import { createHash } from 'node:crypto';

/** Lower-case hexadecimal. A string is hashed as UTF-8. */
export function sha256Of(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
