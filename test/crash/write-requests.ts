import { isDeepStrictEqual } from 'node:util';
import { v5 as uuidv5 } from 'uuid';

import { ApiClient, type ApiAnswer } from '../support/api-client.js';

/** Who may write: an id and a key. */
export interface Writer {
  readonly id: string;
  readonly key: string;
}

/** What every write answers, and more. */
export interface WriteAnswer {
  readonly id: string;
  readonly revision: number;
  readonly position: string;
  readonly [member: string]: unknown;
}

/** Bytes of a snapshot with their media type. */
export class Capture {
  constructor(
    readonly bytes: Uint8Array,
    readonly mediaType: string,
  ) {}
}

export type Content = object | Capture;

/** One write as its client knows it, however often it was sent. */
export class WriteRequest {
  /** Bodies of all answers that said it was recorded. */
  readonly answers: WriteAnswer[] = [];
  /** Servers that went away while it was with them. */
  readonly unansweredBy: string[] = [];

  constructor(
    readonly writer: Writer,
    readonly path: string,
    readonly content: Content,
    readonly idempotencyKey: string,
  ) {}

  /** The id that the ledger derives from the key. */
  get commandId(): string {
    return uuidv5(this.idempotencyKey, this.writer.id);
  }

  get isAcknowledged(): boolean {
    return this.answers.length > 0;
  }

  /** Every try was told the same, but for the claims that were like it at that moment. */
  get answersAgree(): boolean {
    const [first, ...others] = this.answers.map((answer) => ({ ...answer, similar: null }));
    return others.every((answer) => isDeepStrictEqual(answer, first));
  }

  /** @throws what undici throws where no whole answer came. */
  async send(url: string): Promise<ApiAnswer> {
    const { content, path } = this;
    const client = new ApiClient(url, this.writer.key);
    const headers = { 'Idempotency-Key': this.idempotencyKey };
    const answer =
      content instanceof Capture
        ? await client.postBytes(path, content.bytes, content.mediaType, headers)
        : await client.post(path, content, headers);
    if (answer.status >= 200 && answer.status < 300) this.answers.push(answer.body as WriteAnswer);
    return answer;
  }
}
