import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';

import type { ViewTables } from '../../../projections/view-tables.js';
import { VIEWS } from '../../parts.js';
import type { AsOf } from '../../queries/as-of.js';
import type { Page, PageRequest } from '../../queries/page.js';
import { overview, type OverviewAnswer } from './overview.js';
import { activityPerDay, type DayAnswer, type DayRange } from './per-day.js';

export class GetOverview extends Query<OverviewAnswer> {
  constructor(readonly asOf?: AsOf) {
    super();
  }
}

@QueryHandler(GetOverview)
export class GetOverviewHandler implements IQueryHandler<GetOverview> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ asOf }: GetOverview): Promise<OverviewAnswer> {
    return overview(this.views, asOf);
  }
}

export class ListActivity extends Query<Page<DayAnswer>> {
  constructor(readonly request: DayRange & PageRequest) {
    super();
  }
}

@QueryHandler(ListActivity)
export class ListActivityHandler implements IQueryHandler<ListActivity> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ request }: ListActivity): Promise<Page<DayAnswer>> {
    return activityPerDay(this.views, request);
  }
}
