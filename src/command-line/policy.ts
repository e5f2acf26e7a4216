import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

import type { PolicyPreview } from '../policy/policy-preview.js';
import type { PolicyAnswer } from '../policy/queries/policies.js';
import type { WriteAnswer } from '../routes/command.js';
import { errorCodeOf } from '../runtime/error-code.js';
import { atTerminal, isAgreedTo, isAtTerminal } from './asking.js';
import { CommandFailed, EXIT } from './exit-codes.js';
import type { LedgerClient } from './ledger-client.js';
import { amount, printColumns, printJson, printLine } from './output.js';
import { policyLines } from './policy-lines.js';

const POLICY = 'v1/policy';

type Adoption = WriteAnswer & {
  /** Null only for a request that repeats one, which this never does. */
  readonly version: number | null;
  readonly preview?: PolicyPreview;
};

export async function showPolicy(
  client: LedgerClient,
  options: { readonly version?: string; readonly asOf?: string; readonly json: boolean },
): Promise<void> {
  const { version, asOf, json } = options;
  const policy =
    version === undefined
      ? await client.get<PolicyAnswer>(POLICY, { asOf })
      : await client.get<PolicyAnswer>(`${POLICY}/versions/${version}`);
  if (json) await printJson(policy);
  else for (const line of policyLines(policy)) await printLine(line);
}

export async function tryPolicy(
  client: LedgerClient,
  file: string,
  { json }: { readonly json: boolean },
): Promise<void> {
  const tried = await dryRun(client, await policyIn(file));
  await (json ? printJson(tried) : printPreview(tried));
}

/** Asks before, unless it is told not to. */
export async function adoptPolicy(
  client: LedgerClient,
  file: string,
  { json, yes }: { readonly json: boolean; readonly yes: boolean },
): Promise<void> {
  if (!yes && (json || file === '-' || !isAtTerminal())) {
    throw new CommandFailed('nobody can be asked here: give --yes to adopt it', EXIT.usage);
  }
  const policy = await policyIn(file);
  if (!json) {
    await printPreview(await dryRun(client, policy));
  }
  if (!yes) await mustBeAgreedTo();
  const adopted = await client.call<Adoption>('PUT', POLICY, policy);
  await (json ? printJson(adopted) : printLine(`adopted version ${adopted.version}`));
}

async function mustBeAgreedTo(): Promise<void> {
  const asked = atTerminal();
  try {
    if (await isAgreedTo(asked, 'Adopt this policy?')) return;
  } finally {
    asked.close();
  }
  throw new CommandFailed('the policy was not adopted');
}

function dryRun(client: LedgerClient, policy: object): Promise<Adoption> {
  return client.call('PUT', `${POLICY}?dryRun=true`, policy);
}

async function printPreview({ version, preview }: Adoption): Promise<void> {
  if (!preview) throw new CommandFailed('the server tells no preview', EXIT.unavailable);
  const { counts, questions, claimsLookedAt, exact } = preview;
  await printLine(`it would be version ${version}, and findings reached before stay as they are`);
  await printLine(
    `${amount(counts.settles, 'question')} would settle, ${counts['is-contested']} would be contested; ` +
      `${amount(counts['falls-short'], 'finding')} would not have been made`,
  );
  const looked = amount(claimsLookedAt, 'claim');
  await printLine(
    exact
      ? `exact: ${looked} looked at, all that have verdicts`
      : `not exact: the newest ${looked} looked at, and there are more`,
  );
  for (const { outcome, question, rating, claimId, text: claim } of questions) {
    await printColumns([outcome, question, rating ?? '-', claimId, claim]);
  }
  const all = counts.settles + counts['is-contested'] + counts['falls-short'];
  if (all > questions.length) await printLine(`and ${all - questions.length} more`);
}

/** What a policy is shown with, and is not part of it. */
type Shown = Partial<Pick<PolicyAnswer, 'version' | 'recordedBy' | 'recordedAt'>> & {
  readonly expiresAfterDays?: number | null;
};

/** Reads a policy, which may be one that was shown. @throws CommandFailed */
async function policyIn(file: string): Promise<object> {
  const place = file === '-' ? 'standard input' : file;
  let content: unknown;
  try {
    content = JSON.parse(await contentOf(file));
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new CommandFailed(`${place} is no JSON: ${error.message}`);
    }
    throw new CommandFailed(`cannot read ${place} (${errorCodeOf(error)})`);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new CommandFailed(`${place} holds no policy: it must be a JSON object`);
  }
  const { version: _v, recordedBy: _by, recordedAt: _at, ...policy } = content as Shown;
  const { expiresAfterDays, ...rest } = policy;
  return expiresAfterDays === null ? rest : policy;
}

function contentOf(file: string): Promise<string> {
  return file === '-' ? text(process.stdin) : readFile(file, 'utf8');
}
