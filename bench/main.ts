import { Argument, Command } from 'commander';
import { writeFile } from 'node:fs/promises';

import { appends } from './appends.js';
import { machineLines, thisMachine } from './machine.js';
import { memory } from './memory.js';
import { posting } from './posting.js';
import { rebuild } from './rebuild.js';
import { Report, type Bench } from './report.js';
import { visibility } from './visibility.js';

/** In the order in which they run. */
const BENCHES: readonly Bench[] = [posting, appends, rebuild, visibility, memory];

const names = BENCHES.map(({ name }) => name);

await new Command('bench')
  .description('Measures what the speed claims of the documents rest on.')
  .addArgument(new Argument('[names...]', 'all of them where none is named').choices(names))
  .option('--json <file>', 'write the figures to a file, too')
  .action(async (asked: string[], { json }: { json?: string }) => {
    const machine = thisMachine();
    for (const line of machineLines(machine)) print(line);
    const reports: Report[] = [];
    for (const bench of BENCHES) {
      if (asked.length > 0 && !asked.includes(bench.name)) continue;
      const report = new Report(bench, print);
      reports.push(report);
      await bench.run(report);
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
