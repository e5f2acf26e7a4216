/* eslint-disable no-console -- its output is what it is for */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';

import { missingPrograms } from '../support/needing.js';
import type { Program } from '../support/program-run.js';
import { SpawnedServer } from '../support/spawned-server.js';
import { INSTALLED_CHECKS } from './installed-checks.js';
import { install, NoRegistryError, npm, pack } from './installing.js';

/*
 * Installs the ledger as its users do, by `npm pack` and `npm install --global`, with another Node than
 * that of the checkout, and tries what is installed. .ci/run adds the counts of the last line to its own.
 */

const RELEASE = /^\d+(\.\d+){0,2}$/;
/** For which npm has a package that brings a Node, with the headers that addons are compiled against. */
const PLATFORMS = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64'];

const counts = { passed: 0, failed: 0, skipped: 0 };

process.exitCode = await smoke(releaseAsked());

function releaseAsked(): string {
  const { values } = parseArgs({ options: { node: { type: 'string', default: '24' } } });
  if (!RELEASE.test(values.node)) throw new Error(`--node: "${values.node}" is no release of Node`);
  return values.node;
}

/** @returns the exit code */
async function smoke(release: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'fact-ledger-smoke-'));
  try {
    const program = await installedWith(release, folder);
    if (typeof program === 'string') skipAll(program);
    else await tryAll(program, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const { passed, failed, skipped } = counts;
  console.log(`Smoke: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0 ? 0 : 1;
}

/** @returns the installed program; a text where it cannot be had here, which says why */
async function installedWith(release: string, folder: string): Promise<Program | string> {
  const platform = `${process.platform}-${process.arch}`;
  if (!PLATFORMS.includes(platform)) return `npm has no Node for ${platform}`;
  const supplier = `node-${platform}`;
  try {
    const words = ['install', '--ignore-scripts', `--prefix=${folder}`, `${supplier}@${release}`];
    await timed(`npm install ${supplier}@${release}`, () => npm(words, { cwd: folder }));
    const home = join(folder, 'node_modules', supplier);
    const tarball = await timed('npm pack', () => pack(folder));
    const options = {
      node: join(home, 'bin/node'),
      // Compiled against the headers of this Node, also where a compiled one could be fetched.
      env: { npm_config_nodedir: home, npm_config_build_from_source: 'true', JOBS: 'max' },
    };
    const prefix = join(folder, 'prefix');
    return await timed('npm install --global', () => install(tarball, prefix, options));
  } catch (error) {
    if (error instanceof NoRegistryError) return error.message;
    throw error;
  }
}

function skipAll(why: string): void {
  counts.skipped += INSTALLED_CHECKS.length;
  console.log(`SKIPPED, all ${INSTALLED_CHECKS.length} checks of an installed ledger: ${why}`);
}

async function tryAll(program: Program, folder: string): Promise<void> {
  const { stdout } = await promisify(execFile)(program.node, ['--version']);
  console.log(`With Node ${stdout.trim()}:`);
  await timed('first start, until ready', () => untilReady(program, join(folder, 'first-start')));
  for (const [index, { name, needs, run }] of INSTALLED_CHECKS.entries()) {
    const missing = missingPrograms(needs);
    if (missing.length > 0) {
      counts.skipped += 1;
      console.log(`  SKIPPED ${name}: ${missing.join(' and ')} not found`);
      continue;
    }
    const own = join(folder, `check-${index}`);
    await mkdir(own);
    try {
      await run(program, own);
      counts.passed += 1;
      console.log(`  passed ${name}`);
    } catch (error) {
      counts.failed += 1;
      console.log(`  FAILED ${name}:`, error);
    }
  }
}

async function untilReady(program: Program, dataDir: string): Promise<void> {
  const server = await SpawnedServer.start(dataDir, { program });
  while ((await server.anonymous.get('/health/ready')).status !== 200) await sleep(20);
  await server.end('SIGTERM');
}

async function timed<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const start = performance.now();
  const result = await work();
  console.log(`  ${((performance.now() - start) / 1000).toFixed(1)} s ${what}`);
  return result;
}
