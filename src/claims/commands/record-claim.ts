import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';

import { CLAIM_KINDS, type ClaimData, type ClaimKind } from '../../../events/claim/claim-events.js';
import { contributors } from '../../access/route-access.js';
import {
  AnonymousClaimant,
  CLAIMANTS,
  ClaimantBody,
  NamedClaimant,
  OwnVoice,
  type AnyClaimant,
} from '../../agents/agent.dto.js';
import { CommandRefusedError } from '../../deciding/command-refused.js';
import { Choice, DateField, LanguageField, Names, Nested, OneOf, Text } from '../../http/fields.js';
import { defineCommand } from '../../routes/command.js';
import { claimDecider } from '../claim.decider.js';

export class ResolutionBody {
  @DateField() by: string;
  @Text(2000, { description: 'How anybody can tell whether it came true.' }) criterion: string;
}

@ApiExtraModels(NamedClaimant, AnonymousClaimant, OwnVoice)
export class ClaimBody {
  @Text(5000, { example: 'Talks on phase two have started' }) text: string;
  @Choice(CLAIM_KINDS) kind: ClaimKind;
  @ApiProperty({ oneOf: CLAIMANTS.map(({ value }) => ({ $ref: getSchemaPath(value) })) })
  @OneOf(ClaimantBody, 'kind', CLAIMANTS)
  claimant: AnyClaimant;
  @DateField({ optional: true }) statedAt?: string;
  @LanguageField({ optional: true, example: 'en' }) language?: string;
  @Names(100, { max: 50 }, { optional: true }) topics?: string[];
  @Nested(() => ResolutionBody, { optional: true, description: 'Of a prediction, and only there.' })
  resolves?: ResolutionBody;
}

/** Its controller shows the claims that are like it besides. */
export const RecordClaim = defineCommand('RecordClaim', {
  route: 'POST /v1/claims',
  summary: 'Record a claim',
  description:
    'Records what somebody claims, in their words, with who claims it and when. Whoever records a claim cannot judge it. `similar=true` shows the claims recorded before that are like it.',
  access: contributors,
  byHand: true,
  body: ClaimBody,
  makes: 'claim',
  examples: {
    fact: {
      summary: 'What a spokesperson said',
      body: {
        text: 'Talks on phase two have started',
        kind: 'fact',
        claimant: {
          kind: 'named',
          agent: { name: 'Majed al-Ansari', type: 'person', role: 'spokesperson' },
        },
        statedAt: '2025-10-14',
        language: 'en',
        topics: ['ceasefire'],
      },
    },
    prediction: {
      summary: 'A prediction by somebody without a name',
      body: {
        text: 'A second phase will be agreed',
        kind: 'prediction',
        claimant: { kind: 'anonymous', description: 'diplomatic sources' },
        resolves: { by: '2099-06-30', criterion: 'Both sides announce it.' },
      },
    },
  },
  decider: claimDecider,
  stream: ({ made }) => `claim-${made}`,
  command: ({ body, context }) => ({
    type: 'RecordClaim' as const,
    claim: claimOf(body, context.actor.id),
  }),
});

/** @throws CommandRefusedError where recording the claim would be refused. Nothing is recorded. */
export function checkClaim(body: ClaimBody, recordedBy: string): void {
  const claim = claimOf(body, recordedBy);
  const decision = claimDecider.decide(
    { type: 'RecordClaim' as const, claim },
    claimDecider.initial,
  );
  if ('refusal' in decision) throw new CommandRefusedError(decision.refusal);
}

function claimOf(body: ClaimBody, recordedBy: string): ClaimData {
  return { ...body, topics: [...new Set(body.topics)], recordedBy };
}
