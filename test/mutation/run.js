import { spawnSync } from 'node:child_process';

import { NAMES } from './parts.js';

// Beside package.json: it brings some 180 packages, and no check waits for what this takes.
const STRYKER = '@stryker-mutator/core@9.6.1';

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !NAMES.includes(name));
if (unknown.length > 0) {
  console.error(`No part is called ${unknown.join(', ')}. Parts: ${NAMES.join(', ')}.`);
  process.exit(2);
}
for (const name of asked.length > 0 ? asked : NAMES) {
  const { status } = spawnSync(
    'npx',
    ['--yes', `--package=${STRYKER}`, 'stryker', 'run', 'test/mutation/stryker.config.js'],
    { stdio: 'inherit', env: { ...process.env, MUTATED_PART: name } },
  );
  if (status !== 0) process.exit(status ?? 1);
}
