import { mediaTypeOf } from './media-type.js';

/** RFC 9110, 8.3: what a sender who names no type may be taken to have sent. */
export const UNTOLD_TYPE = 'application/octet-stream';

/** Named by senders who know no better: WHATWG MIME Sniffing, 5.1 and 7, and what curl sends unasked. */
const GENERIC_TYPES: ReadonlySet<string> = new Set([
  UNTOLD_TYPE,
  '*/*',
  'application/x-www-form-urlencoded',
  'application/force-download',
  'application/unknown',
  'application/x-download',
  'binary/octet-stream',
  'unknown/unknown',
]);

/** Whether a Content-Type tells nothing of what the bytes are. */
export function saysNothing(declared: string): boolean {
  const media = mediaTypeOf(declared);
  return media !== undefined && GENERIC_TYPES.has(media.type);
}
