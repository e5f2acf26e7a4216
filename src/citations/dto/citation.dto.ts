import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';

import {
  ANCHORS,
  FIDELITIES,
  HOP_MODES,
  STANCES,
  type Anchor,
  type Fidelity,
  type Hop,
  type Stance,
} from '../../../events/citation/citation-events.js';
import {
  AnonymousClaimant,
  CLAIMANTS,
  ClaimantBody,
  NamedClaimant,
  OwnVoice,
  type AnyClaimant,
} from '../../agents/agent.dto.js';
import {
  Choice,
  DateField,
  FlagParameter,
  Nested,
  NestedList,
  OneOf,
  Sha256Field,
  Text,
  Uuid,
  Whole,
} from '../../http/fields.js';
import { LARGEST_NUMBER } from '../../http/id-parameter.js';
import { PastList } from '../../queries/reading.dto.js';

/** W3C Web Annotation TextQuoteSelector. */
export class QuoteBody {
  @Text(10_000) exact: string;
  @Text(1000, { optional: true }) prefix?: string;
  @Text(1000, { optional: true }) suffix?: string;
}

@ApiExtraModels(NamedClaimant, AnonymousClaimant, OwnVoice)
export class HopBody {
  @Choice(HOP_MODES) mode: Hop['mode'];
  @ApiProperty({ oneOf: CLAIMANTS.map(({ value }) => ({ $ref: getSchemaPath(value) })) })
  @OneOf(ClaimantBody, 'kind', CLAIMANTS)
  by: AnyClaimant;
  @DateField({ optional: true }) at?: string;
  @Uuid({ optional: true }) sourceId?: string;
}

export class CitationBody {
  @Uuid() sourceId: string;
  @Choice(STANCES) stance: Stance;
  @Nested(() => QuoteBody, { optional: true, description: 'Left out: the source as a whole.' })
  quote?: QuoteBody;
  @Sha256Field({
    optional: true,
    description: 'Of the snapshot: its newest capture. Left out: the capture that is named.',
  })
  snapshot?: string;
  @Whole(1, LARGEST_NUMBER, {
    optional: true,
    description: 'Which capture of the source, the first being 1; the newest where left out.',
  })
  capture?: number;
  @NestedList(() => HopBody, { max: 20 }, { optional: true, description: 'Origin first.' })
  attribution?: HopBody[];
}

export class CitationListQuery extends PastList {
  @Uuid({ optional: true }) claim?: string;
  @Uuid({ optional: true }) source?: string;
  @Choice(STANCES, { optional: true }) stance?: Stance;
  @Choice(FIDELITIES, { optional: true }) fidelity?: Fidelity;
  @Choice(ANCHORS, { optional: true }) anchor?: Anchor;
  @FlagParameter({ description: 'Whether the newest snapshot has the words otherwise, or not.' })
  changed?: boolean;
}
