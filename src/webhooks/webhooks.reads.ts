import { admins } from '../access/route-access.js';
import { CurrentList, CurrentRead } from '../queries/reading.dto.js';
import { defineList, defineRead } from '../routes/read.js';
import { getWebhook, listWebhooks, WebhookAnswer, WebhookPage } from './queries/webhooks.js';

export const webhookReads = [
  defineList({
    name: 'listWebhooks',
    route: 'GET /v1/webhooks',
    summary: 'Webhooks, newest first',
    description:
      'All webhooks, those too that are disabled or were removed. Their secrets are never shown.',
    access: admins,
    query: CurrentList,
    answer: WebhookPage,
    list: ({ views }, page) => listWebhooks(views, page),
  }),
  defineRead({
    name: 'getWebhook',
    route: 'GET /v1/webhooks/:id',
    summary: 'A webhook',
    description: 'Where it leads, what it selects, and whether and why it is disabled.',
    access: admins,
    query: CurrentRead,
    answer: WebhookAnswer,
    tagged: true,
    read: ({ views, path }) => getWebhook(views, path.id),
  }),
];
