import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';

import { build } from 'esbuild';

import { thirdPartyLicenses } from './packaging/third-party-licenses.js';

const FOLDER = 'dist/bundle';

/** What a process or a thread begins with, by its place below `dist/src/`, which it keeps below `dist/bundle/`. */
const ENTRIES = [
  'main',
  'command-line/program',
  'projector-worker',
  'citations/anchoring-worker',
  'snapshots/extraction-worker',
];

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

/**
 * Stay in `node_modules`, and are what an installed ledger depends on: they find a program, a table or a
 * thread of theirs beside themselves, or are CommonJS that somebody imports when it is needed. All else
 * is a dependency of the build alone.
 */
const NOT_BUNDLED = Object.keys(dependencies);

/** Whose versions the program tells, by `src/runtime/library-version.ts`. */
const VERSIONS_TOLD = ['@mozilla/readability', 'markdown-it', 'parse5'];

/**
 * What the page of the API's documentation loads. Copied, as the package is six times as large and brings a
 * library that tells its makers of every install.
 */
const SWAGGER_UI = 'node_modules/swagger-ui-dist';
const SWAGGER_UI_FILES =
  /^(swagger-ui\.css|swagger-ui-(bundle|standalone-preset)\.js(\.LICENSE\.txt)?|favicon-.*|LICENSE|NOTICE)$/;

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

function toldVersions() {
  const versionOf = (name) =>
    JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
  return Object.fromEntries(VERSIONS_TOLD.map((name) => [name, versionOf(name)]));
}

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
  external: [
    ...NOT_BUNDLED,
    'swagger-ui-dist',
    ...NOT_INSTALLED.flatMap((name) => [name, `${name}/*`]),
  ],
  // A text: of an object esbuild makes a module that every other one then begins with.
  define: { BUNDLED_VERSIONS: JSON.stringify(JSON.stringify(toldVersions())) },
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

const written = new Set(Object.keys(metafile.outputs));

mkdirSync(join(FOLDER, 'swagger-ui'), { recursive: true });
for (const name of readdirSync(SWAGGER_UI).filter((file) => SWAGGER_UI_FILES.test(file))) {
  const copy = join(FOLDER, 'swagger-ui', name);
  cpSync(join(SWAGGER_UI, name), copy);
  written.add(copy);
}

/** The folders of the libraries that stand in the bundle, below `node_modules`. */
const bundled = new Set(
  Object.keys(metafile.inputs).flatMap(
    (path) =>
      /^.*?(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
  ),
);
for (const name of VERSIONS_TOLD) {
  if (!bundled.has(`node_modules/${name}`)) throw new Error(`${name} is not bundled as it is told`);
}
const licenses = join(FOLDER, 'THIRD-PARTY-LICENSES.txt');
writeFileSync(licenses, await thirdPartyLicenses([...bundled]));
written.add(licenses);
// For test/packaging/, which looks at what each of them asks of Node.
writeFileSync('dist/bundled-libraries.json', JSON.stringify([...bundled].sort(), null, 2));

// Those of the build before, after this one: what has not changed is always there for a server that runs.
for (const file of readdirSync(FOLDER, { recursive: true, withFileTypes: true })) {
  const path = join(file.parentPath, file.name);
  if (file.isFile() && !written.has(relative('.', path))) rmSync(path);
}
