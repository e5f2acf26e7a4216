import type { Kysely } from 'kysely';
import { v5 as uuidv5 } from 'uuid';

import type { Policy } from '../../../events/policy/policy-events.js';
import type { Progress } from '../../../projections/engine/progress.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import type { CommandContext } from '../../deciding/command-context.js';
import type { CommandRunner } from '../../deciding/command-runner.js';
import { SYSTEM } from '../../deciding/system-actor.js';
import type { EventStore } from '../../event-store/event-store.js';
import type { Batch } from '../../following/batches.js';
import { Follower, type Follow } from '../../following/follower.js';
import { whileHeld, type Leases } from '../../following/lease.js';
import type { RetryReport } from '../../following/retry.js';
import type { Process } from '../../following/supervisor.js';
import { untilShown } from '../../following/until-shown.js';
import { openQuestions } from '../../policy/policy-preview.js';
import { POLICY_STREAM } from '../../policy/policy-stream.js';
import { policyDecider } from '../../policy/policy.decider.js';
import { reviewingFacts } from '../reviewing-facts.js';
import { verdictDecider } from '../verdict.decider.js';
import { verdictsToWithdraw, type SuspendedVerdicts } from './withdrawn-verdicts.js';

export interface ConsequencesProcessParts {
  readonly runner: CommandRunner;
  readonly store: Pick<EventStore, 'head' | 'subscribe'>;
  readonly views: Kysely<ViewTables>;
  readonly progress: Pick<Progress, 'waitFor' | 'unfit'>;
  readonly leases: Leases;
}

const LEASE = 'review-consequences';
const FILTER = { types: ['PolicyAdopted', 'MemberSuspended'] };
const LOOK_EVERY_MS = 2_000;

/**
 * Does to claims what follows from what was recorded elsewhere: judges open questions by a policy that was
 * adopted, and withdraws the verdicts of members whose suspension says so. First what came while nobody
 * looked, which the policy's stream and the views tell; then as the log goes on. One process at a time does
 * it, and what is recorded is recorded once all the same, so that it may end and begin again anywhere.
 */
export class ConsequencesProcess implements Process {
  readonly name = 'review-consequences';
  private readonly follower: Follower;

  constructor(
    private readonly parts: ConsequencesProcessParts,
    onRetry: RetryReport = () => {},
  ) {
    this.follower = new Follower(
      {
        subscribe: (from) => parts.store.subscribe({ ...from, filter: FILTER }),
        round: (follow, signal) => this.takeTurn(follow, signal),
        handle: (batch, signal) => this.handle(batch, signal),
      },
      { betweenRounds: LOOK_EVERY_MS, onRetry },
    );
  }

  start(): void {
    this.follower.start();
  }

  /** Resolves when the claim under way is done. There is no second start. */
  async stop(): Promise<void> {
    await this.follower.stop();
  }

  /** Until the lease is lost or the process stops; nothing where another process holds it. */
  private async takeTurn(follow: Follow, stopping: AbortSignal): Promise<void> {
    // What views of another log tell is no work of this ledger's.
    if (this.parts.progress.unfit !== null) return;
    await whileHeld(this.parts.leases, LEASE, stopping, async (signal) => {
      const head = await this.parts.store.head();
      // What views do not show yet would be passed over, and the policy said to be applied.
      if (head !== undefined) await untilShown(this.parts.progress, head, signal);
      if (!signal.aborted) await this.catchUp(signal);
      if (!signal.aborted) await follow(head ?? null, signal);
    });
  }

  private async handle({ events }: Batch, signal: AbortSignal): Promise<void> {
    const last = events.at(-1);
    if (!last) return;
    await untilShown(this.parts.progress, last.position, signal);
    if (!signal.aborted) await this.catchUp(signal);
  }

  private async catchUp(signal: AbortSignal): Promise<void> {
    for await (const verdicts of verdictsToWithdraw(this.parts.views)) {
      if (signal.aborted) return;
      await this.withdraw(verdicts);
    }
    const { policy, applied } = await this.parts.runner.load(policyDecider, POLICY_STREAM);
    if (policy && policy.version > applied) await this.apply(policy, signal);
  }

  private async withdraw({
    claimId,
    memberId,
    suspension,
    verdictIds,
  }: SuspendedVerdicts): Promise<void> {
    const context = contextOf(`suspension ${suspension} of ${verdictIds.join(' ')} on ${claimId}`);
    await this.parts.runner.run({
      decider: verdictDecider,
      stream: `claim-${claimId}`,
      context,
      content: { name: 'WithdrawSuspended', memberId, suspension, verdictIds },
      command: async () => ({
        type: 'WithdrawSuspended' as const,
        memberId,
        verdictIds,
        ...(await this.facts(context)),
      }),
    });
  }

  /** Judges what is open, and says so once all of it was: until then the next start begins again. */
  private async apply(policy: Policy, signal: AbortSignal): Promise<void> {
    const { version } = policy;
    for await (const questions of openQuestions(this.parts.views, policy)) {
      for (const claimId of new Set(questions.map((question) => question.claimId))) {
        if (signal.aborted) return;
        await this.judge(claimId, version);
      }
    }
    const context = contextOf(`policy ${version} applied`);
    await this.parts.runner.run({
      decider: policyDecider,
      stream: POLICY_STREAM,
      context,
      content: { name: 'MarkApplied', version },
      command: () => ({ type: 'MarkApplied' as const, version }),
    });
  }

  private async judge(claimId: string, version: number): Promise<void> {
    const context = contextOf(`policy ${version} on ${claimId}`);
    await this.parts.runner.run({
      decider: verdictDecider,
      stream: `claim-${claimId}`,
      context,
      content: { name: 'JudgeOpen', version },
      command: async () => ({ type: 'JudgeOpen' as const, ...(await this.facts(context)) }),
    });
  }

  private facts(context: CommandContext) {
    return reviewingFacts({ load: this.parts.runner.load.bind(this.parts.runner), context });
  }
}

function contextOf(what: string): CommandContext {
  const commandId = uuidv5(what, SYSTEM.id);
  return { actor: SYSTEM, commandId, correlationId: commandId };
}
