import { Injectable, Logger } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';

import { FindSimilar } from './queries/claim-queries.js';
import type { SimilarClaim, SimilarRequest } from './queries/similar-claims.js';

/** A write that says what is like it waits no longer than that. */
const LONGEST_LOOK_MS = 1_000;

/**
 * What was recorded before and is like a claim that is about to be. The views may be behind, so that
 * what was recorded a moment ago may be missing; they may be away, and nothing is refused for that.
 */
@Injectable()
export class NearDuplicates {
  private readonly logger = new Logger(NearDuplicates.name);

  constructor(private readonly queries: QueryBus) {}

  /** @throws what the views fail with. */
  find(request: SimilarRequest): Promise<SimilarClaim[]> {
    return this.queries.execute(new FindSimilar(request));
  }

  /** Null where the views do not answer, or not in time; the log says why. */
  async findBeside(request: SimilarRequest): Promise<SimilarClaim[] | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const give = () => reject(new Error(`no answer within ${LONGEST_LOOK_MS} ms`));
      timer = setTimeout(give, LONGEST_LOOK_MS);
    });
    try {
      return await Promise.race([this.find(request), late]);
    } catch (error) {
      this.logger.warn(`Near-duplicates were not looked for: ${String(error)}`);
      return null;
    } finally {
      clearTimeout(timer);
    }
  }
}
