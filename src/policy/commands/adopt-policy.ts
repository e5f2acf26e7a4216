import Type from 'typebox';

import { editors } from '../../access/route-access.js';
import { recordedIn } from '../../deciding/outcome.js';
import {
  Flag,
  Name,
  Nested,
  NestedList,
  Numeric,
  Pattern,
  Text,
  Whole,
} from '../../http/fields.js';
import { nullable } from '../../queries/answer-fields.js';
import { defineCommand } from '../../routes/command.js';
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

export class PolicyBody {
  @Whole(1, 100, { description: 'Distinct reviewers that must agree.' }) quorum: number;
  @Flag({
    description: 'Whether the quorum counts organizations.',
    formerly: 'distinctOrganisations',
  })
  distinctOrganizations: boolean;
  @Nested(() => ScalesBody) scales: ScalesBody;
}

export const AdoptPolicy = defineCommand('AdoptPolicy', {
  route: 'PUT /v1/policy',
  summary: 'Adopt a policy; findings reached before keep the version they were reached under',
  description:
    'Puts a new version of the policy in force: the rating scales, and how many reviewers must agree. Findings reached before keep the version that they were reached under.',
  access: editors,
  body: PolicyBody,
  adds: { id: Type.Literal('ledger'), version: nullable(Type.Integer()) },
  examples: {
    short: {
      summary: 'Short scales, and two organizations that must agree',
      body: {
        quorum: 2,
        distinctOrganizations: true,
        scales: {
          veracity: [
            { rating: 'true', label: 'True', definition: 'It is so.', value: 2, final: true },
            { rating: 'false', label: 'False', definition: 'It is not so.', value: 1, final: true },
          ],
          attribution: [
            { rating: 'said', label: 'Said', definition: 'They said it.', final: true },
            { rating: 'not-said', label: 'Not said', definition: 'They did not.', final: true },
          ],
        },
      },
    },
  },
  decider: policyDecider,
  stream: () => POLICY_STREAM,
  command: ({ body: policy }) => ({ type: 'AdoptPolicy' as const, policy }),
  answer: ({ outcome }) => ({
    id: 'ledger',
    version: recordedIn(outcome, 'PolicyAdopted')?.version ?? null,
  }),
});
