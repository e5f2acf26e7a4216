import { Option, type Command } from 'commander';

import type { Question } from '../../events/fields.js';
import type { GivenVerdict } from './judge.js';
import { memberClient, memberCommand, type ServerCommandOptions } from './server-command.js';

const QUESTIONS: readonly Question[] = ['attribution', 'veracity'];

const DESCRIPTION =
  'give a verdict on a claim, at a running server; shows the claim with its citations, and asks for what no option gives';

export function addJudgeCommand(root: Command): void {
  memberCommand(root, 'judge', DESCRIPTION)
    .argument('<claim>', 'the id of a claim')
    .addOption(new Option('--question <question>', 'that it answers').choices(QUESTIONS))
    .option('--rating <rating>', 'of the scale that the policy has for the question')
    .option('--evidence <ids>', 'citations of the claim, comma between them', idsIn)
    .option('--rationale <text>', 'why')
    .option('--as-of <date>', 'the day that the judgment speaks of')
    .option('--expires <date>', 'from then on the finding is shown as stale')
    .option('--source-seen', 'you saw the source yourself')
    .option('--criterion-met', 'of a prediction before its date: its criterion is met already')
    .action(async (claim: string, options: ServerCommandOptions & GivenVerdict) => {
      const { judge } = await import('./judge.js');
      await judge(await memberClient(options), claim, options);
    });
}

function idsIn(text: string): string[] {
  return text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}
