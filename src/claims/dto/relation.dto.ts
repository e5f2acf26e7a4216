import { RELATION_KINDS, type RelationKind } from '../../../events/claim/claim-events.js';
import { Choice, Text, Uuid } from '../../http/fields.js';

export class RelationBody {
  @Choice(RELATION_KINDS, {
    description:
      'How this claim stands to the other. Neither takes over verdicts or findings of the other, also where they are the `same-as`.',
  })
  kind: RelationKind;
  @Uuid({ description: 'The other claim.' }) to: string;
  @Text(5000, { optional: true }) note?: string;
}
