import { setTimeout as sleep } from 'node:timers/promises';

import { problemIn } from '../support/answers.js';
import type { Chance } from '../support/generated-ledger/chance.js';
import type { Staff } from './staff.js';
import {
  Capture,
  WriteRequest,
  type Content,
  type WriteAnswer,
  type Writer,
} from './write-requests.js';

/** Where the server is at the moment. Clients wait here while it is away. */
export class Line {
  private current: string | undefined;
  private ended = false;
  private waiting: (() => void)[] = [];

  connect(url: string): void {
    this.current = url;
    for (const wake of this.waiting.splice(0)) wake();
  }

  /** Takes the server away: what is under way may go unanswered from now on. */
  cut(): void {
    this.current = undefined;
  }

  /** Nothing new is begun from now on; what was begun is brought to its end. */
  end(): void {
    this.ended = true;
  }

  get isEnding(): boolean {
    return this.ended;
  }

  isConnectedTo(url: string): boolean {
    return this.current === url;
  }

  async server(): Promise<string> {
    while (this.current === undefined) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    return this.current;
  }
}

/** A story that goes no further. */
class StoryDropped extends Error {}

/**
 * Members who register sources, capture them, record claims, cite and judge them, several stories at
 * a time. A write whose server goes away is tried again with its key, or given up now and then.
 */
export class BusyDesk {
  readonly requests: WriteRequest[] = [];
  /** What no server that is up and has room may answer. */
  readonly surprises: string[] = [];
  /** How often a server was too busy, and said when to try again. */
  toldToWait = 0;
  private work: Promise<unknown> | undefined;
  private stories = 0;
  private onAnswer = () => {};

  constructor(
    private readonly line: Line,
    private readonly staff: Staff,
    private readonly chance: Chance,
  ) {}

  start(storiesAtATime: number): void {
    this.work = Promise.all(Array.from({ length: storiesAtATime }, () => this.writeStories()));
  }

  /** Resolves once every write that was begun has been answered or given up. */
  async finish(): Promise<void> {
    this.line.end();
    await this.work;
  }

  get acknowledged(): WriteRequest[] {
    return this.requests.filter((request) => request.isAcknowledged);
  }

  /** Resolves when so many more writes have their first answer. */
  async untilAcknowledged(count: number): Promise<void> {
    const enough = this.acknowledged.length + count;
    while (this.acknowledged.length < enough) {
      await new Promise<void>((resolve) => (this.onAnswer = resolve));
    }
  }

  /** Sends some of what was answered again, to the server that is there now. */
  async repeat(count: number): Promise<void> {
    const answered = this.acknowledged;
    const again = Array.from({ length: count }, () => this.chance.pick(answered));
    // Whatever else than an answer came is among the surprises.
    await Promise.allSettled(again.map((request) => this.attempt(request)));
  }

  private async writeStories(): Promise<void> {
    while (!this.line.isEnding) {
      try {
        await this.writeStory((this.stories += 1));
      } catch (error) {
        if (!(error instanceof StoryDropped)) throw error;
      }
    }
  }

  private async writeStory(n: number): Promise<void> {
    const { contributor, reviewers } = this.staff;
    const title = `Talks on the ceasefire, part ${n}`;
    const source = await this.write(contributor, '/v1/sources', { type: 'article', title });
    const passage = `Story ${n}: the talks on phase two have started, said the spokesperson.`;
    await this.write(contributor, `/v1/sources/${source.id}/snapshots`, this.capture(passage));
    for (let m = 1; m <= 2; m += 1) {
      const claim = await this.write(contributor, '/v1/claims', {
        text: `Claim ${m} of story ${n}: talks on phase two have started`,
        kind: 'fact',
        claimant: { kind: 'own-voice' },
        topics: ['ceasefire'],
      });
      const path = `/v1/claims/${claim.id}`;
      const quote = { exact: 'the talks on phase two have started' };
      const citation = await this.write(contributor, `${path}/citations`, {
        sourceId: source.id,
        stance: 'supports',
        quote,
      });
      const verdict = {
        question: 'veracity',
        rating: 'true',
        rationale: 'Two transcripts agree.',
        evidence: [citation.id],
      };
      const judged = reviewers.map((each) => this.write(each, `${path}/verdicts`, verdict));
      for (const outcome of await Promise.allSettled(judged)) {
        if (outcome.status === 'rejected') throw outcome.reason;
      }
      if (!this.chance.happens(400)) continue;
      const reason = { reason: 'It was misread.' };
      await this.write(contributor, `${path}/citations/${citation.id}/retraction`, reason);
    }
  }

  /** Markdown is kept with its text beside it, plain text alone. */
  private capture(passage: string): Capture {
    const filling = 'On the ground nothing changed. '.repeat(this.chance.int(1, 3_000));
    const mediaType = this.chance.pick(['text/plain', 'text/markdown']);
    return new Capture(Buffer.from(`# ${passage}\n\n${filling}`), mediaType);
  }

  /** @throws StoryDropped */
  private async write(writer: Writer, path: string, content: Content): Promise<WriteAnswer> {
    if (this.line.isEnding) throw new StoryDropped();
    const key = `desk-${this.requests.length}`;
    const request = new WriteRequest(writer, path, content, key);
    this.requests.push(request);
    for (;;) {
      const answer = await this.attempt(request);
      if (answer) return answer;
      if (this.chance.happens(150)) throw new StoryDropped();
    }
  }

  /**
   * @returns undefined where the server went away meanwhile, or was too busy.
   * @throws StoryDropped where it answered anything but that it was recorded.
   */
  private async attempt(request: WriteRequest): Promise<WriteAnswer | undefined> {
    const url = await this.line.server();
    const { path, answers } = request;
    try {
      const answer = await request.send(url);
      this.onAnswer();
      const { status, body, headers } = answer;
      if (status >= 200 && status < 300) return answers.at(-1);
      const seconds = Number(headers.get('retry-after'));
      if (status === 503 && problemIn(answer).type === '/problems/busy' && seconds > 0) {
        this.toldToWait += 1;
        await sleep(1_000 * seconds);
        return undefined;
      }
      this.surprises.push(`${path}: ${status} ${JSON.stringify(body)}`);
    } catch (error) {
      if (!this.line.isConnectedTo(url)) {
        request.unansweredBy.push(url);
        return undefined;
      }
      this.surprises.push(`${path}: ${String(error)}`);
    }
    throw new StoryDropped();
  }
}
