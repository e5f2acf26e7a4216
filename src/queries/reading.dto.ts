import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

import { POSITION_PATTERN } from '../../events/envelope.js';
import { Pattern, WholeParameter } from '../http/fields.js';
import { CSV, FormatParameter, NDJSON } from '../http/forms.js';
import { DEFAULT_LIMIT, MAX_LIMIT, type PageRequest } from './page.js';

/** The query of a read of the views as they are. */
export class CurrentRead {
  @Pattern(POSITION_PATTERN, 'a position, as Ledger-Position shows it', {
    optional: true,
    description:
      'A `Ledger-Position`: the answer shows everything up to it. 503 `view-behind` where it does not come in time.',
  })
  atLeast?: string;
}

const MOMENTS =
  'a position, or an ISO 8601 instant; a day, month or year means its end (UTC). The plus of an offset must be percent-encoded (`%2B`), and is read where it is not. What the clock decides (whether something is overdue, has expired or still stands) is told as of that instant; a position has none, and it is told as of now.';

/**
 * A moment in a query string, as `asOfFrom` reads it.
 *
 * @param meaning what the moment is for, before "a position, or an instant …"
 */
export function MomentParameter(meaning: string, example?: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      type: String,
      maxLength: 100,
      description: `${meaning} ${MOMENTS}`,
      ...(example !== undefined && { example }),
    }),
    IsOptional(),
    IsString({ message: 'must be given once' }),
    MaxLength(100, { message: 'must be a position or an instant' }),
  );
}

/** The query of a read of the views as they were at any moment. */
export class PastRead extends CurrentRead {
  @MomentParameter('The record as it stood at')
  asOf?: string;
}

const limit = WholeParameter(1, MAX_LIMIT, {
  description: `Items on the page; ${DEFAULT_LIMIT} where left out. Without effect on NDJSON and CSV, which give all.`,
});

const after = applyDecorators(
  ApiPropertyOptional({
    type: String,
    maxLength: 500,
    description: 'The `next` of the page before.',
  }),
  IsOptional(),
  IsString({ message: 'must be given once' }),
  MaxLength(500, { message: 'must be the next of a page' }),
);

/** The `format` of a list. */
export const format = FormatParameter(NDJSON, CSV);

/** How a list is asked for, whatever is in it. */
export interface ListRequest extends PageRequest {
  readonly format?: string;
}

export class CurrentList extends CurrentRead {
  @limit limit?: number;
  @after after?: string;
  @format format?: string;
}

export class PastList extends PastRead {
  @limit limit?: number;
  @after after?: string;
  @format format?: string;
}
