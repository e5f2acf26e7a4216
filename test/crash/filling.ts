import type { ApiAnswer } from '../support/api-client.js';
import { WriteRequest, type Writer } from './write-requests.js';

const CLIENTS = 6;
/** How many refusals in a row say that it is full and stays so. */
const REFUSED_IN_A_ROW = 30;
const TEXT = 'The first ship has left the port, said the harbour master. '.repeat(60);

/** Clients who record claims, and keep every answer. */
export class Filling {
  readonly requests: WriteRequest[] = [];
  readonly refusals: ApiAnswer[] = [];

  constructor(
    private readonly url: string,
    private readonly writer: Writer,
  ) {}

  get acknowledged(): WriteRequest[] {
    return this.requests.filter((request) => request.isAcknowledged);
  }

  get refused(): WriteRequest[] {
    return this.requests.filter((request) => !request.isAcknowledged);
  }

  /** Records one claim more. */
  async write(): Promise<ApiAnswer> {
    const n = this.requests.length;
    const text = `Claim ${n}. ${TEXT}`;
    const claim = { text, kind: 'fact', claimant: { kind: 'own-voice' } };
    const request = new WriteRequest(this.writer, '/v1/claims', claim, `filling-${n}`);
    this.requests.push(request);
    return this.send(request);
  }

  /** Sends it with the same key, as a client does who was refused. */
  async send(request: WriteRequest): Promise<ApiAnswer> {
    const answer = await request.send(this.url);
    if (answer.status >= 300) this.refusals.push(answer);
    return answer;
  }

  /** All clients at once, until nothing has been recorded for a while. */
  async untilFull(): Promise<void> {
    let inARow = 0;
    const client = async () => {
      while (inARow < REFUSED_IN_A_ROW) inARow = (await this.write()).status < 300 ? 0 : inARow + 1;
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
  }
}
