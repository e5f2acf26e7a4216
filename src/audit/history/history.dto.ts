import { Pattern, WholeParameter } from '../../http/fields.js';
import { DEFAULT_LIMIT, MAX_LIMIT } from '../../queries/page.js';
import { format, PastRead } from '../../queries/reading.dto.js';

export class HistoryQuery extends PastRead {
  @Pattern(/^\d{1,15}$/, 'a revision', {
    optional: true,
    description: 'The `next` of the page before: the events behind this revision.',
  })
  after?: string;
  @WholeParameter(1, MAX_LIMIT, {
    description: `Events on the page; ${DEFAULT_LIMIT} where left out. Without effect on NDJSON and CSV, which give all.`,
  })
  limit?: number;
  @format format?: string;
}
