import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';

import type { Writer } from './write-requests.js';

/** A POST of which the server has the head and half of the body, until {@link finish}. */
export class SlowPost {
  private constructor(
    private readonly sent: ClientRequest,
    private readonly rest: Buffer,
  ) {}

  static async begin(url: string, writer: Writer, body: object): Promise<SlowPost> {
    const bytes = Buffer.from(JSON.stringify(body));
    const half = bytes.length >> 1;
    const sent = request(url, {
      method: 'POST',
      agent: false,
      headers: {
        Authorization: `Bearer ${writer.key}`,
        'Content-Type': 'application/json',
        'Content-Length': bytes.length,
        // Answered once the head was read: https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1
        Expect: '100-continue',
      },
    });
    sent.flushHeaders();
    await once(sent, 'continue');
    sent.write(bytes.subarray(0, half));
    return new SlowPost(sent, bytes.subarray(half));
  }

  async finish(): Promise<{ readonly status: number; readonly body: unknown }> {
    const answered = once(this.sent, 'response') as Promise<[IncomingMessage]>;
    this.sent.end(this.rest);
    const [response] = await answered;
    const text = (await response.setEncoding('utf8').toArray()).join('');
    return { status: response.statusCode ?? 0, body: JSON.parse(text) as unknown };
  }
}
