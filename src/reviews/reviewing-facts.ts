import type { CommandContext } from '../deciding/command-context.js';
import type { CommandRunner } from '../deciding/command-runner.js';
import { derivedId } from '../deciding/derived-id.js';
import { POLICY_STREAM } from '../policy/policy-stream.js';
import { policyDecider } from '../policy/policy.decider.js';
import type { Reviewing } from './findings.js';

/** The policy in force, and ids for the findings that a command may lead to. */
export async function reviewingFacts({
  load,
  context: { commandId },
}: {
  readonly load: CommandRunner['load'];
  readonly context: CommandContext;
}): Promise<Reviewing> {
  const { policy } = await load(policyDecider, POLICY_STREAM);
  if (!policy) throw new Error('the ledger has no policy: it was not prepared for its first start');
  return {
    policy,
    findingIds: {
      veracity: derivedId(commandId, 'finding veracity'),
      attribution: derivedId(commandId, 'finding attribution'),
    },
  };
}
