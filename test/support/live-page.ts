import { EventSource } from 'eventsource';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';

import { EVENT_TYPES, type EventAnswer } from '../../src/audit/event-answer.js';
import type { ApiClient } from './api-client.js';
import { eventually } from './eventually.js';

/** Where events are had as they are recorded. */
export const LIVE = '/v1/events/live';

/** What a page gets, by a client that others made. */
export class LivePage {
  readonly events: { readonly type: string; readonly id: string; readonly data: EventAnswer }[] =
    [];
  readonly own: { readonly type: string; readonly data: { readonly after: string } }[] = [];
  opened = 0;
  readonly source: EventSource;

  constructor(path: string, client: ApiClient) {
    const key: Record<string, string> = client.key ? { Authorization: `Bearer ${client.key}` } : {};
    this.source = new EventSource(`${client.url}${path}`, {
      fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, ...key } }),
    });
    this.source.addEventListener('open', () => (this.opened += 1));
    for (const type of EVENT_TYPES) {
      this.source.addEventListener(type, ({ lastEventId: id, data }) =>
        this.events.push({ type, id, data: JSON.parse(data as string) as EventAnswer }),
      );
    }
    for (const type of ['began', 'dropped', 'ended', 'stopping']) {
      this.source.addEventListener(type, ({ data }) =>
        this.own.push({ type, data: JSON.parse(data as string) as { after: string } }),
      );
    }
  }

  async begun(): Promise<this> {
    await eventually(() => this.own.some(({ type }) => type === 'began'));
    return this;
  }

  async has(position: string): Promise<void> {
    await eventually(() => this.events.some(({ id }) => id >= position));
  }

  get types(): string[] {
    return this.events.map(({ type }) => type);
  }

  get ids(): string[] {
    return this.events.map(({ id }) => id);
  }
}

/** A connection whose bytes are read when the test says so. */
export async function connection(path: string, client: ApiClient): Promise<IncomingMessage> {
  const headers = client.key ? { Authorization: `Bearer ${client.key}` } : {};
  const request = get(`${client.url}${path}`, { headers, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.on('error', () => {});
  if (response.statusCode !== 200) throw new Error(`answered ${response.statusCode}`);
  return response;
}
