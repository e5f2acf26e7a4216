import { Inject, Injectable, Logger } from '@nestjs/common';
import { sql, type Kysely, type SqlBool } from 'kysely';

import type { ViewTables } from '../../projections/view-tables.js';
import { VIEW_PROGRESS, VIEWS } from '../parts.js';
import { mustBeFit, type ViewProgress } from '../queries/view-reads.js';
import { withTimeout } from '../runtime/with-timeout.js';
import { MOST_OPEN_REQUESTS } from './note.decider.js';

/** A write that asks waits no longer than that. */
const LONGEST_LOOK_MS = 1_000;

const late = () => new Error(`no answer within ${LONGEST_LOOK_MS} ms`);

/**
 * How many requests to a member are open. The views tell it, which may be behind, so that some more than the
 * most may come in at once; they may be away, and nothing is refused for that.
 */
@Injectable()
export class OpenRequests {
  private readonly logger = new Logger(OpenRequests.name);

  constructor(
    @Inject(VIEWS) private readonly views: Kysely<ViewTables>,
    @Inject(VIEW_PROGRESS) private readonly progress: Pick<ViewProgress, 'unfit'>,
  ) {}

  /** Counts no further than the most that a member may have; 0 where the views do not answer in time. */
  async to(memberId: string): Promise<number> {
    try {
      mustBeFit(this.progress);
      return await withTimeout(LONGEST_LOOK_MS, this.counted(memberId), late);
    } catch (error) {
      this.logger.warn(`Open requests were not counted: ${String(error)}`);
      return 0;
    }
  }

  private async counted(memberId: string): Promise<number> {
    const some = await this.views
      .selectFrom('notes')
      .select('note_id')
      .where('addressee', '=', memberId)
      .where(sql<SqlBool>`is_open = 1 and addressee is not null and valid_to is null`)
      .limit(MOST_OPEN_REQUESTS)
      .execute();
    return some.length;
  }
}
