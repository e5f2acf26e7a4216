import Type from 'typebox';

import { QUESTIONS, type Question } from '../../../events/fields.js';
import {
  PUBLISHER_ROLES,
  SUSPENDED_VERDICTS,
  type SuspendedVerdicts,
} from '../../../events/policy/policy-events.js';
import { editors } from '../../access/route-access.js';
import { recordedIn } from '../../deciding/outcome.js';
import {
  Choice,
  Choices,
  Flag,
  FlagParameter,
  Name,
  Nested,
  NestedList,
  Numeric,
  Pattern,
  Text,
  Whole,
} from '../../http/fields.js';
import { MemberDirectory } from '../../members/member-directory.js';
import { nullable } from '../../queries/answer-fields.js';
import { defineCommand } from '../../routes/command.js';
import { PolicyPreview, PolicyPreviews } from '../policy-preview.js';
import { POLICY_STREAM } from '../policy-stream.js';
import { policyDecider } from '../policy.decider.js';

export class RatingBody {
  @Pattern(/^[a-z][a-z0-9-]{0,49}$/, 'lower-case letters, digits and hyphens') rating: string;
  @Name(100) label: string;
  @Text(500) definition: string;
  @Numeric({ optional: true, description: 'Its number on the scale; left out off the scale.' })
  value?: number;
  @Flag({ description: 'False where a prediction may get it before its date.' }) final: boolean;
}

export class ScalesBody {
  @NestedList(() => RatingBody, { min: 2, max: 20 }) veracity: RatingBody[];
  @NestedList(() => RatingBody, { min: 2, max: 20 }) attribution: RatingBody[];
}

export class OverrideBody {
  @Choice(QUESTIONS, { optional: true, description: 'Both questions, where left out.' })
  question?: Question;
  @Name(100, { optional: true, description: 'Claims on whatever topic, where left out.' })
  topic?: string;
  @Whole(1, 100, { optional: true }) quorum?: number;
  @Flag({ optional: true }) distinctOrganizations?: boolean;
  @NestedList(() => RatingBody, { min: 2, max: 20 }, { optional: true }) scale?: RatingBody[];
  @Whole(1, 3_650, { optional: true }) expiresAfterDays?: number;
}

export class PublishingBody {
  @Choices(
    PUBLISHER_ROLES,
    { min: 1, max: PUBLISHER_ROLES.length },
    { description: 'Who may publish findings.' },
  )
  roles: (typeof PUBLISHER_ROLES)[number][];
  @Flag({
    description: 'Whether somebody may publish a finding that a verdict of their own carries.',
  })
  byCarriers: boolean;
}

export class PolicyBody {
  @Whole(1, 100, { description: 'Distinct reviewers that must agree.' }) quorum: number;
  @Flag({
    description: 'Whether the quorum counts organizations.',
    formerly: 'distinctOrganisations',
  })
  distinctOrganizations: boolean;
  @Nested(() => ScalesBody) scales: ScalesBody;
  @Whole(1, 3_650, {
    optional: true,
    description:
      'How many days after it was given a verdict expires that names no date itself; it does not, where left out.',
  })
  expiresAfterDays?: number;
  @NestedList(
    () => OverrideBody,
    { max: 100 },
    {
      optional: true,
      description:
        'What is otherwise for a question, for the claims of a topic, or for a question of those. Of several that hold for a claim, what stands later wins. None where left out.',
    },
  )
  overrides?: OverrideBody[];
  @Choice(SUSPENDED_VERDICTS, {
    optional: true,
    description:
      'What becomes of the active verdicts of a member who is suspended. They stand where left out.',
  })
  suspendedVerdicts?: SuspendedVerdicts;
  @Nested(() => PublishingBody, {
    optional: true,
    description: 'Who may publish a finding. Editors, of whatever they carried, where left out.',
  })
  publishing?: PublishingBody;
}

export class AdoptionQuery {
  @FlagParameter({
    description:
      'Only look: nothing is recorded, what would be refused is refused, and `preview` tells what the policy would make of the verdicts that there are.',
  })
  dryRun?: boolean;
}

const SHORT_SCALES = {
  veracity: [
    { rating: 'true', label: 'True', definition: 'It is so.', value: 2, final: true },
    { rating: 'false', label: 'False', definition: 'It is not so.', value: 1, final: true },
  ],
  attribution: [
    { rating: 'said', label: 'Said', definition: 'They said it.', final: true },
    { rating: 'not-said', label: 'Not said', definition: 'They did not.', final: true },
  ],
};

export const AdoptPolicy = defineCommand('AdoptPolicy', {
  route: 'PUT /v1/policy',
  summary: 'Adopt a policy; findings reached before keep the version they were reached under',
  description:
    'Puts a new version of the policy in force: the rating scales, how many reviewers must agree, when verdicts expire, what becomes of those of suspended members, and who publishes; for all claims, and by overrides for a question or a topic. What is left out is as in a new ledger, not as in the version before. Findings reached before keep the version that they were reached under; questions that are open or contested are judged by the new one, by the ledger itself and within seconds.',
  access: editors,
  readsViews: true,
  query: AdoptionQuery,
  body: PolicyBody,
  adds: {
    id: Type.Literal('ledger'),
    version: nullable(Type.Integer()),
    preview: Type.Optional(PolicyPreview),
  },
  examples: {
    short: {
      summary: 'Short scales, and two organizations that must agree',
      body: {
        quorum: 2,
        distinctOrganizations: true,
        scales: SHORT_SCALES,
      },
    },
    overrides: {
      summary: 'Stricter on one topic, and published by somebody else',
      body: {
        quorum: 1,
        distinctOrganizations: false,
        scales: SHORT_SCALES,
        expiresAfterDays: 365,
        overrides: [{ question: 'veracity', topic: 'elections', quorum: 2, expiresAfterDays: 30 }],
        suspendedVerdicts: 'are-withdrawn',
        publishing: { roles: ['editor'], byCarriers: false },
      },
    },
  },
  uses: [MemberDirectory, PolicyPreviews],
  decider: policyDecider,
  stream: () => POLICY_STREAM,
  command: ({ body: policy }, members) => ({
    type: 'AdoptPolicy' as const,
    policy,
    reviewers: members.reviewers(),
  }),
  dryRun: ({ query }) => query.dryRun ?? false,
  answer: async ({ outcome, query }, _, previews) => {
    const adopted = recordedIn(outcome, 'PolicyAdopted');
    return {
      id: 'ledger' as const,
      version: adopted?.version ?? null,
      ...(query.dryRun && adopted && { preview: await previews.of(adopted) }),
    };
  },
});
