import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { failure } from '../../../test/support/event-store-failure.js';
import { openConnection } from './connection.js';
import { SCHEMA_VERSION } from './schema.js';

const unavailable = (message: RegExp) => ({
  code: 'unavailable',
  message: expect.stringMatching(message) as string,
});

describe('openConnection', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fact-ledger-connection-'));
    file = join(folder, 'events.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const opening = (options: { file: string; readOnly?: boolean }) =>
    failure(() => openConnection(options).close());

  it('makes every commit durable', () => {
    openConnection({ file }).close();
    const db = openConnection({ file });
    const pragmas = ['journal_mode', 'synchronous', 'user_version'];
    expect(pragmas.map((p) => db.pragma(p, { simple: true }))).toEqual(['wal', 2, SCHEMA_VERSION]);
    db.close();
  });

  it('refuses a file of a newer release', () => {
    const db = openConnection({ file });
    db.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    db.close();
    for (const readOnly of [false, true]) {
      const refusal = opening({ file, readOnly });
      expect(refusal.code).toBe('unavailable');
      expect(refusal.message).toMatch(/events\.db was written by a newer release/);
    }
  });

  it.each([0, -1])('refuses a file whose schema is %d, and leaves it as it is', (version) => {
    openConnection({ file }).close();
    const marked = new Database(file);
    marked.pragma(`user_version = ${version}`);
    marked.close();
    const before = readFileSync(file);
    for (const readOnly of [false, true]) {
      expect(opening({ file, readOnly })).toMatchObject(
        unavailable(/schema is -?\d, which no release ever wrote: it is damaged/),
      );
    }
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it("refuses another program's database, and leaves it as it is", () => {
    const other = new Database(file);
    other.exec('CREATE TABLE songs (title TEXT)');
    other.close();
    const before = readFileSync(file);
    expect(opening({ file })).toMatchObject(unavailable(/not a ledger's events file/));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('refuses a file that is no database, and leaves it as it is', () => {
    const text = 'Dear diary, '.repeat(100);
    writeFileSync(file, text);
    expect(opening({ file })).toMatchObject(unavailable(/cannot open .*not a database/));
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('refuses to read a ledger that is not there, and makes none', () => {
    expect(opening({ file, readOnly: true })).toMatchObject(unavailable(/cannot open/));
    writeFileSync(file, '');
    expect(opening({ file, readOnly: true })).toMatchObject(unavailable(/holds no ledger yet/));
    expect(readFileSync(file)).toHaveLength(0);
  });

  it('refuses a folder that is not there', () => {
    expect(opening({ file: join(folder, 'nowhere', 'events.db') })).toMatchObject(
      unavailable(/directory does not exist/),
    );
  });
});
