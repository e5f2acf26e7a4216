import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';

import type { ViewTables } from '../../../projections/view-tables.js';
import { VIEWS } from '../../parts.js';
import type { AsOf } from '../../queries/as-of.js';
import type { Page, PageRequest } from '../../queries/page.js';
import {
  getIdentification,
  listIdentifications,
  type IdentificationAnswer,
} from './identifications.js';

export class GetIdentification extends Query<IdentificationAnswer | undefined> {
  constructor(
    readonly id: string,
    readonly asOf?: AsOf,
  ) {
    super();
  }
}

@QueryHandler(GetIdentification)
export class GetIdentificationHandler implements IQueryHandler<GetIdentification> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ id, asOf }: GetIdentification): Promise<IdentificationAnswer | undefined> {
    return getIdentification(this.views, id, asOf);
  }
}

export class ListIdentifications extends Query<Page<IdentificationAnswer>> {
  constructor(
    readonly request: PageRequest,
    readonly asOf?: AsOf,
  ) {
    super();
  }
}

@QueryHandler(ListIdentifications)
export class ListIdentificationsHandler implements IQueryHandler<ListIdentifications> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ request, asOf }: ListIdentifications): Promise<Page<IdentificationAnswer>> {
    return listIdentifications(this.views, request, asOf);
  }
}
