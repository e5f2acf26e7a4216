import { POSITION_PATTERN } from '../../../events/envelope.js';
import { ChoicesParameter, Name, Pattern, Uuid } from '../../http/fields.js';
import { EVENT_TYPES } from '../event-answer.js';

export class LiveQuery {
  @Pattern(POSITION_PATTERN, 'a position', {
    optional: true,
    description:
      'A `Ledger-Position`, or the id of an event: the stream begins behind it. For the first connection; where `Last-Event-ID` is sent, that counts.',
  })
  after?: string;
  @Uuid({ optional: true, description: 'Events of this claim alone.' }) claimId?: string;
  @Name(100, {
    optional: true,
    description: 'Events of claims with this topic alone, in whatever case.',
  })
  topic?: string;
  @ChoicesParameter(EVENT_TYPES, { description: 'Events of these types alone.' })
  type?: string[];
}
