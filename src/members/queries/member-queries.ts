import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';

import type { ViewTables } from '../../../projections/view-tables.js';
import { VIEWS } from '../../parts.js';
import type { Page, PageRequest } from '../../queries/page.js';
import { getMember, listMembers, type MemberAnswer } from './members.js';

export class GetMember extends Query<MemberAnswer | undefined> {
  constructor(readonly id: string) {
    super();
  }
}

@QueryHandler(GetMember)
export class GetMemberHandler implements IQueryHandler<GetMember> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ id }: GetMember): Promise<MemberAnswer | undefined> {
    return getMember(this.views, id);
  }
}

export class ListMembers extends Query<Page<MemberAnswer>> {
  constructor(readonly request: PageRequest) {
    super();
  }
}

@QueryHandler(ListMembers)
export class ListMembersHandler implements IQueryHandler<ListMembers> {
  constructor(@Inject(VIEWS) private readonly views: Kysely<ViewTables>) {}

  execute({ request }: ListMembers): Promise<Page<MemberAnswer>> {
    return listMembers(this.views, request);
  }
}
