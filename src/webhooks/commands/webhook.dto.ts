import { POSITION_PATTERN } from '../../../events/envelope.js';
import { MISSED, type Missed } from '../../../events/webhook/webhook-events.js';
import { Choice, Choices, Flag, HttpUrl, Name, Names, Pattern, Uuids } from '../../http/fields.js';
import { DELIVERED_TYPES } from '../delivering/delivered-events.js';

const MOST = 100;
const LONGEST_DESCRIPTION = 500;
const LONGEST_TOPIC = 100;

const TYPES = 'Types of events; all that may be delivered where it is empty.';
const CLAIMS =
  'Ids of claims. With one, or a topic, nothing but events of such claims is delivered.';
const TOPICS = 'Topics, one of which the claim has; upper and lower case are the same.';

const optional = (description: string) => ({ optional: true, description });

const URL_DESCRIPTION =
  'Where to send: https, and a public address, unless `FACT_LEDGER_PRIVATE_WEBHOOKS` is `true`. It is on record: no secret belongs in it.';

export class WebhookBody {
  @HttpUrl({ description: URL_DESCRIPTION }) url: string;
  @Name(LONGEST_DESCRIPTION, optional('What it is for.')) description?: string;
  @Choices(DELIVERED_TYPES, { min: 0, max: MOST }, optional(TYPES)) eventTypes?: string[];
  @Uuids({ min: 0, max: MOST }, optional(CLAIMS)) claims?: string[];
  @Names(LONGEST_TOPIC, { min: 0, max: MOST }, optional(TOPICS)) topics?: string[];
}

/** What is not named stays. */
export class WebhookChangesBody {
  @HttpUrl(optional(URL_DESCRIPTION)) url?: string;
  @Name(LONGEST_DESCRIPTION, { ...optional('Null takes it away.'), nullable: true })
  description?: string | null;
  @Choices(DELIVERED_TYPES, { min: 0, max: MOST }, optional(TYPES)) eventTypes?: string[];
  @Uuids({ min: 0, max: MOST }, optional(CLAIMS)) claims?: string[];
  @Names(LONGEST_TOPIC, { min: 0, max: MOST }, optional(TOPICS)) topics?: string[];
}

export class EnablingBody {
  @Choice(
    MISSED,
    optional('What becomes of what was recorded meanwhile; `deliver` where it is left out.'),
  )
  missed?: Missed;
  @Pattern(
    POSITION_PATTERN,
    'a position, as Ledger-Position shows it',
    optional(
      'Deliver what was recorded after this position. Since it was disabled, where it is left out.',
    ),
  )
  after?: string;
}

export class RotationBody {
  @Flag(
    optional(
      'True where the secret before is known to others: it signs nothing more. Else it signs for 24 hours as well.',
    ),
  )
  compromised?: boolean;
}
