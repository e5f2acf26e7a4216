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
  /** The key of an admin; else FACT_LEDGER_ADMIN_KEY, else the key file in the data folder. */
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

/** Speaks to a running server: members are its business, also while it runs. */
export class AdminClient {
  private constructor(
    private readonly url: URL,
    readonly key: string,
  ) {}

  /** @throws CommandFailed without a key, or with one or a URL that cannot be one. */
  static async for(settings: Settings, { url, key }: ServerOptions): Promise<AdminClient> {
    const { host, port, adminKey } = settings;
    const authority = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
    return new AdminClient(
      serverUrl(url ?? `http://${authority}`),
      headerKey(key ?? adminKey ?? (await keptKey(settings))),
    );
  }

  /** @param path without the slash before it. @throws RequestRefused; CommandFailed where nobody answers. */
  async call<Answer>(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Answer> {
    const response = await this.send(method, path, body);
    const answer = await this.answerOf(response);
    if (response.ok) return answer as Answer;
    throw new RequestRefused(response.status, detailOf(answer, response));
  }

  /** All the items of a list, read page by page. @param path as {@link call} takes it, without a query. */
  list<Item>(path: string): AsyncGenerator<Item, void> {
    return everyPage(({ limit, after }) => {
      const query = new URLSearchParams({
        limit: String(limit),
        ...(after !== undefined && { after }),
      });
      return this.call<Page<Item>>('GET', `${path}?${query.toString()}`);
    });
  }

  private async send(method: string, path: string, body?: object): Promise<Response> {
    try {
      return await fetch(new URL(path, this.url), {
        method,
        headers: {
          Authorization: `Bearer ${this.key}`,
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

  private unreachable(error: unknown): CommandFailed {
    const cause = error instanceof Error ? error.cause : undefined;
    const why = errorCodeOf(cause) || messageOf(cause ?? error);
    return new CommandFailed(`no server answers at ${this.url.href} (${why})`, EXIT.unavailable);
  }
}

/** Ends in a slash, so that paths are taken from there, also behind a proxy that serves a folder of it. */
function serverUrl(text: string): URL {
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

/** What the server says of a refusal, in one line. */
function detailOf(answer: unknown, { statusText }: Response): string {
  if (typeof answer !== 'object' || answer === null) return statusText;
  const { detail = statusText, errors = [] } = answer as {
    readonly detail?: string;
    readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
  };
  const more = errors.filter((fault) => fault.detail !== detail);
  return [detail, ...more.map((fault) => `${fault.pointer} ${fault.detail}`)].join(' ');
}
