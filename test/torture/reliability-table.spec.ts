import { readFileSync } from 'node:fs';

import { DOCUMENT, reliabilityDocument, type TrialResult } from './reliability-table.js';
import { FAULT_KINDS, faultsOf } from './trial.js';
import { TRIALS, type TrialName, type TrialNumbers } from './trials.js';

const document = readFileSync(DOCUMENT, 'utf8');

const numberIn = (text: string) => Number(text.replaceAll(',', '').replace(/ (MiB|s)$/, ''));

/** A row as the program counted it; what brought its faults about is not in it. */
function resultIn(row: string): TrialResult {
  const [name, views, done, ...cells] = row.slice(2, -2).split(' | ') as [string, string, string];
  const numbers = cells.map(numberIn);
  return {
    name: name as TrialName,
    views,
    done: Object.fromEntries<number>(
      [...done.matchAll(/(.+?): ([\d,]*\d)(?:, |$)/g)].map(([, what = '', count = '']) => [
        what,
        numberIn(count),
      ]),
    ),
    faults: FAULT_KINDS.flatMap((kind, n) => faultsOf(kind, Array<string>(numbers[n]!).fill(''))),
    peakMiB: numbers.at(-2)!,
    seconds: numbers.at(-1)!,
  };
}

const results = document
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (trial|---) /.test(line))
  .map(resultIn);

describe(DOCUMENT, () => {
  it('is what npm run torture writes', () => {
    const [, command] = /^`npm run torture -- (.*) --write` wrote this:$/m.exec(document)!;
    const numbers: Record<string, number> = {};
    for (const [, name, count] of command!.matchAll(/--(\w+) (\d+)/g)) {
      numbers[name!] = Number(count);
    }
    const torture = { ...(numbers as unknown as TrialNumbers & { seed: number }), results };
    expect(reliabilityDocument(torture)).toBe(document);
  });

  it('tells of every trial, with its views in either engine', () => {
    expect(results.map(({ name, views }) => [name, views])).toEqual(
      Object.keys(TRIALS).flatMap((name) => ['SQLite', 'PostgreSQL'].map((views) => [name, views])),
    );
  });

  it('tells of no fault', () => {
    expect(results.flatMap(({ faults }) => faults)).toEqual([]);
  });
});
