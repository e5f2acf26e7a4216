import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { linesOfCommand } from '../support/command-lines.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

it('has of a plain command what ARCHITECTURE.md says', async () => {
  const files = linesOfCommand(ROOT, 'WithdrawClaim', 'ClaimWithdrawn');
  const architecture = await readFile(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
  const [, lines, said] =
    /withdraw a claim, is (\d+) lines in (\d+) files/.exec(architecture) ?? [];
  const sum = files.reduce((before, file) => before + file.lines, 0);
  expect(sum).toBe(Number(lines));
  expect(files).toHaveLength(Number(said));
  expect(sum).toBeLessThanOrEqual(40);
  expect(files.length).toBeLessThanOrEqual(5);
});
