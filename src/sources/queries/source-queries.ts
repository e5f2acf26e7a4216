import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';

import type { ViewTables } from '../../../projections/view-tables.js';
import { VIEWS } from '../../parts.js';
import type { AsOf } from '../../queries/as-of.js';
import type { Page, PageRequest } from '../../queries/page.js';
import { getCitedPassage, type CitedPassage } from './cited-passage.js';
import {
  getCitedSnapshot,
  getSnapshot,
  type CitedText,
  type SnapshotAnswer,
  type SnapshotName,
} from './snapshots.js';
import { getSource, listSources, type SourceAnswer, type SourceFilter } from './sources.js';

export class GetSource extends Query<SourceAnswer | undefined> {
  constructor(
    readonly id: string,
    readonly asOf?: AsOf,
  ) {
    super();
  }
}

@QueryHandler(GetSource)
export class GetSourceHandler implements IQueryHandler<GetSource> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ id, asOf }: GetSource): Promise<SourceAnswer | undefined> {
    return getSource(this.views, id, asOf);
  }
}

export class ListSources extends Query<Page<SourceAnswer>> {
  constructor(
    readonly request: SourceFilter & PageRequest,
    readonly asOf?: AsOf,
  ) {
    super();
  }
}

@QueryHandler(ListSources)
export class ListSourcesHandler implements IQueryHandler<ListSources> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ request, asOf }: ListSources): Promise<Page<SourceAnswer>> {
    return listSources(this.views, request, asOf);
  }
}

export class GetSnapshot extends Query<SnapshotAnswer | undefined> {
  constructor(readonly name: SnapshotName) {
    super();
  }
}

@QueryHandler(GetSnapshot)
export class GetSnapshotHandler implements IQueryHandler<GetSnapshot> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ name }: GetSnapshot): Promise<SnapshotAnswer | undefined> {
    return getSnapshot(this.views, name);
  }
}

export class GetCitedSnapshot extends Query<SnapshotAnswer | undefined> {
  constructor(readonly cited: CitedText) {
    super();
  }
}

@QueryHandler(GetCitedSnapshot)
export class GetCitedSnapshotHandler implements IQueryHandler<GetCitedSnapshot> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ cited }: GetCitedSnapshot): Promise<SnapshotAnswer | undefined> {
    return getCitedSnapshot(this.views, cited);
  }
}

export class GetCitedPassage extends Query<CitedPassage | undefined> {
  constructor(readonly citationId: string) {
    super();
  }
}

@QueryHandler(GetCitedPassage)
export class GetCitedPassageHandler implements IQueryHandler<GetCitedPassage> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ citationId }: GetCitedPassage): Promise<CitedPassage | undefined> {
    return getCitedPassage(this.views, citationId);
  }
}
