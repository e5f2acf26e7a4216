import { InvalidArgumentError, Option, type Command } from 'commander';

import type { Interval } from '../activity/queries/periods.js';
import type { SourceGroup } from '../statistics/queries/source-statistics.js';
import { memberClient, memberCommand, type ServerCommandOptions } from './server-command.js';
import type { ListStatistics, StatisticsForm } from './stats.js';

// Where the server defines them, they would bring along more than the help should wait for.
const INTERVALS: readonly Interval[] = ['day', 'week', 'month'];
const GROUPS: readonly SourceGroup[] = ['source', 'publisher'];

type StatsOptions = ServerCommandOptions & StatisticsForm;

export function addStatsCommands(root: Command): void {
  const stats = root
    .command('stats')
    .description('print the ledger in numbers, at a running server');
  inForms(memberCommand(stats, 'overview', 'how much there is, and how claims stand'))
    .option('--as-of <position|instant>', 'as it was then')
    .action(async (options: StatsOptions & { asOf?: string }) => {
      const { printOverview } = await import('./stats.js');
      await printOverview(await memberClient(options), { asOf: options.asOf }, options);
    });
  listed(stats, 'activity', 'what happened per day, week or month, the latest first')
    .addOption(new Option('--interval <interval>', 'day where left out').choices(INTERVALS))
    .option('--time-zone <zone>', 'whose days they are, such as Europe/Berlin (default: UTC)')
    .option('--from <day>', 'the first day, in the time zone')
    .option('--until <day>', 'the last day, in the time zone')
    .action(list('activity', ['interval', 'timeZone', 'from', 'until']));
  listed(stats, 'sources', 'how often sources or publishers are cited, and what became of it')
    .addOption(new Option('--by <group>', 'source where left out').choices(GROUPS))
    .addOption(order('cited'))
    .action(list('sources', ['by', 'order']));
  listed(
    stats,
    'reviewers',
    'what reviewers gave, and how often it agrees with the finding; for members',
  )
    .addOption(order('verdicts'))
    .action(list('reviewers', ['order']));
  memberCommand(
    stats,
    'agreement',
    'how far all reviewers agree with one another; for members',
  ).action(async (options: ServerCommandOptions) => {
    const { printAgreement } = await import('./stats.js');
    await printAgreement(await memberClient(options), options);
  });
}

/** What prints a list. @param names of the options that the server is asked with */
function list(name: ListStatistics, names: readonly string[]) {
  return async (options: StatsOptions & Readonly<Record<string, unknown>>) => {
    const { printList } = await import('./stats.js');
    const query = names.map((each) => [each, options[each] as string | undefined] as const);
    await printList(await memberClient(options), name, Object.fromEntries(query), options);
  };
}

function listed(parent: Command, name: ListStatistics, description: string): Command {
  return inForms(memberCommand(parent, name, description)).addOption(
    new Option('--limit <n>', 'print no more than so many (default: all)')
      .argParser(limitIn)
      .conflicts('csv'),
  );
}

function inForms(command: Command): Command {
  return command.addOption(
    new Option('--csv', 'all of it as CSV, as the API gives it').default(false).conflicts('json'),
  );
}

function order(most: string): Option {
  return new Option(
    '--order <order>',
    `${most}: most of them first, of which --limit takes the top; id where left out`,
  ).choices(['id', most]);
}

function limitIn(text: string): number {
  const limit = Number(text);
  if (Number.isSafeInteger(limit) && limit > 0) return limit;
  throw new InvalidArgumentError('It must be a whole number from 1.');
}
