import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ADMIN_KEY_FILE } from '../members/admin-key-file.js';
import { everyPage } from '../queries/every-page.js';
import type { Page } from '../queries/page.js';
import { errorCodeOf } from '../runtime/error-code.js';
import type { Settings } from '../settings/settings.js';
import { urlIn } from '../text/url.js';
import { CommandFailed, EXIT, messageOf } from './exit-codes.js';

export interface ServerOptions {
  /** The URL of a running server; the one that the settings speak of where left out. */
  readonly url?: string;
  /** The key of a member; what is taken where it is left out depends on who is asked for. */
  readonly key?: string;
}

/** What the server answered instead of doing what was asked. */
export class RequestRefused extends CommandFailed {
  constructor(
    readonly status: number,
    readonly detail: string,
  ) {
    super(`${status}: ${detail}`, EXIT.unavailable);
  }
}

/** What stands behind the question mark of a URL; what is undefined is left out. */
export type Query = Readonly<Record<string, string | undefined>>;

/** Speaks to a running server, whose business the ledger is while it runs. */
export class LedgerClient<Key extends string | undefined = string | undefined> {
  /** @param key nobody's where it is undefined: what anybody may read can be read. */
  private constructor(
    private readonly url: URL,
    readonly key: Key,
  ) {}

  /** @throws CommandFailed without a key, or with one or a URL that cannot be one. */
  static async forAdmin(
    settings: Settings,
    { url, key }: ServerOptions,
  ): Promise<LedgerClient<string>> {
    const given = key ?? settings.adminKey ?? (await keptKey(settings));
    return new LedgerClient(serverUrl(url, settings), headerKey(given));
  }

  /** @throws CommandFailed with a key or a URL that cannot be one. */
  static forMember(
    settings: Settings,
    memberKey: string | undefined,
    { url, key = memberKey }: ServerOptions,
  ): LedgerClient {
    const given = key === undefined ? undefined : headerKey(key);
    return new LedgerClient(serverUrl(url, settings), given);
  }

  /** @param path without the slash before it. @throws RequestRefused; CommandFailed where nobody answers. */
  async call<Answer>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Answer> {
    const response = await this.send(method, path, body);
    const answer = await this.answerOf(response);
    if (response.ok) return answer as Answer;
    throw this.refusal(answer, response);
  }

  /** @param path as {@link call} takes it, without a query. */
  get<Answer>(path: string, query: Query = {}): Promise<Answer> {
    return this.call('GET', withQuery(path, query));
  }

  /** All the items of a list, read page by page. @param path as {@link call} takes it, without a query. */
  list<Item>(path: string, query: Query = {}): AsyncGenerator<Item, void> {
    return everyPage(({ limit, after }) =>
      this.get<Page<Item>>(path, { ...query, limit: String(limit), after }),
    );
  }

  /** A table as the server writes it, piece by piece. @param path as {@link call} takes it, without a query. */
  async *csv(path: string, query: Query): AsyncGenerator<string, void> {
    const response = await this.send('GET', withQuery(path, { ...query, format: 'csv' }));
    if (!response.ok) throw this.refusal(await this.answerOf(response), response);
    if (!response.headers.get('Content-Type')?.startsWith('text/csv')) {
      throw new CommandFailed(
        `what answers at ${this.url.href} is no ledger: ${response.status} without CSV`,
        EXIT.unavailable,
      );
    }
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    try {
      for await (const piece of bytesOf(response)) yield decoder.decode(piece, { stream: true });
    } catch (error) {
      throw this.unreachable(error);
    }
  }

  private async send(method: string, path: string, body?: object): Promise<Response> {
    try {
      return await fetch(new URL(path, this.url), {
        method,
        headers: {
          Accept: 'application/json, text/csv',
          ...(this.key !== undefined && { Authorization: `Bearer ${this.key}` }),
          ...(body && { 'Content-Type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
    } catch (error) {
      throw this.unreachable(error);
    }
  }

  private async answerOf(response: Response): Promise<unknown> {
    let text: string;
    try {
      text = await response.text();
    } catch (error) {
      throw this.unreachable(error);
    }
    try {
      return JSON.parse(text);
    } catch {
      const message = `what answers at ${this.url.href} is no ledger: ${response.status} without JSON`;
      throw new CommandFailed(message, EXIT.unavailable);
    }
  }

  private refusal(answer: unknown, response: Response): RequestRefused {
    const detail = detailOf(answer, response, this.url);
    const isNobody = response.status === UNAUTHENTICATED && this.key === undefined;
    const hint = isNobody ? ' Give --key, or set FACT_LEDGER_KEY.' : '';
    return new RequestRefused(response.status, detail + hint);
  }

  private unreachable(error: unknown): CommandFailed {
    const cause = error instanceof Error ? error.cause : undefined;
    const why = errorCodeOf(cause) || messageOf(cause ?? error);
    return new CommandFailed(`no server answers at ${this.url.href} (${why})`, EXIT.unavailable);
  }
}

function bytesOf({ body }: Response): AsyncIterable<Uint8Array> | readonly Uint8Array[] {
  return body ?? [];
}

const UNAUTHENTICATED = 401;

function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

/** Ends in a slash, so that paths are taken from there, also behind a proxy that serves a folder of it. */
function serverUrl(given: string | undefined, { host, port }: Settings): URL {
  const authority = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  const text = given ?? `http://${authority}`;
  const url = urlIn(text);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new CommandFailed(`"${text}" is no http or https URL of a server`, EXIT.usage);
  }
  if (url.username !== '' || url.password !== '') {
    throw new CommandFailed('the URL of a server holds no name or password', EXIT.usage);
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** Checks that a key has the form of a bearer token (RFC 6750). The failure never tells the key. */
function headerKey(key: string): string {
  if (/^[\w.~+/-]+=*$/.test(key)) return key;
  throw new CommandFailed('the key holds characters that no key has', EXIT.usage);
}

async function keptKey({ dataDir }: Settings): Promise<string> {
  const file = join(dataDir, ADMIN_KEY_FILE);
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw new CommandFailed(
      `no key: give --key, set FACT_LEDGER_ADMIN_KEY, or be able to read ${file} (${errorCodeOf(error)})`,
    );
  }
}

interface Refusal {
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
  readonly rule?: string;
  /** The address of the rule's page on the server. */
  readonly help?: string;
}

/** What the server says of a refusal, in one line. */
function detailOf(answer: unknown, { statusText }: Response, url: URL): string {
  if (typeof answer !== 'object' || answer === null) return statusText;
  const { detail = statusText, errors = [], rule, help } = answer as Refusal;
  const more = errors.filter((fault) => fault.detail !== detail);
  return [
    detail,
    ...more.map((fault) => `${fault.pointer} ${fault.detail}`),
    ...(rule === undefined || help === undefined
      ? []
      : [`(rule ${rule}: ${new URL(help.replace(/^\//, ''), url).href})`]),
  ].join(' ');
}
