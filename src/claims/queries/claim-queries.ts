import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';

import type { ViewTables } from '../../../projections/view-tables.js';
import { VIEWS } from '../../parts.js';
import type { Moment } from '../../queries/as-of.js';
import type { Page, PageRequest } from '../../queries/page.js';
import type { ClaimAnswer } from './claim-answer.js';
import { getClaim } from './get-claim.js';
import { listClaims, type ClaimFilter } from './list-claims.js';

export class GetClaim extends Query<ClaimAnswer | undefined> {
  constructor(
    readonly id: string,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(GetClaim)
export class GetClaimHandler implements IQueryHandler<GetClaim> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ id, moment }: GetClaim): Promise<ClaimAnswer | undefined> {
    return getClaim(this.views, id, moment);
  }
}

export class ListClaims extends Query<Page<ClaimAnswer>> {
  constructor(
    readonly request: ClaimFilter & PageRequest,
    readonly moment: Moment,
  ) {
    super();
  }
}

@QueryHandler(ListClaims)
export class ListClaimsHandler implements IQueryHandler<ListClaims> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ request, moment }: ListClaims): Promise<Page<ClaimAnswer>> {
    return listClaims(this.views, request, moment);
  }
}
