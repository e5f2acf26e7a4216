import { jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { TemporaryFolders } from '../support/temporary-folders.js';

// Each build is a process or two, on a machine that may have other work.
jest.setTimeout(120_000);

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const UP_TO_DATE = 'dist/ is up to date with the sources; nothing to build.\n';

/** Bundles as the project's own configuration does, but one small program. */
const BUNDLING = `
import { build } from 'esbuild';
await build({ entryPoints: ['dist/src/main.js'], outfile: 'dist/bundle/main.js', bundle: true, format: 'esm', logLevel: 'silent' });
`;

const folders = new TemporaryFolders();
let project: string;

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(project, file)), { recursive: true });
  await writeFile(join(project, file), text);
}

function run(args: readonly string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    // From elsewhere: it goes by where it lies.
    execFile(process.execPath, args, { cwd: ROOT }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

const DEVELOPMENT = { version: '1.0.0', dev: true };

/** As npm writes down what it has installed. */
const install = (packages: object) =>
  write('node_modules/.package-lock.json', JSON.stringify({ packages }));

const build = (...options: string[]) => run([join(project, 'build.js'), ...options]);

/** What the built program prints. */
async function printed(): Promise<string> {
  return (await run([join(project, 'dist/bundle/main.js')])).stdout;
}

beforeEach(async () => {
  project = await folders.make();
  for (const file of ['build.js', 'test/support/swc-options.mjs']) {
    await cp(join(ROOT, file), join(project, file));
  }
  await mkdir(join(project, 'node_modules'));
  for (const name of ['@swc', 'esbuild', '@esbuild']) {
    await symlink(join(ROOT, 'node_modules', name), join(project, 'node_modules', name));
  }
  await install({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': DEVELOPMENT });
  await write('esbuild.config.js', BUNDLING);
  await write('package.json', '{ "type": "module" }');
  await write('package-lock.json', '{}');
  await write('src/main.ts', "import { word } from './word.js';\n\nconsole.log(word);\n");
  await write('src/word.ts', "export const word: string = 'one';\n");
  await write('src/word.spec.ts', 'no TypeScript at all');
});

afterEach(() => folders.remove());

it('says what it does, and does nothing where nothing changed', async () => {
  const first = await build();
  expect(first).toMatchObject({ code: 0, stdout: '' });
  expect(first.stderr).toMatch(
    /^Building dist\/: compiling 2 files …\nBuilding dist\/: bundling .+\nBuilt dist\/ in \d+\.\d s\.\n$/,
  );
  expect(await printed()).toBe('one\n');
  expect(await readdir(join(project, 'dist/src'))).toEqual(['main.js', 'word.js']);

  expect(await build()).toEqual({ code: 0, stdout: '', stderr: UP_TO_DATE });
  // As git does where it switches a branch and comes back.
  await utimes(join(project, 'src/word.ts'), new Date(), new Date());
  expect(await build()).toEqual({ code: 0, stdout: '', stderr: UP_TO_DATE });
  expect((await build('--force')).stderr).toContain('Built dist/');
});

const CHANGES: readonly [string, () => Promise<void>, string][] = [
  ['a source is another', () => write('src/word.ts', "export const word = 'two';\n"), 'two\n'],
  [
    'a source is another with an older time and the same length',
    async () => {
      const old = new Date('2025-01-01');
      await write('src/word.ts', "export const word: string = 'six';\n");
      await utimes(join(project, 'src/word.ts'), old, old);
    },
    'six\n',
  ],
  ['a source is new', () => write('src/new.ts', 'export {};\n'), 'six\n'],
  ['the lock file is another', () => write('package-lock.json', '{ }'), 'six\n'],
  [
    'a library is another',
    () => install({ 'node_modules/a': { version: '1.0.1' }, 'node_modules/b': DEVELOPMENT }),
    'six\n',
  ],
  ['the configuration is another', () => write('esbuild.config.js', `${BUNDLING};`), 'six\n'],
  ['a built file is gone', () => rm(join(project, 'dist/src/word.js')), 'six\n'],
  ['the program is gone', () => rm(join(project, 'dist/bundle/main.js')), 'six\n'],
];

it('builds where anything that decides what is built has changed', async () => {
  await build();
  for (const [what, change, words] of CHANGES) {
    await change();
    const { stderr } = await build();
    const isBuilt = stderr.includes('Built dist/');
    expect({ what, isBuilt, words: await printed() }).toEqual({ what, isBuilt: true, words });
  }
  expect((await build()).stderr).toBe(UP_TO_DATE);
});

it('builds nothing where development packages are taken away', async () => {
  await build();
  await install({ 'node_modules/a': { version: '1.0.0' } });
  for (const name of ['@swc', 'esbuild', '@esbuild']) {
    await rm(join(project, 'node_modules', name));
  }
  expect(await build()).toEqual({ code: 0, stdout: '', stderr: UP_TO_DATE });
});

it('fails where a source that is gone is still imported, until it is not', async () => {
  await build();
  const kept = await readFile(join(project, 'dist/bundle/main.js'), 'utf8');
  await rm(join(project, 'src/word.ts'));
  for (const _ of ['once', 'and again']) {
    const failed = await build();
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('word.js');
  }
  expect(await readFile(join(project, 'dist/bundle/main.js'), 'utf8')).toBe(kept);

  await write('src/main.ts', "console.log('none');\n");
  expect((await build()).code).toBe(0);
  expect(await printed()).toBe('none\n');
  expect(await readdir(join(project, 'dist/src'))).toEqual(['main.js']);
});

it('names the file and the line that cannot be compiled', async () => {
  await write('src/word.ts', 'export const = 3;\n');
  const { code, stderr } = await build();
  expect(code).toBe(1);
  expect(stderr).toContain('src/word.ts:1:1');
});

it('says what to do where the packages are not installed', async () => {
  await rm(join(project, 'node_modules'), { recursive: true });
  const { code, stderr } = await build();
  expect(code).toBe(1);
  expect(stderr).toBe('Cannot build dist/: the packages are not installed; run `npm ci` first.\n');
});
