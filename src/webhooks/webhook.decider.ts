import type {
  DisablingCause,
  Missed,
  RecordedSecret,
  WebhookEvent,
  WebhookSelection,
} from '../../events/webhook/webhook-events.js';
import {
  accept,
  refuse,
  type Decider,
  type Decision,
  type Refusal,
  type RuleOf,
} from '../deciding/decision.js';

export interface RegisterWebhook extends WebhookSelection {
  readonly type: 'RegisterWebhook';
  readonly url: string;
  readonly description?: string;
  readonly secret: RecordedSecret;
  /** How many others there are that were not removed. */
  readonly others: number;
  readonly target: Target;
}

export interface AmendWebhook {
  readonly type: 'AmendWebhook';
  readonly changes: WebhookChanges;
  readonly target: Target;
}

export interface WebhookChanges extends Partial<WebhookSelection> {
  readonly url?: string;
  readonly description?: string | null;
}

/** What is known of where a URL leads, besides the URL. */
export interface Target {
  /** Whether this ledger sends over http as well. */
  readonly overHttp: boolean;
  /** The address in the URL, where it is one that nothing is sent to. */
  readonly refusedAddress: string | undefined;
}

export interface DisableWebhook {
  readonly type: 'DisableWebhook';
  readonly cause: DisablingCause;
  readonly reason: string;
}

export interface EnableWebhook {
  readonly type: 'EnableWebhook';
  readonly missed: Missed;
  /** Undefined: since it was disabled. */
  readonly after: string | undefined;
  /** The position of the last event of the log; undefined where it is empty. */
  readonly head: string | undefined;
}

export interface RotateSecret {
  readonly type: 'RotateSecret';
  readonly secret: RecordedSecret;
  readonly previousUntil: string | null;
}

export interface RemoveWebhook {
  readonly type: 'RemoveWebhook';
  readonly reason: string;
}

export type WebhookCommand =
  RegisterWebhook | AmendWebhook | DisableWebhook | EnableWebhook | RotateSecret | RemoveWebhook;

export interface WebhookState extends WebhookSelection {
  /** `none` until it is registered; what follows means nothing until then. */
  readonly status: 'none' | 'enabled' | 'disabled' | 'removed';
  readonly url: string;
  readonly description: string | null;
  /** Undefined until it is registered. */
  readonly secret: RecordedSecret | undefined;
  /** The secret before, which signs as well until then. */
  readonly previous: { readonly secret: RecordedSecret; readonly until: string } | undefined;
  readonly disabled: { readonly cause: DisablingCause; readonly reason: string } | undefined;
}

export const MOST_WEBHOOKS = 20;

export const WEBHOOK_UNKNOWN: Refusal = {
  kind: 'not-found',
  rule: 'webhook-unknown',
  detail: 'There is no such webhook.',
};

export const webhookDecider: Decider<WebhookState, WebhookCommand, WebhookEvent> = {
  initial: {
    status: 'none',
    url: '',
    description: null,
    eventTypes: [],
    claims: [],
    topics: [],
    secret: undefined,
    previous: undefined,
    disabled: undefined,
  },
  evolve,
  decide,
};

function evolve(state: WebhookState, event: WebhookEvent): WebhookState {
  switch (event.type) {
    case 'WebhookRegistered':
      return { ...state, description: null, ...event.data, status: 'enabled' };
    case 'WebhookAmended':
      return { ...state, ...event.data };
    case 'WebhookDisabled':
      return { ...state, status: 'disabled', disabled: event.data };
    case 'WebhookEnabled':
      return { ...state, status: 'enabled', disabled: undefined };
    case 'WebhookSecretRotated': {
      const { secret, previousUntil: until } = event.data;
      const previous = state.secret && until !== null ? { secret: state.secret, until } : undefined;
      return { ...state, secret, previous };
    }
    case 'WebhookRemoved':
      return { ...state, status: 'removed' };
  }
}

function decide(command: WebhookCommand, state: WebhookState): Decision<WebhookEvent> {
  if (command.type === 'RegisterWebhook') return register(command, state);
  if (state.status === 'none') return refuse(WEBHOOK_UNKNOWN);
  if (state.status === 'removed') return refuse(broken('webhook-removed', REMOVED));
  switch (command.type) {
    case 'AmendWebhook':
      return amend(command, state);
    case 'DisableWebhook':
      return state.status === 'disabled'
        ? refuse(broken('webhook-already-disabled', 'The webhook is disabled already.'))
        : accept({
            type: 'WebhookDisabled',
            data: { cause: command.cause, reason: command.reason },
          });
    case 'EnableWebhook': {
      if (state.status === 'enabled') {
        return refuse(broken('webhook-not-disabled', 'The webhook is not disabled.'));
      }
      const refusal = enablingRefused(command, state);
      if (refusal) return refuse(refusal);
      const { missed, after } = command;
      const from = after === undefined ? {} : { after };
      return accept({ type: 'WebhookEnabled', data: { missed, ...from } });
    }
    case 'RotateSecret': {
      const { secret, previousUntil } = command;
      if (state.secret?.salt === secret.salt) return accept();
      return accept({ type: 'WebhookSecretRotated', data: { secret, previousUntil } });
    }
    case 'RemoveWebhook':
      return accept({ type: 'WebhookRemoved', data: { reason: command.reason } });
  }
}

const REMOVED = 'The webhook was removed.';

function enablingRefused(
  { missed, after, head }: EnableWebhook,
  { disabled }: WebhookState,
): Refusal | undefined {
  if (missed === 'skip' && after !== undefined) {
    return {
      kind: 'invalid',
      rule: 'webhook-missed-twice',
      detail: 'What was missed is skipped, or delivered after a position, and not both.',
      pointer: '/after',
    };
  }
  if (after !== undefined && (head === undefined || after > head)) {
    return {
      kind: 'invalid',
      rule: 'webhook-after-the-end',
      detail: `The log ends at ${head ?? 'its beginning'}.`,
      pointer: '/after',
    };
  }
  if (disabled?.cause !== 'deliveries-lost' || missed === 'skip' || after !== undefined) {
    return undefined;
  }
  return {
    kind: 'invalid',
    rule: 'webhook-place-unknown',
    detail: 'Nobody knows any more what was sent: say after which position to begin, or skip it.',
    pointer: '/after',
  };
}

function register(command: RegisterWebhook, state: WebhookState): Decision<WebhookEvent> {
  const { url, description, eventTypes, claims, topics, secret, others, target } = command;
  if (state.status !== 'none') return accept();
  const refusal = targetRefused(url, target);
  if (refusal) return refuse(refusal);
  if (others >= MOST_WEBHOOKS) {
    const detail = `A ledger has at most ${MOST_WEBHOOKS} webhooks; remove one first.`;
    return refuse(broken('too-many-webhooks', detail));
  }
  const described = description === undefined ? {} : { description };
  return accept({
    type: 'WebhookRegistered',
    data: { url, ...described, ...uniqueIn({ eventTypes, claims, topics }), secret },
  });
}

function amend({ changes, target }: AmendWebhook, state: WebhookState): Decision<WebhookEvent> {
  const refusal = changes.url === undefined ? undefined : targetRefused(changes.url, target);
  if (refusal) return refuse(refusal);
  const given = Object.entries(uniqueIn(changes)) as [keyof WebhookChanges, unknown][];
  const data = Object.fromEntries(
    given.filter(([name, value]) => JSON.stringify(state[name]) !== JSON.stringify(value)),
  );
  if (Object.keys(data).length === 0) {
    return refuse(broken('webhook-unchanged', 'The webhook is like that already.'));
  }
  return accept({ type: 'WebhookAmended', data });
}

function uniqueIn<Changes extends WebhookChanges>(changes: Changes): Changes {
  const entries = Object.entries(changes).map(([name, value]: [string, unknown]) => [
    name,
    Array.isArray(value) ? [...new Set<unknown>(value)] : value,
  ]);
  return Object.fromEntries(entries) as Changes;
}

function targetRefused(url: string, { overHttp, refusedAddress }: Target): Refusal | undefined {
  if (refusedAddress !== undefined) {
    const detail = `${refusedAddress} is not a public address.`;
    return { kind: 'invalid', rule: 'webhook-address-refused', detail, pointer: '/url' };
  }
  if (overHttp || url.startsWith('https:')) return undefined;
  const detail = 'A webhook leads to https; this ledger sends nothing over http.';
  return { kind: 'invalid', rule: 'webhook-url-insecure', detail, pointer: '/url' };
}

function broken(rule: RuleOf<'rule'>, detail: string): Refusal {
  return { kind: 'rule', rule, detail };
}
