import type { Extraction } from './extract-text.js';
import { extractText } from './extract-text.js';

/** What a thread is asked to do. */
export interface ExtractionTask {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/** A compressed stream may unfold to a thousand times its size. */
const LARGEST_ARRAY = 64 * 1024 * 1024;

/**
 * A thread's resource limits leave array buffers out
 * (https://nodejs.org/docs/latest-v20.x/api/worker_threads.html#new-workerfilename-options), and the
 * readers of PDF unfold streams into one array as large as it takes. In this thread none gets as large.
 */
globalThis.Uint8Array = new Proxy(Uint8Array, {
  construct(target, given: unknown[], newTarget) {
    const [length] = given;
    if (typeof length === 'number' && length > LARGEST_ARRAY) {
      throw new RangeError(`An array of ${length} bytes is more than a text may take.`);
    }
    return Reflect.construct(target, given, newTarget) as Uint8Array;
  },
});

/** The entry of a thread of {@link TextExtraction}. */
export default function extract({ bytes, mediaType }: ExtractionTask): Promise<Extraction> {
  return extractText(bytes, mediaType);
}
