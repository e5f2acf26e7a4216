import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import type { Readiness } from '../../src/operations/readiness.js';
import { problemIn } from '../support/answers.js';
import { ApiClient, type ApiAnswer } from '../support/api-client.js';
import type { SpawnedServer } from '../support/spawned-server.js';
import { faultsOf, type Fault, type FaultKind } from './trial.js';
import type { WholeLedger } from './whole-ledger.js';

const TRIES = 100;

interface EventPage {
  readonly items: readonly { readonly id: string; readonly data: unknown }[];
  readonly next: string | null;
}

/** A server that came up on a damaged ledger, held against what the whole one had acknowledged. */
export class DamagedServer {
  /** What must not be, whatever it says of itself. */
  readonly faults: Fault[] = [];
  /** What was acknowledged and is not there, as if it never had been. */
  readonly missing: string[] = [];
  /** What it shows in other words than it was acknowledged. */
  readonly altered: string[] = [];
  /** What it refuses to show for the time being, with the reason. */
  readonly refused: string[] = [];

  constructor(
    private readonly server: SpawnedServer,
    private readonly whole: WholeLedger,
  ) {}

  /** Looks at everything once. @returns whether it says that it is ready, before and after. */
  async look({ writes }: { readonly writes: boolean }): Promise<boolean> {
    const before = await this.isReady();
    await this.readEvents();
    for (const [path, shown] of this.whole.shown) {
      const answer = await this.server.anonymous.get(path);
      if (answer.status !== 200) this.judgeRefusal(answer, path);
      else if (!isDeepStrictEqual(answer.body, shown)) this.altered.push(path);
    }
    if (writes) await this.write();
    const live = await this.server.anonymous.get('/health/live');
    if (live.status !== 200) this.add('wrong', `/health/live: ${live.status}`);
    return before && (await this.isReady());
  }

  /** Once its views have caught up, or something keeps them from it. */
  private async isReady(): Promise<boolean> {
    for (let n = 1; ; n += 1) {
      const { status, body } = await this.server.anonymous.get('/health/ready');
      const { ready, projections, reasons } = body as Readiness;
      const goesOn = projections.some(({ caughtUp, failure }) => caughtUp === false && !failure);
      const begins =
        reasons.length > 0 && reasons.every((reason) => / has not begun yet/.test(reason));
      if (n < TRIES && (begins || (ready && goesOn))) {
        await sleep(100);
        continue;
      }
      if (ready !== (status === 200)) this.add('wrong', `/health/ready: ${status} and ${ready}`);
      return ready;
    }
  }

  private async readEvents(): Promise<void> {
    const auditor = new ApiClient(this.server.url, this.whole.keys.auditor);
    const found = new Map<string, unknown>();
    for (let after: string | null = ''; after !== null;) {
      const page: ApiAnswer = await auditor.get(`/v1/events?limit=500${after}`);
      if (page.status !== 200) return this.judgeRefusal(page, '/v1/events');
      const { items, next } = page.body as EventPage;
      for (const { id, data } of items) found.set(id, data);
      after = next && `&after=${next}`;
    }
    for (const { id, position, data } of this.whole.events) {
      const about = `the event at ${position}`;
      if (!found.has(id)) this.missing.push(about);
      else if (!isDeepStrictEqual(found.get(id), data)) this.altered.push(about);
    }
  }

  private async write(): Promise<void> {
    const contributor = new ApiClient(this.server.url, this.whole.keys.contributor);
    const claim = { text: 'After the damage', kind: 'fact', claimant: { kind: 'own-voice' } };
    const answer = await contributor.post('/v1/claims', claim);
    if (answer.status !== 201) this.judgeRefusal(answer, 'POST /v1/claims');
  }

  /** A documented 503 says what is the matter; that there is no such thing, or no such key, does not. */
  private judgeRefusal(answer: ApiAnswer, about: string): void {
    const told = `${about}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 500)}`;
    if (answer.status === 503) this.refused.push(`${about}: ${problemIn(answer).detail}`);
    else if (answer.status >= 500) this.add('broken', told);
    else this.missing.push(told);
  }

  private add(kind: FaultKind, what: string): void {
    this.faults.push(...faultsOf(kind, [what]));
  }
}
