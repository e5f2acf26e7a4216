import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';

import { CLAIM_KINDS, type ClaimKind } from '../../../events/claim/claim-events.js';
import {
  CLAIM_STATUSES,
  type ClaimStatus,
} from '../../../projections/claim-status/claim-status.row.js';
import {
  CLAIMANTS,
  ClaimantBody,
  AnonymousClaimant,
  NamedClaimant,
  OwnVoice,
  type AnyClaimant,
} from '../../agents/agent.dto.js';
import {
  Choice,
  DateField,
  FlagParameter,
  LanguageField,
  Name,
  Names,
  Nested,
  OneOf,
  Text,
  Uuid,
} from '../../http/fields.js';
import { PastList } from '../../queries/reading.dto.js';
import { CLAIM_FLAGS, type ClaimFlag } from '../queries/claim-flags.js';

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

export class RecordingQuery {
  @FlagParameter({
    description:
      'Only look: nothing is recorded, what would be refused is refused, and the answer, 200, shows `similar` alone. `Idempotency-Key` and `If-Match` have no part in it.',
  })
  dryRun?: boolean;
}

export class ClaimListQuery extends PastList {
  @Choice(CLAIM_STATUSES, { optional: true }) status?: ClaimStatus;
  @Choice(CLAIM_FLAGS, {
    optional: true,
    description:
      'By `single-origin`, a page may be short or even empty while `next` is not null: so many claims are looked at for each page, and the next one goes on from there.',
  })
  flag?: ClaimFlag;
  @Text(50, { optional: true, description: 'Of a standing finding, on either question.' })
  rating?: string;
  @Name(100, { optional: true }) topic?: string;
  @Name(500, { optional: true, description: "The claimant's whole name or description." })
  claimant?: string;
  @Uuid({ optional: true, description: 'A source that the claim is cited to.' }) source?: string;
  @Text(500, { optional: true, description: 'Words of the text; the last one may be a beginning.' })
  q?: string;
}
