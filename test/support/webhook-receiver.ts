import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Webhook } from 'standardwebhooks';

/** What a receiver was sent. */
export interface Received {
  readonly id: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly message: { readonly type: string; readonly data: Readonly<Record<string, unknown>> };
}

/** Answers a message; one that was not answered hangs. */
export type Answering = (
  reply: ServerResponse,
  received: Received,
  socket: IncomingMessage['socket'],
) => void;

export const taking: Answering = (reply) => void reply.writeHead(204).end();
export const answering =
  (status: number, headers: Record<string, string> = {}): Answering =>
  (reply) =>
    void reply.writeHead(status, headers).end('not taken');

/** A receiver of webhooks on the loopback, which keeps what it was sent. */
export class WebhookReceiver {
  readonly received: Received[] = [];

  private constructor(
    private readonly server: Server,
    readonly url: string,
    /** May be changed at any time. */
    public answer: Answering,
  ) {}

  static async start(answer: Answering = taking): Promise<WebhookReceiver> {
    const server = createServer((request, reply) => void receiver.take(request, reply));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const receiver = new WebhookReceiver(server, `http://127.0.0.1:${port}/hook`, answer);
    return receiver;
  }

  get ids(): string[] {
    return this.received.map(({ id }) => id);
  }

  get types(): string[] {
    return this.received.map(({ message }) => message.type);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async take(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString();
    const headers = request.headers as Record<string, string>;
    const received = {
      id: headers['webhook-id']!,
      path: request.url!,
      headers,
      body,
      message: JSON.parse(body) as Received['message'],
    };
    this.received.push(received);
    this.answer(reply, received, request.socket);
  }
}

/** Whether the message was signed with that secret, by the library that receivers use. */
export function isSignedBy(secret: string, { body, headers }: Received): boolean {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch {
    return false;
  }
}
