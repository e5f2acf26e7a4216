import Database from 'better-sqlite3';
import { chmod, cp, mkdir, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';

import type { Chance } from '../support/generated-ledger/chance.js';

/** What may happen to a file of a ledger that nobody serves. */
export interface Damage {
  readonly name: string;
  /** Of a database of SQLite alone. */
  readonly ofDatabase?: true;
  /**
   * May leave a file of SQLite whole that holds other words: it keeps no digests of its pages. A file in the
   * place of another whose last pages lie in a WAL beside it is one of those.
   */
  readonly mayAlter?: 'always' | 'beside a WAL';
  /** Only who is not root notices. */
  readonly ofPermission?: true;
  /** @param another the same file of another ledger. */
  apply(file: string, chance: Chance, another: string): Promise<void>;
}

const PAGE = 4_096;

/** Of what a file system, a disk, a backup or a hand does to a file. */
export const DAMAGES: readonly Damage[] = [
  { name: 'gone', apply: (file) => rm(file) },
  { name: 'emptied', apply: (file) => truncate(file, 0) },
  { name: 'cut by a byte', apply: async (file) => truncate(file, (await sizeOf(file)) - 1) },
  { name: 'cut in half', apply: async (file) => truncate(file, (await sizeOf(file)) >> 1) },
  {
    name: 'cut at a page',
    apply: async (file) => truncate(file, pages(await sizeOf(file)) * PAGE),
  },
  {
    name: 'with a flipped bit',
    mayAlter: 'always',
    apply: (file, chance) => flip(file, chance, 1),
  },
  {
    name: 'with a hundred flipped bits',
    mayAlter: 'always',
    apply: (file, chance) => flip(file, chance, 100),
  },
  { name: 'with its first page zeroed', apply: (file) => overwrite(file, 0, Buffer.alloc(PAGE)) },
  {
    name: 'with a page zeroed',
    mayAlter: 'always',
    async apply(file, chance) {
      const page = chance.int(0, Math.max(0, Math.ceil((await sizeOf(file)) / PAGE) - 1));
      await overwrite(file, page * PAGE, Buffer.alloc(PAGE));
    },
  },
  {
    name: 'with noise in the place of a page',
    mayAlter: 'always',
    async apply(file, chance) {
      const page = chance.int(0, Math.max(0, Math.ceil((await sizeOf(file)) / PAGE) - 1));
      await overwrite(file, page * PAGE, chance.bytes(PAGE));
    },
  },
  { name: 'with other words in it', apply: (file) => writeFile(file, 'Something else.\n') },
  {
    name: "another ledger's",
    mayAlter: 'beside a WAL',
    apply: (file, _, another) => cp(another, file),
  },
  {
    name: 'a folder',
    async apply(file) {
      await rm(file);
      await mkdir(file);
    },
  },
  { name: 'unreadable', ofPermission: true, apply: (file) => chmod(file, 0) },
  { name: 'read-only', ofPermission: true, apply: (file) => chmod(file, 0o400) },
  { name: 'with user_version 0', ofDatabase: true, apply: (file) => setVersion(file, 0) },
  { name: 'with user_version 999', ofDatabase: true, apply: (file) => setVersion(file, 999) },
];

async function sizeOf(file: string): Promise<number> {
  return (await stat(file)).size;
}

/** One fewer than it has, whole ones. */
function pages(size: number): number {
  return Math.max(0, Math.ceil(size / PAGE) - 1);
}

async function flip(file: string, chance: Chance, count: number): Promise<void> {
  const bytes = await readFile(file);
  for (let n = 0; n < count; n += 1) {
    const at = chance.int(0, bytes.length - 1);
    bytes[at]! ^= 1 << chance.int(0, 7);
  }
  await writeFile(file, bytes);
}

/** Never more than there was. */
async function overwrite(file: string, at: number, bytes: Uint8Array): Promise<void> {
  const length = Math.min(bytes.length, (await sizeOf(file)) - at);
  const handle = await open(file, 'r+');
  try {
    await handle.write(bytes, 0, length, at);
  } finally {
    await handle.close();
  }
}

async function setVersion(file: string, version: number): Promise<void> {
  const db = new Database(file);
  try {
    db.pragma(`user_version = ${version}`);
  } finally {
    db.close();
  }
}
