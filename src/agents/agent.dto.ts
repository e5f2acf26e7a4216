import { ApiProperty } from '@nestjs/swagger';

import { Choice, Name, Nested, Text, Urls } from '../http/fields.js';

/** Somebody who said, wrote or passed something on (schema.org Person, Organization). */
export class AgentBody {
  @Name(300) name: string;
  @Choice(['person', 'organization'], { optional: true }) type?: 'person' | 'organization';
  @Name(200, { optional: true, example: 'spokesperson' }) role?: string;
  @Name(300, { optional: true }) affiliation?: string;
  @Urls({ max: 20 }, { optional: true, description: 'Pages that say who this is.' })
  sameAs?: string[];
}

/** What the shapes below have in common; `kind` tells them apart. */
export class ClaimantBody {
  @Choice(['named', 'anonymous', 'own-voice']) kind: 'named' | 'anonymous' | 'own-voice';
}

export class NamedClaimant extends ClaimantBody {
  @ApiProperty({ enum: ['named'] }) declare kind: 'named';
  @Nested(() => AgentBody) agent: AgentBody;
}

export class AnonymousClaimant extends ClaimantBody {
  @ApiProperty({ enum: ['anonymous'] }) declare kind: 'anonymous';
  @Name(500, { description: 'How the source describes them.', example: 'diplomatic sources' })
  description: string;
  @Text(1000, { optional: true, description: 'Why the source says they may know.' })
  basis?: string;
}

/** The publisher itself. */
export class OwnVoice extends ClaimantBody {
  @ApiProperty({ enum: ['own-voice'] }) declare kind: 'own-voice';
  @Nested(() => AgentBody, { optional: true }) agent?: AgentBody;
}

export type AnyClaimant = NamedClaimant | AnonymousClaimant | OwnVoice;

export const CLAIMANTS = [
  { value: NamedClaimant, name: 'named' },
  { value: AnonymousClaimant, name: 'anonymous' },
  { value: OwnVoice, name: 'own-voice' },
] as const;
