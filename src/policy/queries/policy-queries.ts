import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';

import type { ViewTables } from '../../../projections/view-tables.js';
import { VIEWS } from '../../parts.js';
import type { AsOf } from '../../queries/as-of.js';
import type { Page, PageRequest } from '../../queries/page.js';
import { getPolicy, listPolicies, type PolicyAnswer } from './policies.js';

export class GetPolicy extends Query<PolicyAnswer | undefined> {
  constructor(readonly asOf?: AsOf) {
    super();
  }
}

@QueryHandler(GetPolicy)
export class GetPolicyHandler implements IQueryHandler<GetPolicy> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ asOf }: GetPolicy): Promise<PolicyAnswer | undefined> {
    return getPolicy(this.views, asOf);
  }
}

export class ListPolicies extends Query<Page<PolicyAnswer>> {
  constructor(readonly request: PageRequest) {
    super();
  }
}

@QueryHandler(ListPolicies)
export class ListPoliciesHandler implements IQueryHandler<ListPolicies> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ request }: ListPolicies): Promise<Page<PolicyAnswer>> {
    return listPolicies(this.views, request);
  }
}
