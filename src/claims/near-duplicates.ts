import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Kysely } from 'kysely';

import type { ViewTables } from '../../projections/view-tables.js';
import { VIEW_PROGRESS, VIEWS } from '../parts.js';
import { mustBeFit, type ViewProgress } from '../queries/view-reads.js';
import { withTimeout } from '../runtime/with-timeout.js';
import { similarClaims, type SimilarClaim, type SimilarRequest } from './queries/similar-claims.js';

/** A write that says what is like it waits no longer than that. */
const LONGEST_LOOK_MS = 1_000;

const late = () => new Error(`no answer within ${LONGEST_LOOK_MS} ms`);

/**
 * What was recorded before and is like a claim that is about to be. The views may be behind, so that
 * what was recorded a moment ago may be missing; they may be away, and nothing is refused for that.
 */
@Injectable()
export class NearDuplicates {
  private readonly logger = new Logger(NearDuplicates.name);

  constructor(
    @Inject(VIEWS) private readonly views: Kysely<ViewTables>,
    @Inject(VIEW_PROGRESS) private readonly progress: Pick<ViewProgress, 'unfit'>,
  ) {}

  /** @throws what the views fail with. */
  async find(request: SimilarRequest): Promise<SimilarClaim[]> {
    mustBeFit(this.progress);
    return similarClaims(this.views, request);
  }

  /** Null where the views do not answer, or not in time; the log says why. */
  async findBeside(request: SimilarRequest): Promise<SimilarClaim[] | null> {
    try {
      return await withTimeout(LONGEST_LOOK_MS, this.find(request), late);
    } catch (error) {
      this.logger.warn(`Near-duplicates were not looked for: ${String(error)}`);
      return null;
    }
  }
}
