import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { SWC_OPTIONS } from './swc-options.mjs';

/** What was transformed before, by its content. */
const CACHE = join(tmpdir(), `fact-ledger-transformed-${process.getuid?.() ?? 'user'}`);

const JEST = new URL('./jest-globals.mjs', import.meta.url).href;
const WORKER_FILE = new URL('./worker-file-of-sources.ts', import.meta.url).href;

/** The sources name what is built; where only the source is there, that is meant. */
export async function resolve(specifier, context, next) {
  if (!context.parentURL?.endsWith('.ts')) return next(specifier, context);
  if (specifier === '@jest/globals') return next(`${JEST}?of=${context.parentURL}`, context);
  if (specifier.endsWith('/runtime/worker-file.js')) return next(WORKER_FILE, context);
  return next(specifier.replace(/^(\.{1,2}\/.*)\.js$/, '$1.ts'), context);
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const source = await transformed(fileURLToPath(url));
  return { format: 'module', source, shortCircuit: true };
}

async function transformed(filename) {
  const source = await readFile(filename, 'utf8');
  const key = JSON.stringify([filename, source, SWC_OPTIONS]);
  const kept = join(CACHE, `${createHash('sha256').update(key).digest('hex')}.js`);
  try {
    return await readFile(kept, 'utf8');
  } catch {
    const code = await transform(source, filename);
    await keep(kept, code);
    return code;
  }
}

async function transform(source, filename) {
  // Loaded here: it takes longer to load than all that is kept takes to read.
  const { transform } = await import('@swc/core');
  const { code } = await transform(source, { filename, ...SWC_OPTIONS });
  return code;
}

/** Under its name once it is whole, as other threads look for it at the same time. */
async function keep(file, code) {
  await mkdir(CACHE, { recursive: true, mode: 0o700 });
  const unfinished = `${file}.${randomUUID()}`;
  await writeFile(unfinished, code);
  await rename(unfinished, file);
}
