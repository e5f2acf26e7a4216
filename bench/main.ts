import { Argument, Command, InvalidArgumentError } from 'commander';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { anchoring } from './anchoring.js';
import { appends } from './appends.js';
import { eventstoredb } from './eventstoredb.js';
import { lists } from './lists.js';
import { likenessStudy } from './likeness-study.js';
import { live } from './live.js';
import { machineLines, thisMachine } from './machine.js';
import { memory } from './memory.js';
import { postgres } from './postgres.js';
import { posting } from './posting.js';
import { reanchoring } from './reanchoring.js';
import { rebuild } from './rebuild.js';
import { Report, type Bench, type BenchOptions } from './report.js';
import { start } from './start.js';
import { visibility } from './visibility.js';

/** The benches, in the order in which they run. */
const BENCHES: readonly Bench[] = [
  posting,
  appends,
  rebuild,
  visibility,
  live,
  lists,
  memory,
  start,
  anchoring,
  reanchoring,
  likenessStudy,
  postgres,
  eventstoredb,
];

const names = BENCHES.map(({ name }) => name);

await new Command('bench')
  .description('Measures what the speed claims of the documents rest on.')
  .addArgument(
    new Argument('[names...]', 'where none is named: all that need no server').choices(names),
  )
  .option('--json <file>', 'write the figures to a file, too')
  .option(
    '--events <count>',
    'how many events "rebuild", "lists", "start", "postgres" and "eventstoredb" have',
    whole,
  )
  .option(
    '--against <folder>',
    'another build that "posting" measures, too: a checkout, built',
    (folder) => resolve(folder),
  )
  .action(async (asked: string[], { json, ...options }: BenchOptions & { json?: string }) => {
    const machine = thisMachine();
    for (const line of machineLines(machine)) print(line);
    const reports: Report[] = [];
    for (const bench of BENCHES) {
      if (asked.length > 0 ? !asked.includes(bench.name) : bench.needs !== undefined) continue;
      if (bench.needs !== undefined && process.env[bench.needs] === undefined) {
        print(`${bench.name}: not run, because ${bench.needs} is not set`);
        continue;
      }
      const report = new Report(bench, print);
      reports.push(report);
      await bench.run(report, options);
    }
    if (json !== undefined) {
      const found = { at: new Date().toISOString(), machine, benches: reports };
      await writeFile(json, `${JSON.stringify(found, undefined, 2)}\n`);
    }
  })
  .parseAsync();

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function whole(text: string): number {
  if (/^[1-9]\d{0,7}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('a whole number');
}
