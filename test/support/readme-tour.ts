import { match, ok } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { promisify } from 'node:util';

import type { Program } from './program-run.js';
import { section, shellBlocks } from './readme.js';

/** A ledger that is served, for lines that are pasted beside it. */
export interface TourStart {
  /** Where the lines are pasted; the server has its data in `data/` below it. */
  readonly folder: string;
  readonly url: string;
  readonly program: Program;
}

/** What each part of the tour prints, in its order. */
const PRINTED = [
  /"fidelity":"exact"/,
  /"rating":"true"/,
  /"@type":"ClaimReview".*"alternateName":"True"/,
  /\ncontested\nsettled\n/,
  /The finding on veracity is “true”.*\n.* published the finding “true” on veracity in en.*\n.* gave the verdict “misleading” .*\nVeracity is contested: /,
  /The live views say the same: \d+ rows of \d+ views/,
  /\ndigraph /,
];

/** What the tour needs beside the ledger. */
export const TOUR_PROGRAMS = ['bash', 'curl'];

/**
 * Runs lines of the README as they would be pasted, beside the data folder of the server.
 *
 * @returns what they print
 * @throws Error where one of them fails
 */
export async function pasted(start: TourStart, script: string): Promise<string> {
  const { folder, url, program } = start;
  const lines = script
    .replaceAll('http://127.0.0.1:3000', url)
    .replaceAll('npx fact-ledger', program.file);
  const { stdout } = await promisify(execFile)('bash', ['-c', `set -euo pipefail\n${lines}`], {
    cwd: folder,
    // With no settings of whoever runs the tests. The program, and the lines that take an answer apart, find
    // their Node there.
    env: { PATH: [dirname(program.node), process.env['PATH']].join(delimiter) },
  });
  return stdout;
}

/**
 * Pastes the README's tour: records a source, captures it, records a claim, cites and judges it, reads how
 * it stands and stood, replays the log, and draws where the claim comes from.
 *
 * @throws Error where a line of it fails, or does not print what it should.
 */
export async function walkTour(start: TourStart): Promise<void> {
  const blocks = shellBlocks(section('A tour in five minutes'));
  ok(blocks.length > 4, 'the README has the whole tour');
  const [, picture] = /`(curl [^`|]+)\| dot -Tsvg`/.exec(section('Using the API')) ?? [];
  ok(picture, 'the README has the picture');
  const stdout = await pasted(start, [...blocks, picture].join('\n'));
  for (const text of PRINTED) match(stdout, text);
}
