/**
 * Builds `dist/` from the sources, where they are not what it was built from: `node build.js`, which
 * `npm run build`, `npm start`, `npm run demo` and `npm test` begin with. `--force` builds in any case.
 * Types are left to `npm run typecheck`.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

import { SWC_OPTIONS } from './test/support/swc-options.mjs';

process.chdir(import.meta.dirname);

const OUT = 'dist';

const FOLDERS = ['bench', 'events', 'projections', 'src', 'test'];

/** What else decides what is built: how, and with which libraries, of which most are bundled. */
const CONFIGURATION = [
  'build.js',
  'esbuild.config.js',
  'package.json',
  'package-lock.json',
  'packaging/third-party-licenses.js',
  'test/support/swc-options.mjs',
];

/** What npm has installed, which is not what `package-lock.json` says until `npm ci` has run. */
const INSTALLED = 'node_modules/.package-lock.json';

/** Digests of what `dist/` was built from, and with. It is there only where the build came to its end. */
const STAMP = join(OUT, '.built-from');

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function sourceFiles() {
  const files = FOLDERS.flatMap(filesBelow);
  return files.filter((file) => /(?<!\.spec|\.d)\.ts$/.test(file)).sort();
}

function builtFile(source) {
  return join(OUT, source.replace(/\.ts$/, '.js'));
}

/** By content: what git or an editor does to the times of files is no change, and a file that is gone is one. */
function digestOf(sources) {
  const hash = createHash('sha256');
  for (const file of [...CONFIGURATION, ...sources]) {
    const content = existsSync(file) ? readFileSync(file) : undefined;
    hash.update(`${file} ${content?.length}\n`).update(content ?? '');
  }
  return hash.digest('hex');
}

/** Which of the libraries are bundled is known only afterwards: any that is another may be one of them. */
function digestOfLibraries() {
  if (!existsSync(INSTALLED)) return 'none';
  const { packages } = JSON.parse(readFileSync(INSTALLED, 'utf8'));
  const libraries = Object.entries(packages);
  const text = JSON.stringify(libraries.map(([path, { version }]) => [path, version]));
  return createHash('sha256').update(text).digest('hex');
}

/** What was built stays good where development packages are taken away, with which it could be built anew. */
function isBuilt(sources, digest, libraries) {
  const outputs = [join(OUT, 'bundle/main.js'), ...sources.map(builtFile)];
  if (!existsSync(STAMP) || !outputs.every((file) => existsSync(file))) return false;
  const [builtFrom, builtWith] = readFileSync(STAMP, 'utf8').split(' ');
  return builtFrom === digest && (builtWith === libraries || !existsSync('node_modules/esbuild'));
}

/** File by file, as `isolatedModules` promises that this can be done. */
async function compile(source, transform) {
  const target = builtFile(source);
  const { code } = await transform(await readFile(source, 'utf8'), {
    ...SWC_OPTIONS,
    filename: source,
    sourceFileName: relative(dirname(target), source),
  });
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, code);
}

/** What was built of files that are gone: a source that still imports one of them must not find it. */
function removeLeftovers(sources) {
  const built = new Set(sources.map(builtFile));
  for (const file of FOLDERS.flatMap((folder) => filesBelow(join(OUT, folder)))) {
    if (!built.has(file)) rmSync(file);
  }
}

/** @returns swc's `transform` */
async function compiler() {
  try {
    const [{ transform }] = await Promise.all([import('@swc/core'), import('esbuild')]);
    return transform;
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    say('Cannot build dist/: the packages are not installed; run `npm ci` first.');
    process.exit(1);
  }
}

async function build() {
  const sources = sourceFiles();
  const digest = digestOf(sources);
  const libraries = digestOfLibraries();
  if (!process.argv.includes('--force') && isBuilt(sources, digest, libraries)) {
    say('dist/ is up to date with the sources; nothing to build.');
    return;
  }
  const transform = await compiler();
  const begun = performance.now();
  const seconds = () => `${((performance.now() - begun) / 1_000).toFixed(1)} s`;
  say(`Building dist/: compiling ${sources.length} files …`);
  rmSync(STAMP, { force: true });
  await Promise.all(sources.map((source) => compile(source, transform)));
  removeLeftovers(sources);
  say(`Building dist/: bundling the program … (${seconds()})`);
  await import('./esbuild.config.js');
  await writeFile(STAMP, `${digest} ${libraries}`);
  say(`Built dist/ in ${seconds()}.`);
}

/** Standard output belongs to the program that is started next. */
function say(text) {
  process.stderr.write(`${text}\n`);
}

await build();
