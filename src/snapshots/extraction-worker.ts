import { readFile } from 'node:fs/promises';

import { timedWork } from '../runtime/timed-work.js';
import type { Extraction } from './extract-text.js';
import { extractText } from './extract-text.js';

/** What a thread is asked to do: to take a text out, or to tell what binary data begins so. */
export type ExtractionTask =
  | { readonly bytes: Uint8Array; readonly mediaType: string }
  | { readonly file: string; readonly mediaType: string }
  | { readonly beginning: Uint8Array };

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

/**
 * The entry of a thread of {@link TextExtraction}.
 *
 * @returns for a beginning its media type, undefined where that is not known
 */
export default timedWork(work);

async function work(task: ExtractionTask): Promise<Extraction | string | undefined> {
  if ('mediaType' in task) {
    const bytes = 'file' in task ? await readFile(task.file) : task.bytes;
    return extractText(bytes, task.mediaType);
  }
  const { fileTypeFromBuffer } = await import('file-type');
  return (await fileTypeFromBuffer(task.beginning))?.mime;
}
