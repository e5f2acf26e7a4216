import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { errorCodeOf } from '../../src/runtime/error-code.js';
import type { SpawnOptions } from '../support/spawned-server.js';

const MIB = 1024 * 1024;

/** Where a data folder lies that cannot grow as it likes. */
export interface SmallRoom {
  readonly dataDir: string;
  readonly spawning: SpawnOptions;
  /** More bytes than it has room for in one file, and fewer than a snapshot may have. */
  readonly tooManyBytes: number;
  /** Whether the next byte that a server writes is one too many. */
  isFull(): boolean;
  /** Takes the room away that there was, whatever the server has written so far. */
  fill(server: { readonly pid: number }): void;
  /** Gives room again. */
  empty(server: { readonly pid: number }): void;
  remove(): void;
}

/** A file system of 27 MiB in memory, in which a ballast file takes 19. Only root may mount one. */
export class SmallFileSystem implements SmallRoom {
  readonly tooManyBytes = 9 * MIB;
  readonly spawning = {};
  private readonly ballast: string;

  private constructor(private readonly folder: string) {
    this.ballast = join(folder, 'ballast');
    writeFileSync(this.ballast, Buffer.alloc(19 * MIB));
  }

  static isAllowed(): boolean {
    return works(() => SmallFileSystem.make().remove());
  }

  /** @throws where it may not be mounted. */
  static make(): SmallFileSystem {
    const folder = mkdtempSync(join(tmpdir(), 'fact-ledger-room-'));
    try {
      run('mount', '-t', 'tmpfs', '-o', 'size=27m,mode=0700', 'tmpfs', folder);
    } catch (error) {
      rmSync(folder, { recursive: true });
      throw error;
    }
    return new SmallFileSystem(folder);
  }

  get dataDir(): string {
    return join(this.folder, 'data');
  }

  isFull(): boolean {
    const probe = join(this.folder, 'probe');
    try {
      writeFileSync(probe, Buffer.alloc(64 * 1024));
      return false;
    } catch (error) {
      if (errorCodeOf(error) === 'ENOSPC') return true;
      throw error;
    } finally {
      rmSync(probe, { force: true });
    }
  }

  fill(): void {
    try {
      writeFileSync(this.ballast, Buffer.alloc(27 * MIB));
    } catch (error) {
      if (errorCodeOf(error) !== 'ENOSPC') throw error;
    }
  }

  empty(): void {
    rmSync(this.ballast);
  }

  remove(): void {
    run('umount', this.folder);
    rmSync(this.folder, { recursive: true });
  }
}

/**
 * A process that may make no file larger than 8 MB (RLIMIT_FSIZE), which for SQLite is a failing disk. The
 * write-ahead log of the views takes half of that when they are made.
 */
export class SmallFiles implements SmallRoom {
  private static readonly LIMIT = 8_000_000;
  readonly tooManyBytes = 8 * MIB;
  readonly spawning = { through: ['prlimit', `--fsize=${SmallFiles.LIMIT}:unlimited`] };

  private constructor(private readonly folder: string) {}

  static isAllowed(): boolean {
    return works(() => run('prlimit', `--fsize=${SmallFiles.LIMIT}:unlimited`, 'true'));
  }

  static make(): SmallFiles {
    return new SmallFiles(mkdtempSync(join(tmpdir(), 'fact-ledger-room-')));
  }

  get dataDir(): string {
    return join(this.folder, 'data');
  }

  isFull(): boolean {
    const files = readdirSync(this.dataDir).map((name) => statSync(join(this.dataDir, name)));
    return files.some(({ size }) => size === SmallFiles.LIMIT);
  }

  fill({ pid }: { readonly pid: number }): void {
    this.limit(pid, '4096');
  }

  empty({ pid }: { readonly pid: number }): void {
    this.limit(pid, 'unlimited');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private limit(pid: number, bytes: string): void {
    run('prlimit', '--pid', String(pid), `--fsize=${bytes}:unlimited`);
  }
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: 'pipe' });
}

function works(step: () => void): boolean {
  try {
    step();
    return true;
  } catch {
    return false;
  }
}
