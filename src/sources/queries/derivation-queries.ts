import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';

import type { ViewTables } from '../../../projections/view-tables.js';
import { VIEWS } from '../../parts.js';
import type { AsOf } from '../../queries/as-of.js';
import type { Page, PageRequest } from '../../queries/page.js';
import {
  getDerivation,
  listDerivations,
  type DerivationAnswer,
  type Direction,
} from './derivations.js';
import { suggestionsFor, type SuggestionList } from './suggestions.js';

export class GetDerivation extends Query<DerivationAnswer | undefined> {
  constructor(
    readonly sourceId: string,
    readonly id: string,
    readonly asOf?: AsOf,
  ) {
    super();
  }
}

@QueryHandler(GetDerivation)
export class GetDerivationHandler implements IQueryHandler<GetDerivation> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ sourceId, id, asOf }: GetDerivation): Promise<DerivationAnswer | undefined> {
    return getDerivation(this.views, sourceId, id, asOf);
  }
}

export class ListDerivations extends Query<Page<DerivationAnswer>> {
  constructor(
    readonly sourceId: string,
    readonly direction: Direction | undefined,
    readonly request: PageRequest,
    readonly asOf?: AsOf,
  ) {
    super();
  }
}

@QueryHandler(ListDerivations)
export class ListDerivationsHandler implements IQueryHandler<ListDerivations> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute(query: ListDerivations): Promise<Page<DerivationAnswer>> {
    const { sourceId, direction, request, asOf } = query;
    return listDerivations(this.views, sourceId, direction, request, asOf);
  }
}

export class ListSuggestions extends Query<SuggestionList | undefined> {
  constructor(
    readonly sourceId: string,
    readonly asOf?: AsOf,
  ) {
    super();
  }
}

@QueryHandler(ListSuggestions)
export class ListSuggestionsHandler implements IQueryHandler<ListSuggestions> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ sourceId, asOf }: ListSuggestions): Promise<SuggestionList | undefined> {
    return suggestionsFor(this.views, sourceId, asOf);
  }
}
