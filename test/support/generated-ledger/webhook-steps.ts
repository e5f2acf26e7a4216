import { createHash } from 'node:crypto';

import type { RecordedSecret } from '../../../events/webhook/webhook-events.js';
import {
  webhookDecider,
  type WebhookCommand,
  type WebhookState,
} from '../../../src/webhooks/webhook.decider.js';
import type { Chance } from './chance.js';
import { actorOf, LEDGER, type Newsroom, type Step } from './newsroom.js';
import { newStream, type GeneratedAppend, type OpenStream } from './scribe.js';

const TYPES = ['FindingReached', 'FindingReopened', 'ClaimRecorded', 'SourceWithdrawn'];
const TARGET = { overHttp: false, refusedAddress: undefined };

export const registerWebhook: Step = (room) => {
  const { chance, scribe, webhooks } = room;
  const turn = scribe.turn(adminOf(room));
  const webhook = newStream(turn, 'webhook', webhookDecider);
  const append = scribe.record(turn, webhook, webhookDecider, {
    type: 'RegisterWebhook',
    url: `https://desk.example/hooks/${chance.int(1, 9_999)}`,
    eventTypes: chance.happens(500) ? [chance.pick(TYPES)] : [],
    claims: [],
    topics: [],
    secret: secretOf(chance),
    others: 0,
    target: TARGET,
  });
  if (append) webhooks.add(webhook);
  return append;
};

export const amendWebhook: Step = (room) =>
  about(room, 'enabled', () => ({
    type: 'AmendWebhook',
    changes: { eventTypes: [room.chance.pick(TYPES)] },
    target: TARGET,
  }));

export const disableWebhook: Step = (room) =>
  about(room, 'enabled', () => ({
    type: 'DisableWebhook',
    cause: 'admin',
    reason: 'The receiver moves to another machine',
  }));

export const enableWebhook: Step = (room) =>
  about(room, 'disabled', () => ({
    type: 'EnableWebhook',
    missed: 'deliver',
    after: undefined,
    head: undefined,
  }));

export const rotateSecret: Step = (room) =>
  about(room, 'enabled', ({ chance }) => ({
    type: 'RotateSecret',
    secret: secretOf(chance),
    previousUntil: null,
  }));

export const removeWebhook: Step = (room) =>
  about(room, 'disabled', () => ({ type: 'RemoveWebhook', reason: 'Nobody listens any more' }));

function about(
  room: Newsroom,
  status: WebhookState['status'],
  wish: (room: Newsroom) => WebhookCommand,
): GeneratedAppend | undefined {
  const { chance, scribe, webhooks } = room;
  const webhook: OpenStream<WebhookState> | undefined = webhooks.pickSuch(
    chance,
    ({ state }) => state.status === status,
  );
  if (!webhook) return undefined;
  return scribe.record(scribe.turn(adminOf(room)), webhook, webhookDecider, wish(room));
}

function secretOf(chance: Chance): RecordedSecret {
  const salt = Buffer.from(chance.bytes(16)).toString('base64url');
  return { salt, sha256: createHash('sha256').update(salt).digest('hex') };
}

function adminOf({ admin }: Newsroom) {
  return admin ? actorOf(admin) : LEDGER;
}
