import { repeat } from '../../src/following/pause.js';
import { ApiClient } from '../support/api-client.js';
import { faultsOf, type Fault } from './trial.js';

const EVERY_MS = 100;
/** Longer, and those who watch a process end it. */
const LONGEST_MS = 10_000;

/** Asks a server again and again whether it is alive, while others keep it busy. */
export class LiveWatch {
  private readonly stopping = new AbortController();
  private readonly ended: Promise<void>;
  private readonly failures: string[] = [];
  private longest = 0;

  constructor(url: string) {
    const client = new ApiClient(url);
    this.ended = repeat(this.stopping.signal, async () => {
      await this.ask(client);
      return EVERY_MS;
    });
  }

  /** The longest wait in milliseconds. */
  get longestWait(): number {
    return Math.round(this.longest);
  }

  get faults(): Fault[] {
    const late = this.longest > LONGEST_MS ? [`/health/live took ${this.longestWait} ms`] : [];
    return faultsOf('wrong', [...this.failures, ...late]);
  }

  async end(): Promise<void> {
    this.stopping.abort();
    await this.ended;
  }

  private async ask(client: ApiClient): Promise<void> {
    const asked = performance.now();
    try {
      const { status } = await client.get('/health/live');
      if (status !== 200) this.failures.push(`/health/live: ${status}`);
    } catch (error) {
      this.failures.push(`/health/live: ${String(error)}`);
    }
    this.longest = Math.max(this.longest, performance.now() - asked);
  }
}
