import { setTimeout as sleep } from 'node:timers/promises';

import { errorCodeOf } from '../../src/runtime/error-code.js';
import { WriteRequest, type Writer } from './write-requests.js';

export const CLIENTS = 12;

export function claim(text: string): object {
  return { text, kind: 'fact', claimant: { kind: 'own-voice' } };
}

/** Clients who record one claim after the other until they are told off. */
export class ClaimLoad {
  readonly requests: WriteRequest[] = [];
  /** In the words of the client or of the server. */
  readonly refusals: string[] = [];
  private readonly work: Promise<unknown>;

  constructor(
    private readonly url: string,
    private readonly writer: Writer,
  ) {
    this.work = Promise.all(Array.from({ length: CLIENTS }, () => this.write()));
  }

  get acknowledged(): WriteRequest[] {
    return this.requests.filter((request) => request.isAcknowledged);
  }

  async untilAcknowledged(count: number): Promise<void> {
    while (this.acknowledged.length < count) await sleep(5);
  }

  async end(): Promise<void> {
    await this.work;
  }

  private async write(): Promise<void> {
    for (;;) {
      const n = this.requests.length;
      const request = new WriteRequest(this.writer, '/v1/claims', claim(`Claim ${n}`), `stop-${n}`);
      this.requests.push(request);
      try {
        const { status, body } = await request.send(this.url);
        if (status === 201) continue;
        this.refusals.push(`${status} ${(body as { type?: string }).type}`);
      } catch (error) {
        this.refusals.push(reasonOf(error));
      }
      return;
    }
  }
}

/** Returns `ECONNREFUSED`, or `UND_ERR_SOCKET` where the server closed a kept-alive connection. */
function reasonOf(error: unknown): string {
  return errorCodeOf(error) || String(error);
}
