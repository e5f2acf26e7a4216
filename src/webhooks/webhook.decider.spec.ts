import type { DisablingCause } from '../../events/webhook/webhook-events.js';
import { given, refusalOf } from '../../test/support/given.js';
import {
  type EnableWebhook,
  MOST_WEBHOOKS,
  webhookDecider,
  type RegisterWebhook,
  type WebhookCommand,
} from './webhook.decider.js';

const SECRET = { salt: 'A'.repeat(22), sha256: 'a'.repeat(64) };
const NEXT = { salt: 'B'.repeat(22), sha256: 'b'.repeat(64) };
const URL = 'https://desk.example/hook';
const target = { overHttp: false, refusedAddress: undefined };
const selection = { eventTypes: [] as string[], claims: [] as string[], topics: [] as string[] };

const register = (changes: Partial<RegisterWebhook> = {}): RegisterWebhook => ({
  type: 'RegisterWebhook',
  url: URL,
  ...selection,
  secret: SECRET,
  others: 0,
  target,
  ...changes,
});
const amend = (changes: object, to = target): WebhookCommand => ({
  type: 'AmendWebhook',
  changes,
  target: to,
});
const disable = { type: 'DisableWebhook', cause: 'admin', reason: 'moving' } as const;
const HEAD = '0000000000000900';
const enable = { type: 'EnableWebhook', missed: 'deliver', after: undefined, head: HEAD } as const;
const rotate = { type: 'RotateSecret', secret: NEXT, previousUntil: null } as const;
const remove = { type: 'RemoveWebhook', reason: 'not used' } as const;

const webhook = () => ({
  type: 'WebhookRegistered' as const,
  data: { url: URL, ...selection, secret: SECRET },
});
const disabled = () =>
  ({ type: 'WebhookDisabled', data: { cause: 'admin', reason: 'moving' } }) as const;
const removed = () => ({ type: 'WebhookRemoved', data: { reason: 'not used' } }) as const;
const rotated = (previousUntil: string | null) =>
  ({ type: 'WebhookSecretRotated', data: { secret: NEXT, previousUntil } }) as const;

describe('registering a webhook', () => {
  it('records where it leads and what it selects, each once', () => {
    const command = register({ description: 'To the chat', topics: ['talks', 'talks'] });
    expect(given(webhookDecider).when(command)).toEqual({
      events: [
        {
          type: 'WebhookRegistered',
          data: {
            url: URL,
            description: 'To the chat',
            eventTypes: [],
            claims: [],
            topics: ['talks'],
            secret: SECRET,
          },
        },
      ],
    });
  });

  it('is refused where it leads over http, unless that is allowed', () => {
    const url = 'http://desk.example/hook';
    const refused = given(webhookDecider).when(register({ url }));
    expect(refusalOf(refused)).toBe('invalid webhook-url-insecure /url');
    const allowed = { overHttp: true, refusedAddress: undefined };
    expect(refusalOf(given(webhookDecider).when(register({ url, target: allowed })))).toBe(
      'accepted',
    );
  });

  it('is refused where it leads to an address that nothing is sent to', () => {
    const within = { overHttp: false, refusedAddress: '10.0.0.1' };
    const decision = given(webhookDecider).when(register({ target: within }));
    expect(refusalOf(decision)).toBe('invalid webhook-address-refused /url');
    expect(decision).toMatchObject({ refusal: { detail: '10.0.0.1 is not a public address.' } });
  });

  it('is refused where there are as many as there may be', () => {
    const last = given(webhookDecider).when(register({ others: MOST_WEBHOOKS - 1 }));
    expect(refusalOf(last)).toBe('accepted');
    const more = given(webhookDecider).when(register({ others: MOST_WEBHOOKS }));
    expect(refusalOf(more)).toBe('rule too-many-webhooks');
  });
});

describe('amending a webhook', () => {
  it('records what changes, and nothing else', () => {
    const command = amend({ url: URL, description: 'To the chat', topics: ['talks'] });
    expect(given(webhookDecider, webhook()).when(command)).toEqual({
      events: [{ type: 'WebhookAmended', data: { description: 'To the chat', topics: ['talks'] } }],
    });
  });

  it('is refused where nothing changes, and where it may not lead', () => {
    const one = given(webhookDecider, webhook());
    expect(refusalOf(one.when(amend({ url: URL, description: null })))).toBe(
      'rule webhook-unchanged',
    );
    expect(refusalOf(one.when(amend({ url: 'http://desk.example/' })))).toBe(
      'invalid webhook-url-insecure /url',
    );
  });
});

describe('disabling and enabling', () => {
  it('go back and forth, each once', () => {
    const one = given(webhookDecider, webhook());
    expect(one.when(disable)).toEqual({ events: [disabled()] });
    expect(refusalOf(one.when(enable))).toBe('rule webhook-not-disabled');
    const other = given(webhookDecider, webhook(), disabled());
    expect(refusalOf(other.when(disable))).toBe('rule webhook-already-disabled');
    expect(other.when(enable)).toEqual({
      events: [{ type: 'WebhookEnabled', data: { missed: 'deliver' } }],
    });
  });

  it('begins where it is told to', () => {
    const one = given(webhookDecider, webhook(), disabled());
    const after = '0000000000000007';
    expect(one.when({ ...enable, after })).toMatchObject({
      events: [{ data: { missed: 'deliver', after } }],
    });
    expect(one.when({ ...enable, missed: 'skip' })).toEqual({
      events: [{ type: 'WebhookEnabled', data: { missed: 'skip' } }],
    });
  });

  it.each<[string, DisablingCause, Partial<EnableWebhook>]>([
    ['accepted', 'admin', { after: HEAD }],
    ['invalid webhook-after-the-end /after', 'admin', { after: '0000000000000901' }],
    ['invalid webhook-after-the-end /after', 'admin', { after: HEAD, head: undefined }],
    ['invalid webhook-missed-twice /after', 'admin', { missed: 'skip', after: HEAD }],
    ['invalid webhook-place-unknown /after', 'deliveries-lost', {}],
    ['accepted', 'deliveries-lost', { missed: 'skip' }],
    ['accepted', 'deliveries-lost', { after: HEAD }],
  ])('is %s after %s: %j', (outcome, cause, changes) => {
    const event = disabled();
    const lost = { ...event, data: { ...event.data, cause } };
    const decision = given(webhookDecider, webhook(), lost).when({ ...enable, ...changes });
    expect(refusalOf(decision)).toBe(outcome);
  });
});

describe('rotating the secret', () => {
  it('keeps the one before for as long as it is told', () => {
    const until = '2025-10-15T08:00:00.000Z';
    expect(given(webhookDecider, webhook(), rotated(until)).state).toMatchObject({
      secret: NEXT,
      previous: { secret: SECRET, until },
    });
    const { state } = given(webhookDecider, webhook(), rotated(null));
    expect(state.previous).toBeUndefined();
  });

  it('happens once', () => {
    const one = given(webhookDecider, webhook());
    expect(one.when(rotate)).toEqual({ events: [rotated(null)] });
  });
});

it('of a webhook that was removed nothing changes any more', () => {
  const one = given(webhookDecider, webhook(), removed());
  for (const command of [amend({ topics: ['talks'] }), disable, enable, rotate, remove]) {
    expect(refusalOf(one.when(command))).toBe('rule webhook-removed');
  }
});

it('of a webhook that was never registered nothing is recorded', () => {
  for (const command of [amend({ topics: ['talks'] }), disable, enable, rotate, remove]) {
    expect(refusalOf(given(webhookDecider).when(command))).toBe('not-found webhook-unknown');
  }
});
