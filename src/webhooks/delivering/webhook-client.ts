import type { Agent, Dispatcher } from 'undici';

import {
  guardedLookup,
  refusedAddressIn,
  type Resolve,
  resolveBySystem,
} from '../../fetching/guarded-lookup.js';
import { errorCodeOf } from '../../runtime/error-code.js';
import { RELEASE } from '../../runtime/release.js';

/** What is sent, with its signature. */
export interface SignedMessage {
  readonly url: string;
  readonly body: string;
  /** Of the Standard Webhooks specification. */
  readonly headers: Readonly<
    Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>
  >;
}

/** What the receiver made of it. */
export interface Answered {
  /** Null where there was no answer. */
  readonly status: number | null;
  /** Why it counts as not taken, for a person to read; null where it was taken. */
  readonly failure: string | null;
  /** Seconds of its `Retry-After`; undefined where it sent none. */
  readonly retryAfter: number | undefined;
  readonly milliseconds: number;
}

/** To whom messages are sent. */
export interface Receivers {
  /** Never throws for what the receiver does. @throws where `ending` aborts. */
  send(message: SignedMessage, ending: AbortSignal): Promise<Answered>;
  close(): Promise<void>;
}

export interface WebhookClientOptions {
  readonly isAllowedAddress: (address: string) => boolean;
  readonly timeMs?: number;
  readonly resolve?: Resolve;
}

/** The specification advises 15 to 30 seconds. */
const TIME_MS = 15_000;

/** Of the answer nothing is wanted but its status. */
const MOST_ANSWER_BYTES = 16 * 1024;
const LEFT_WITHIN_MS = 1_000;

const LONGEST_TOLD = 300;

/**
 * Sends messages to receivers. Every address is held against the guard after its name is resolved, and the
 * connection is made to the very address that passed. Redirects are not followed, and of an answer a bounded
 * part is read, so that a receiver can cost no more than its time.
 */
export class WebhookClient implements Receivers {
  private readonly timeMs: number;
  private agent: Agent | undefined;

  constructor(private readonly options: WebhookClientOptions) {
    this.timeMs = options.timeMs ?? TIME_MS;
  }

  async send(message: SignedMessage, ending: AbortSignal): Promise<Answered> {
    const late = AbortSignal.timeout(this.timeMs);
    const begun = performance.now();
    const told = await this.answerOf(message, AbortSignal.any([late, ending])).catch(
      (error: unknown) => {
        ending.throwIfAborted();
        const failure = late.aborted
          ? `It did not answer within ${this.timeMs / 1_000} s.`
          : failureOf(error);
        return { status: null, failure, retryAfter: undefined };
      },
    );
    return { ...told, milliseconds: Math.round(performance.now() - begun) };
  }

  async close(): Promise<void> {
    await this.agent?.destroy();
  }

  private async answerOf(
    { url, body, headers }: SignedMessage,
    signal: AbortSignal,
  ): Promise<Omit<Answered, 'milliseconds'>> {
    const refused = refusedAddressIn(new URL(url), this.options.isAllowedAddress);
    if (refused !== undefined) throw new Error(`${refused} is not a public address.`);
    // Loaded here: most servers send nothing in their first seconds, and starting would take longer.
    const { request } = await import('undici');
    const response = await request(url, {
      method: 'POST',
      dispatcher: await this.agentMade(),
      signal,
      body,
      headers: {
        ...headers,
        'content-type': 'application/json',
        'user-agent': `fact-ledger/${RELEASE}`,
      },
    });
    await leaveBody(response.body, signal);
    return { status: response.statusCode, ...judged(response) };
  }

  private async agentMade(): Promise<Agent> {
    const { isAllowedAddress, resolve = resolveBySystem } = this.options;
    const { Agent } = await import('undici');
    this.agent ??= new Agent({
      connect: { lookup: guardedLookup(isAllowedAddress, resolve), timeout: this.timeMs },
      headersTimeout: this.timeMs,
      bodyTimeout: this.timeMs,
      pipelining: 0,
    });
    return this.agent;
  }
}

/**
 * Reads what is left of an answer, so that its connection can be used again; one that is long, slow or breaks
 * off is dropped. It has answered all the same.
 */
async function leaveBody(
  body: Dispatcher.ResponseData['body'],
  ending: AbortSignal,
): Promise<void> {
  const signal = AbortSignal.any([ending, AbortSignal.timeout(LEFT_WITHIN_MS)]);
  await body.dump({ limit: MOST_ANSWER_BYTES, signal }).catch(() => body.destroy());
}

function judged({
  statusCode,
  headers,
}: Dispatcher.ResponseData): Pick<Answered, 'failure' | 'retryAfter'> {
  if (statusCode >= 200 && statusCode < 300) return { failure: null, retryAfter: undefined };
  const isRedirect = statusCode >= 300 && statusCode < 400;
  const failure = isRedirect
    ? `It answered ${statusCode}; redirects are not followed.`
    : `It answered ${statusCode}.`;
  return { failure, retryAfter: secondsOf(headers['retry-after']) };
}

/** RFC 9110, 10.2.3: seconds, or a date. */
function secondsOf(value: string | string[] | undefined): number | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const seconds = Math.ceil((Date.parse(value) - Date.now()) / 1_000);
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

function failureOf(error: unknown): string {
  const said = String((error as { readonly message?: unknown }).message).slice(0, LONGEST_TOLD);
  switch (errorCodeOf(error)) {
    case 'ADDRESS_REFUSED':
      return said;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'Its host has no address.';
    case 'UND_ERR_CONNECT_TIMEOUT':
      return 'It could not be connected to in time.';
    default:
      return `It could not be reached: ${said === '' ? errorCodeOf(error) : said}`;
  }
}
