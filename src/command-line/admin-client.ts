import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ADMIN_KEY_FILE } from '../access/first-start.js';
import type { Settings } from '../settings/settings.js';
import { CommandFailed, EXIT } from './exit-codes.js';

export interface ServerOptions {
  /** Of a running server; the one that the settings speak of where left out. */
  readonly url?: string;
  /** Of an admin; else FACT_LEDGER_ADMIN_KEY, else the key file in the data folder. */
  readonly key?: string;
}

/** Speaks to a running server: members are its business, also while it runs. */
export class AdminClient {
  private constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  static async for(settings: Settings, { url, key }: ServerOptions): Promise<AdminClient> {
    const { host, port, adminKey } = settings;
    const authority = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
    return new AdminClient(
      url ?? `http://${authority}`,
      key ?? adminKey ?? (await keptKey(settings)),
    );
  }

  /** @throws CommandFailed with what the server said. */
  async call<Answer>(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Answer> {
    const response = await this.send(method, path, body);
    const answer: unknown = await response.json();
    if (response.ok) return answer as Answer;
    const { detail = response.statusText } = answer as { detail?: string };
    throw new CommandFailed(`${response.status}: ${detail}`, EXIT.unavailable);
  }

  private async send(method: string, path: string, body?: object): Promise<Response> {
    try {
      return await fetch(`${this.url}${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${this.key}`,
          ...(body && { 'Content-Type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
    } catch (error) {
      const why = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
      throw new CommandFailed(`no server answers at ${this.url}: ${why}`, EXIT.unavailable);
    }
  }
}

async function keptKey({ dataDir }: Settings): Promise<string> {
  const file = join(dataDir, ADMIN_KEY_FILE);
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    throw new CommandFailed(
      `no key: give --key, set FACT_LEDGER_ADMIN_KEY, or be able to read ${file}`,
    );
  }
}
