import { chmodSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

import { build } from 'esbuild';

const FOLDER = 'dist/bundle';

/** What a process or a thread begins with, by its place below `dist/src/`, which it keeps below `dist/bundle/`. */
const ENTRIES = [
  'main',
  'command-line/program',
  'projector-worker',
  'citations/anchoring-worker',
  'snapshots/extraction-worker',
];

/**
 * Stay in `node_modules`: they find a program, a table or a thread of theirs beside themselves, or are
 * CommonJS that somebody imports when it is needed.
 */
const NOT_BUNDLED = [
  '@embedpdf/pdfium',
  '@eventstore/db-client',

  'better-sqlite3',
  'class-transformer',
  'class-validator',
  'eld',
  'linkedom',

  'piscina',
  'swagger-ui-dist',
  'undici',
];

/** Asked for by libraries where an application has them, which this one does not. */
const NOT_INSTALLED = [
  '@as-integrations/fastify',
  '@fastify/multipart',
  '@fastify/view',
  '@nestjs/microservices',
  '@nestjs/platform-express',
  '@nestjs/websockets',
  'pg-native',
];

/** CommonJS libraries ask for Node's modules by `require`, which an ES module lacks. */
const REQUIRE = [
  "import { createRequire as createRequireOfBundle } from 'node:module';",
  'const require = createRequireOfBundle(import.meta.url);',
].join('\n');

// Some three thousand modules in a few files: a start looks up, reads and links each of them otherwise,
// which is two thirds of the time until it is ready.
const { metafile } = await build({
  entryPoints: ENTRIES.map((entry) => ({ in: `dist/src/${entry}.js`, out: entry })),
  outdir: FOLDER,
  // One folder deep, as the sources are that find a file from where they lie: `src/runtime/`, `src/command-line/`.
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: [...NOT_BUNDLED, ...NOT_INSTALLED.flatMap((name) => [name, `${name}/*`])],
  banner: { js: REQUIRE },
  // Nest and the OpenAPI document go by the names of classes.
  keepNames: true,
  sourcemap: true,
  legalComments: 'linked',
  metafile: true,
  logLevel: 'warning',
});

// Node finds the names that a CommonJS module exports; a bundle gives whoever imports it later its default alone.
const TAKEN_BY_DEFAULT = ['@fastify/cors', '@fastify/static'];
for (const [importer, { imports }] of Object.entries(metafile.inputs)) {
  for (const { kind, path, external } of imports) {
    if (kind !== 'dynamic-import' || external || metafile.inputs[path].format !== 'cjs') continue;
    // Elsewhere than below this folder where `node_modules` is a link.
    if (TAKEN_BY_DEFAULT.some((name) => path.includes(`node_modules/${name}/`))) continue;
    throw new Error(`${importer} imports CommonJS, ${path}: name it in NOT_BUNDLED`);
  }
}

chmodSync(join(FOLDER, 'main.js'), 0o755);

// Those of the build before, after this one: what has not changed is always there for a server that runs.
for (const file of readdirSync(FOLDER, { recursive: true, withFileTypes: true })) {
  const path = join(file.parentPath, file.name);
  if (file.isFile() && !(relative('.', path) in metafile.outputs)) rmSync(path);
}
