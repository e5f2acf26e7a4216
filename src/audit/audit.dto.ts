import { POSITION_PATTERN } from '../../events/envelope.js';
import { Pattern, Text, WholeParameter } from '../http/fields.js';
import { DEFAULT_LIMIT, MAX_LIMIT } from '../queries/page.js';
import { CurrentRead, format } from '../queries/reading.dto.js';

const limit = WholeParameter(1, MAX_LIMIT, {
  description: `Events on the page; ${DEFAULT_LIMIT} where left out. Without effect on NDJSON and CSV, which give all.`,
});

export class EventListQuery extends CurrentRead {
  @Pattern(POSITION_PATTERN, 'a position', {
    optional: true,
    description: 'The events behind this position.',
  })
  after?: string;
  @Text(100, {
    optional: true,
    description: 'The events up to and with this position, or recorded up to this instant.',
  })
  until?: string;
  @Text(200, { optional: true, description: 'A whole stream name.' }) stream?: string;
  @Text(100, { optional: true }) type?: string;
  @limit limit?: number;
  @format format?: string;
}
