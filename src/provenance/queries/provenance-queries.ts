import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';

import type { ViewTables } from '../../../projections/view-tables.js';
import { VIEWS } from '../../parts.js';
import type { AsOf } from '../../queries/as-of.js';
import type { PageRequest } from '../../queries/page.js';
import type { GraphBounds } from '../graph/graph-builder.js';
import { getProvenance } from './claim-provenance.js';
import { sourceImpact, type Impact } from './impact.js';
import type { ProvenanceAnswer } from './provenance-answer.js';

export class GetProvenance extends Query<ProvenanceAnswer | undefined> {
  constructor(
    readonly claimId: string,
    readonly bounds: GraphBounds,
    readonly asOf?: AsOf,
  ) {
    super();
  }
}

@QueryHandler(GetProvenance)
export class GetProvenanceHandler implements IQueryHandler<GetProvenance> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ claimId, bounds, asOf }: GetProvenance): Promise<ProvenanceAnswer | undefined> {
    return getProvenance(this.views, claimId, bounds, asOf);
  }
}

export class GetImpact extends Query<Impact | undefined> {
  constructor(
    readonly sourceId: string,
    readonly page: PageRequest,
    readonly asOf?: AsOf,
  ) {
    super();
  }
}

@QueryHandler(GetImpact)
export class GetImpactHandler implements IQueryHandler<GetImpact> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ sourceId, page, asOf }: GetImpact): Promise<Impact | undefined> {
    return sourceImpact(this.views, sourceId, page, asOf);
  }
}
