import Type from 'typebox';

import { SUSPENDED_VERDICTS, UNSAID } from '../../../events/policy/policy-events.js';
import { admins } from '../../access/route-access.js';
import { recordedIn } from '../../deciding/outcome.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { nullable } from '../../queries/answer-fields.js';
import { POLICY_STREAM } from '../../policy/policy-stream.js';
import { policyDecider } from '../../policy/policy.decider.js';
import { SuspensionPreview, SuspensionPreviews } from '../../reviews/suspension-preview.js';
import { defineCommand } from '../../routes/command.js';
import { MemberDirectory } from '../member-directory.js';
import { memberDecider } from '../member.decider.js';
import { OvertakenChanges } from '../overtaken-changes.js';

export const SuspendMember = defineCommand('SuspendMember', {
  route: 'POST /v1/members/:id/suspension',
  summary: 'Suspend a member: none of their keys works any more',
  description:
    "From now on the member's keys are answered 403. What they recorded stays, but for their active verdicts where the policy in force says that those are withdrawn (`suspendedVerdicts`): the ledger does so within seconds, and `preview` tells which findings do not stand without them. Nobody suspends themselves.",

  access: admins,
  separatesDuties: true,
  body: ReasonBody,
  adds: {
    verdicts: Type.Enum([...SUSPENDED_VERDICTS], {
      description: "What becomes of the member's active verdicts.",
    }),
    preview: nullable(SuspensionPreview),
  },
  uses: [MemberDirectory, OvertakenChanges, SuspensionPreviews],
  examples: { reason: { summary: 'With a reason', body: { reason: 'On leave.' } } },
  decider: memberDecider,
  stream: ({ path }) => `member-${path.id}`,
  command: async ({ path, body: { reason }, context: { actor }, load }) => {
    const { policy } = await load(policyDecider, POLICY_STREAM);
    return {
      type: 'SuspendMember' as const,
      memberId: path.id,
      reason,
      verdicts: policy?.suspendedVerdicts ?? UNSAID.suspendedVerdicts,
      actor,
    };
  },
  recorded: async ({ path, outcome }, directory, overtaken) => {
    directory.apply(path.id, outcome);
    await overtaken.mustStand(outcome.position);
  },
  async answer({ path, outcome }, _, __, previews) {
    const verdicts = recordedIn(outcome, 'MemberSuspended')?.verdicts ?? UNSAID.suspendedVerdicts;
    return { verdicts, preview: verdicts === 'stand' ? null : await previews.of(path.id) };
  },
});
