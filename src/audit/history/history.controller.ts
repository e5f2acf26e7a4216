import { Controller, Get, Inject, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { callerOf } from '../../access/caller.js';
import { AllowedTo } from '../../access/route-access.js';
import { askedForm } from '../../http/accept.js';
import { sayUnchanging, vary } from '../../http/conditional.js';
import { Lists } from '../../http/documented.js';
import { sayForm } from '../../http/forms.js';
import { allOf, listForms } from '../../http/list-answer.js';
import { notFound } from '../../http/problem.js';
import { Path, type PathOf } from '../../http/route.js';
import { SETTINGS } from '../../parts.js';
import type { PageRequest } from '../../queries/page.js';
import { SettledPast } from '../../queries/settled-past.js';
import { ViewReads } from '../../queries/view-reads.js';
import type { Settings } from '../../settings/settings.js';
import { ClaimHistory } from './claim-history.js';
import { HistoryEntry, HistoryPage, HistoryRow } from './history-answer.js';
import { HistoryQuery } from './history.dto.js';

const HISTORY = 'GET /v1/claims/:id/history';

/** A table has the details of an event in one column: those of all types would be hundreds. */
const FORMS = listForms(HistoryEntry, HistoryRow);

@ApiTags('audit')
@Controller('v1')
export class HistoryController {
  constructor(
    private readonly histories: ClaimHistory,
    private readonly reads: ViewReads,
    private readonly past: SettledPast,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('claims/:id/history')
  @AllowedTo('read')
  @Lists({
    route: HISTORY,
    summary: 'What happened to a claim, oldest first',
    description:
      'All that was recorded of a claim: its words, relations, citations, verdicts and findings, each as the event that it is, with who did it and when, and beside that what a person wants to know: a sentence, the reason, and what changed from what to what. The declarations of conflicts of interest, with their reasons, are among it for members alone, so that a page may be shorter than `limit` or empty while `next` is not null; what they did to verdicts and findings is there for all. Notes are no part of it.',
    answer: HistoryPage,
    forms: FORMS,
    of: 'log-and-views',
  })
  async getClaimHistory(
    @Path(HISTORY) { id }: PathOf<typeof HISTORY>,
    @Query() { atLeast, asOf: written, after, limit }: HistoryQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HistoryPage | StreamableFile> {
    const { asOf } = await this.reads.begin({ atLeast, asOf: written }, reply);
    if (this.past.includes(asOf)) sayUnchanging(reply, this.settings);
    vary(reply, 'Accept');
    const asked = { claimId: id, asOf, caller: callerOf(request) };
    const list = (page: PageRequest) => this.histories.page(asked, page);
    const form = askedForm(request, FORMS);
    const answer = await (form ? allOf(form, list, after) : list({ after, limit }));
    if (!answer) throw notFound('claim', id);
    if (form) sayForm(reply, form);
    return answer;
  }
}
