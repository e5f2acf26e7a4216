import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What was transformed before, by its content, as Jest keeps it for the specs. */
const CACHE = join(tmpdir(), `fact-ledger-transformed-${process.getuid?.() ?? 'user'}`);

const OPTIONS = {
  jsc: { target: 'es2023', parser: { syntax: 'typescript', decorators: true } },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

/** The sources name what is built; where only the source is there, that is meant. */
export async function resolve(specifier, context, next) {
  if (!/^\.{1,2}\/.*\.js$/.test(specifier) || !context.parentURL?.endsWith('.ts')) {
    return next(specifier, context);
  }
  return next(specifier.replace(/\.js$/, '.ts'), context);
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const source = await transformed(fileURLToPath(url));
  return { format: 'module', source, shortCircuit: true };
}

async function transformed(filename) {
  const source = await readFile(filename, 'utf8');
  const key = JSON.stringify([filename, source, OPTIONS]);
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
  const { code } = await transform(source, { filename, ...OPTIONS });
  return code;
}

/** Under its name once it is whole, as other threads look for it at the same time. */
async function keep(file, code) {
  await mkdir(CACHE, { recursive: true, mode: 0o700 });
  const unfinished = `${file}.${randomUUID()}`;
  await writeFile(unfinished, code);
  await rename(unfinished, file);
}
