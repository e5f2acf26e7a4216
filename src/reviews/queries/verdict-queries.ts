import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';

import type { ViewTables } from '../../../projections/view-tables.js';
import { VIEWS } from '../../parts.js';
import type { Page, PageRequest } from '../../queries/page.js';
import { getVerdict, listVerdicts, type VerdictAnswer } from './verdicts.js';

export class GetVerdict extends Query<VerdictAnswer | undefined> {
  constructor(
    readonly claimId: string,
    readonly verdictId: string,
  ) {
    super();
  }
}

@QueryHandler(GetVerdict)
export class GetVerdictHandler implements IQueryHandler<GetVerdict> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ claimId, verdictId }: GetVerdict): Promise<VerdictAnswer | undefined> {
    return getVerdict(this.views, claimId, verdictId);
  }
}

export class ListVerdicts extends Query<Page<VerdictAnswer>> {
  constructor(
    readonly claimId: string,
    readonly request: PageRequest,
  ) {
    super();
  }
}

@QueryHandler(ListVerdicts)
export class ListVerdictsHandler implements IQueryHandler<ListVerdicts> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ claimId, request }: ListVerdicts): Promise<Page<VerdictAnswer>> {
    return listVerdicts(this.views, claimId, request);
  }
}
