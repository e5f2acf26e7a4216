import {
  Controller,
  Get,
  HttpCode,
  Inject,
  Post,
  Query,
  Req,
  Res,
  type StreamableFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import type { ViewTables } from '../../projections/view-tables.js';
import { admins, AllowedTo } from '../access/route-access.js';
import { DELIVERY_STATES, type DeliveryState } from '../delivery-store/delivery-tables.js';
import type { DeliveryStore } from '../delivery-store/delivery-store.js';
import { askedForm } from '../http/accept.js';
import { vary } from '../http/conditional.js';
import { Acts, Lists, Reads } from '../http/documented.js';
import { Choice } from '../http/fields.js';
import { sayForm } from '../http/forms.js';
import { allOf, listForms } from '../http/list-answer.js';
import { notFound } from '../http/problem.js';
import { Path, type PathOf } from '../http/route.js';
import { DELIVERIES, VIEWS } from '../parts.js';
import { Count, named, nullable } from '../queries/answer-fields.js';
import type { PageRequest } from '../queries/page.js';
import { CurrentList, CurrentRead } from '../queries/reading.dto.js';
import { ViewReads } from '../queries/view-reads.js';
import { DeliveryAnswer, DeliveryPage, getDelivery, listDeliveries } from './queries/deliveries.js';
import { getWebhook } from './queries/webhooks.js';
import { WebhookActions } from './webhook-actions.js';

const LIST = 'GET /v1/webhooks/:id/deliveries';
const GET = 'GET /v1/webhooks/:id/deliveries/:did';
const AGAIN = 'POST /v1/webhooks/:id/deliveries/:did/redelivery';
const TEST = 'POST /v1/webhooks/:id/test';

const FORMS = listForms(DeliveryAnswer);

class DeliveryListQuery extends CurrentList {
  @Choice(DELIVERY_STATES, { optional: true }) state?: DeliveryState;
}

const TestAnswer = named('WebhookTest', {
  delivered: Type.Boolean({ description: 'Whether it answered with a status from 200 to 299.' }),
  status: nullable(Type.Integer({ description: 'Null where there was no answer.' })),
  failure: nullable(Type.String()),
  milliseconds: Count,
});

const QueuedAgain = named('DeliveryQueued', { id: Type.String({ format: 'uuid' }) });

/** What was sent to a webhook: it is kept beside the record, and is neither in the log nor in the views. */
@ApiTags('webhooks')
@Controller('v1/webhooks')
export class WebhookDeliveriesController {
  constructor(
    private readonly reads: ViewReads,
    private readonly actions: WebhookActions,
    @Inject(VIEWS) private readonly views: Kysely<ViewTables>,
    @Inject(DELIVERIES) private readonly deliveries: DeliveryStore,
  ) {}

  @Get(':id/deliveries')
  @AllowedTo(admins)
  @Lists({
    route: LIST,
    summary: 'Deliveries to a webhook, those of the newest events first',
    description:
      'What is queued, was delivered in the last seven days, or was given up in the last ninety (`state=dead`: dead letters).',
    answer: DeliveryPage,
    forms: FORMS,
    ofDeliveries: true,
  })
  async listDeliveries(
    @Path(LIST) { id }: PathOf<typeof LIST>,
    @Query() { atLeast, after, limit, state, format: _ }: DeliveryListQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Static<typeof DeliveryPage> | StreamableFile> {
    await this.reads.begin(atLeast === undefined ? {} : { atLeast }, reply);
    vary(reply, 'Accept');
    if (!(await getWebhook(this.views, id))) throw notFound('webhook', id);
    const filter = { webhookId: id, ...(state !== undefined && { state }) };
    const list = (page: PageRequest) => listDeliveries(this.deliveries, filter, page);
    const form = askedForm(request, FORMS);
    const answer = await (form ? allOf(form, list, after) : list({ after, limit }));
    if (!answer) throw notFound('webhook', id);
    if (form) sayForm(reply, form);
    return answer;
  }

  @Get(':id/deliveries/:did')
  @AllowedTo(admins)
  @Reads({
    route: GET,
    summary: 'A delivery to a webhook',
    description: 'What became of it: how often it was tried, and what the receiver answered last.',
    answer: DeliveryAnswer,
    ofDeliveries: true,
  })
  async getDelivery(
    @Path(GET) { id, did }: PathOf<typeof GET>,
    @Query() { atLeast }: CurrentRead,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeliveryAnswer> {
    await this.reads.begin(atLeast === undefined ? {} : { atLeast }, reply);
    const delivery = await getDelivery(this.deliveries, id, did);
    if (!delivery) throw notFound('delivery', did);
    return delivery;
  }

  @Post(':id/deliveries/:did/redelivery')
  @HttpCode(202)
  @AllowedTo(admins)
  @Acts({
    route: AGAIN,
    summary: 'Send a delivery again',
    description:
      'A dead letter, one that was delivered, or one that waits for its next try is sent as soon as its turn comes, with the same `webhook-id`, and tried as often as a new one. Nothing is recorded.',
    status: 202,
    answered: 'It is queued.',
    answer: QueuedAgain,
    problems: ['webhooks-unavailable'],
  })
  async deliverAgain(
    @Path(AGAIN) { id, did }: PathOf<typeof AGAIN>,
  ): Promise<Static<typeof QueuedAgain>> {
    if (!(await this.actions.deliverAgain(id, did))) throw notFound('delivery', did);
    return { id: did };
  }

  @Post(':id/test')
  @HttpCode(200)
  @AllowedTo(admins)
  @Acts({
    route: TEST,
    summary: 'Send a webhook a message that tells of nothing',
    description:
      'Sends a message of the type `webhook.test` once and at once, and tells what the receiver made of it. Fifteen seconds at most. Nothing is recorded.',
    status: 200,
    answered: 'What the receiver made of it.',
    answer: TestAnswer,
    problems: ['busy'],
  })
  async testWebhook(@Path(TEST) { id }: PathOf<typeof TEST>): Promise<Static<typeof TestAnswer>> {
    const { status, failure, milliseconds } = await this.actions.test(id);
    return { delivered: failure === null, status, failure, milliseconds };
  }
}
