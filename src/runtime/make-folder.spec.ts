import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { makeFolder } from './make-folder.js';

let above: string;
beforeEach(() => (above = mkdtempSync(join(tmpdir(), 'fact-ledger-folder-'))));
afterEach(() => rmSync(above, { recursive: true }));

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

it('makes a folder and those above it, for nobody else', async () => {
  const folder = join(above, 'desk', 'ledger');
  await Promise.all([makeFolder(folder), makeFolder(folder)]);
  expect([modeOf(join(above, 'desk')), modeOf(folder)]).toEqual(['700', '700']);
});

it('leaves one as it is that is there', async () => {
  const before = statSync(above);
  await makeFolder(above);
  expect(statSync(above)).toEqual(before);
});

it('says where something else is in the way', async () => {
  const file = join(above, 'file');
  writeFileSync(file, '');
  await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(file, 'ledger'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});
