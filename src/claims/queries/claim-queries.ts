import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';

import type { ViewTables } from '../../../projections/view-tables.js';
import { VIEWS } from '../../parts.js';
import type { AsOf, Moment } from '../../queries/as-of.js';
import type { Page, PageRequest } from '../../queries/page.js';
import type { ClaimAnswer } from './claim-answer.js';
import { listRelations, type RelationAnswer } from './claim-relations.js';
import { getClaim, type ClaimDetail } from './get-claim.js';
import { listClaims, type ClaimFilter } from './list-claims.js';
import {
  similarClaims,
  similarTo,
  type SimilarClaim,
  type SimilarRequest,
} from './similar-claims.js';

export class GetClaim extends Query<ClaimDetail | undefined> {
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

  execute({ id, moment }: GetClaim): Promise<ClaimDetail | undefined> {
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

export class ListRelations extends Query<Page<RelationAnswer>> {
  constructor(
    readonly claimId: string,
    readonly page: PageRequest,
    readonly asOf?: AsOf,
  ) {
    super();
  }
}

@QueryHandler(ListRelations)
export class ListRelationsHandler implements IQueryHandler<ListRelations> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ claimId, page, asOf }: ListRelations): Promise<Page<RelationAnswer>> {
    return listRelations(this.views, { claim: claimId, ...page }, asOf);
  }
}

/** Claims whose words are like a text that need not be recorded. */
export class FindSimilar extends Query<SimilarClaim[]> {
  constructor(readonly request: SimilarRequest) {
    super();
  }
}

@QueryHandler(FindSimilar)
export class FindSimilarHandler implements IQueryHandler<FindSimilar> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ request }: FindSimilar): Promise<SimilarClaim[]> {
    return similarClaims(this.views, request);
  }
}

/** Claims whose words are like those of a recorded one; undefined where there is, or was, none. */
export class ListSimilar extends Query<SimilarClaim[] | undefined> {
  constructor(
    readonly claimId: string,
    readonly asOf?: AsOf,
  ) {
    super();
  }
}

@QueryHandler(ListSimilar)
export class ListSimilarHandler implements IQueryHandler<ListSimilar> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ claimId, asOf }: ListSimilar): Promise<SimilarClaim[] | undefined> {
    return similarTo(this.views, claimId, asOf);
  }
}
