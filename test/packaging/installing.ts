import { execFile } from 'node:child_process';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import type { Program } from '../support/program-run.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ADDON = 'better-sqlite3/build/Release/better_sqlite3.node';
/** What npm says where it does not reach its registry and has not kept what it needs. */
const UNREACHED =
  /npm error code (E(NOTCACHED|NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|HOSTUNREACH|NETUNREACH|TIMEDOUT)|ERR_SOCKET_TIMEOUT)/;

/** npm has no registry here. */
export class NoRegistryError extends Error {
  override readonly name = 'NoRegistryError';
}

export interface NpmOptions {
  readonly cwd?: string;
  /** Runs npm and what it starts; where left out, the Node of this process. */
  readonly node?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs npm.
 *
 * @returns what it wrote to its standard output
 * @throws NoRegistryError
 */
export async function npm(args: readonly string[], options: NpmOptions = {}): Promise<string> {
  const { cwd = ROOT, node = process.execPath, env = {} } = options;
  const path = [dirname(node), process.env['PATH']].join(delimiter);
  // npm's own name for its program, for whatever is run by it. Elsewhere the one that is found.
  const { npm_execpath: program } = process.env;
  const [command, before] = program ? [node, [program]] : ['npm', []];
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--fetch-retries=1'];
  try {
    const { stdout } = await promisify(execFile)(command, [...before, ...args, ...quiet], {
      cwd,
      env: { ...process.env, ...env, PATH: path },
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  } catch (error) {
    if (UNREACHED.test((error as { stderr?: string }).stderr ?? '')) {
      throw new NoRegistryError('npm does not reach its registry', { cause: error });
    }
    throw error;
  }
}

/** Makes the tarball of what is built, as `npm pack` does but for building it. @returns its path */
export async function packBuilt(folder: string): Promise<string> {
  try {
    await promisify(execFile)(process.execPath, ['packaging/shrinkwrap.js'], { cwd: ROOT });
    return await pack(folder, ['--ignore-scripts']);
  } finally {
    await rm(join(ROOT, 'npm-shrinkwrap.json'), { force: true });
  }
}

/** @returns the path of the tarball */
export async function pack(folder: string, options: readonly string[] = []): Promise<string> {
  const json = await npm(['pack', '--json', '--pack-destination', folder, ...options]);
  // Scripts of the pack may have written before it.
  const [{ filename }] = JSON.parse(json.slice(json.lastIndexOf('\n[') + 1)) as [
    { filename: string },
  ];
  return join(folder, filename);
}

/** Installs the tarball as `npm install -g` does, below a folder of its own. */
export async function install(
  tarball: string,
  folder: string,
  options: NpmOptions & { readonly words?: readonly string[] } = {},
): Promise<Program> {
  await mkdir(folder, { recursive: true });
  const { words = ['--allow-scripts=better-sqlite3'], ...npmOptions } = options;
  const args = ['install', '--global', `--prefix=${folder}`, ...words, tarball];
  await npm(args, { cwd: folder, ...npmOptions });
  return { node: options.node ?? process.execPath, file: join(folder, 'bin/fact-ledger') };
}

/** The same without the scripts of any library, so that the addon of better-sqlite3 is not there. */
export function installUncompiled(tarball: string, folder: string): Promise<Program> {
  return install(tarball, folder, { words: ['--ignore-scripts'] });
}

/** Gives an installed ledger the addon of the checkout, of the same version: compiling it takes minutes. */
export async function lendAddon(folder: string): Promise<void> {
  const copy = join(folder, 'lib/node_modules/fact-ledger/node_modules', ADDON);
  await mkdir(dirname(copy), { recursive: true });
  await copyFile(join(ROOT, 'node_modules', ADDON), copy);
}
