import { Controller, Get, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Position } from '../../events/envelope.js';
import { callerOf } from '../access/caller.js';
import { AllowedTo, auditors } from '../access/route-access.js';
import { askedForm } from '../http/accept.js';
import { vary } from '../http/conditional.js';
import { Lists, Reads } from '../http/documented.js';
import { sayForm } from '../http/forms.js';
import { listForms, streamed } from '../http/list-answer.js';
import { notFound } from '../http/problem.js';
import { Path, type PathOf } from '../http/route.js';
import type { Page } from '../queries/page.js';
import { People } from '../queries/people.js';
import { CurrentRead } from '../queries/reading.dto.js';
import { viewBehind } from '../queries/view-reads.js';
import { EventListQuery } from './audit.dto.js';
import { Event, eventAnswer, EventAnswer, EventPage, type EventLine } from './event-answer.js';
import { EventLog } from './event-log.js';

const LIST = 'GET /v1/events';
const GET = 'GET /v1/events/:position';

/** A table has the details of an event in one column: those of all types would be hundreds. */
const FORMS = listForms(Event, EventAnswer);

@ApiTags('audit')
@Controller('v1')
export class AuditController {
  constructor(
    private readonly log: EventLog,
    private readonly people: People,
  ) {}

  @Get('events')
  @AllowedTo(auditors)
  @Lists({
    route: LIST,
    summary: 'The event log, oldest first',
    description:
      'The events themselves, each as it was recorded and in the version that it was written in, or those alone that the filters name.',
    answer: EventPage,
    forms: FORMS,
    of: 'log',
  })
  async listEvents(
    @Query() { atLeast, limit, format: _, ...selection }: EventListQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EventPage | StreamableFile> {
    await this.begin(atLeast, reply);
    vary(reply, 'Accept');
    const form = askedForm(request, FORMS);
    if (!form) return this.pageShown(request, await this.log.page(selection, limit));
    sayForm(reply, form);
    return streamed(form, this.eachShown(request, this.log.events(selection)));
  }

  @Get('events/:position')
  @AllowedTo(auditors)
  @Reads({
    route: GET,
    summary: 'The event at a position',
    description: 'One event as it was recorded. Positions have gaps in an EventStoreDB.',
    answer: Event,
    of: 'log',
  })
  async getEvent(
    @Path(GET) { position }: PathOf<typeof GET>,
    @Query() { atLeast }: CurrentRead,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EventAnswer> {
    await this.begin(atLeast, reply);
    const event = await this.log.at(position);
    if (!event) throw notFound('event', position);
    return this.shown(request, event);
  }

  private shown(request: FastifyRequest, line: EventLine): EventAnswer {
    return this.people.named(eventAnswer(line), callerOf(request));
  }

  private pageShown(request: FastifyRequest, { items, next }: Page<EventLine>): EventPage {
    return { items: items.map((line) => this.shown(request, line)), next };
  }

  private async *eachShown(request: FastifyRequest, log: AsyncIterable<EventLine>) {
    for await (const line of log) yield this.shown(request, line);
  }

  /** The log is the record itself: it never lags behind, and only a position from elsewhere is not in it. */
  private async begin(atLeast: Position | undefined, reply: FastifyReply): Promise<void> {
    const head = await this.log.head();
    if (atLeast !== undefined && (head === undefined || head < atLeast)) throw viewBehind(atLeast);
    if (head !== undefined) void reply.header('Ledger-Position', head);
  }
}
