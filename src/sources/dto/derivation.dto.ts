import { DERIVATION_KINDS, type DerivationKind } from '../../../events/source/source-events.js';
import { Choice, Uuid } from '../../http/fields.js';
import { PastList } from '../../queries/reading.dto.js';
import { DIRECTIONS, type Direction } from '../queries/derivations.js';

export class DerivationBody {
  @Uuid({ description: 'The source that is drawn on.' }) from: string;
  @Choice(DERIVATION_KINDS) kind: DerivationKind;
}

export class AcceptanceBody {
  @Choice(DERIVATION_KINDS, { description: 'How the source draws on the other.' })
  kind: DerivationKind;
}

export class DerivationListQuery extends PastList {
  @Choice(DIRECTIONS, {
    optional: true,
    description: '`from`: what the source draws on; `to`: what draws on it. Both where left out.',
  })
  direction?: Direction;
}
