import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';

import type { ViewTables } from '../../../projections/view-tables.js';
import { VIEWS } from '../../parts.js';
import type { AsOf } from '../../queries/as-of.js';
import type { Page, PageRequest } from '../../queries/page.js';
import {
  getCitation,
  listCitations,
  type CitationAnswer,
  type CitationFilter,
} from './citations.js';

export class GetCitation extends Query<CitationAnswer | undefined> {
  constructor(
    readonly id: string,
    readonly asOf?: AsOf,
  ) {
    super();
  }
}

@QueryHandler(GetCitation)
export class GetCitationHandler implements IQueryHandler<GetCitation> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ id, asOf }: GetCitation): Promise<CitationAnswer | undefined> {
    return getCitation(this.views, id, asOf);
  }
}

export class ListCitations extends Query<Page<CitationAnswer>> {
  constructor(
    readonly request: CitationFilter & PageRequest,
    readonly asOf?: AsOf,
  ) {
    super();
  }
}

@QueryHandler(ListCitations)
export class ListCitationsHandler implements IQueryHandler<ListCitations> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ request, asOf }: ListCitations): Promise<Page<CitationAnswer>> {
    return listCitations(this.views, request, asOf);
  }
}
