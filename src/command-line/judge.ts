import type { VerdictBody } from '../reviews/commands/submit-verdict.js';
import type { WriteAnswer } from '../routes/command.js';
import { atTerminal, isAtTerminal, type Asked } from './asking.js';
import { CommandFailed, EXIT } from './exit-codes.js';
import type { LedgerClient } from './ledger-client.js';
import { onOneLine, printJson, printLine } from './output.js';
import { askForVerdict } from './verdict-questions.js';

/** What the options of the command line say of a verdict. */
export type GivenVerdict = Partial<VerdictBody>;

type VerdictAnswer = WriteAnswer & {
  readonly finding: {
    readonly id: string;
    readonly question: string;
    readonly rating: string;
  } | null;
};

/** Sends a verdict, and prints what came of it. What is missing is asked for, where somebody is there. */
export async function judge(
  client: LedgerClient,
  claimId: string,
  options: GivenVerdict & { readonly json: boolean },
): Promise<void> {
  const { json } = options;
  const given = membersOf(options);
  const missing = missingIn(given);
  if (missing.length === 0) {
    await send(client, claimId, given, json);
    return;
  }
  if (json || !isAtTerminal()) {
    throw new CommandFailed(`nobody can be asked here: give ${missing.join(', ')}`, EXIT.usage);
  }
  const asked = atTerminal();
  try {
    await judgeByAsking(client, claimId, given, asked);
  } finally {
    asked.close();
  }
}

/** Shows the claim, asks for what is missing and whether to send it, and sends it. */
export async function judgeByAsking(
  client: LedgerClient,
  claimId: string,
  given: GivenVerdict,
  asked: Asked,
): Promise<void> {
  await send(client, claimId, await askForVerdict(client, claimId, given, asked), false);
}

const REQUIRED = ['question', 'rating', 'evidence', 'rationale'] as const;
const OPTIONAL = ['asOf', 'expires', 'sourceSeen', 'criterionMet'] as const;

/** What of the options is part of a verdict. */
function membersOf(options: GivenVerdict): GivenVerdict {
  const members = [...REQUIRED, ...OPTIONAL].map((name) => [name, options[name]] as const);
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

function missingIn(given: GivenVerdict): string[] {
  return REQUIRED.filter((name) => given[name] === undefined).map((name) => `--${name}`);
}

async function send(
  client: LedgerClient,
  claimId: string,
  verdict: GivenVerdict,
  json: boolean,
): Promise<void> {
  const path = `v1/claims/${encodeURIComponent(claimId)}/verdicts`;
  const answer = await client.call<VerdictAnswer>('POST', path, verdict);
  if (json) return printJson(answer);
  await printLine(`verdict ${answer.id}`);
  const { finding } = answer;
  const found = finding && `finding ${finding.id}: ${finding.question} ${finding.rating}`;
  await printLine(onOneLine(found ?? 'no finding by this verdict'));
}
