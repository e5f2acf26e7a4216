/** What goes on in the background from the start of the server to its end. */
export interface Process {
  /** Kebab case: the name by which health speaks of it. */
  readonly name: string;
  /** Resolves when others may rely on it. */
  start?(): void | Promise<void>;
  /** Resolves when it does nothing more; also after a start that failed. */
  stop?(): void | Promise<void>;
  /** Why it does not do its work, in words; null while it does. */
  problem?(): string | null;
  /** What somebody should see to though it does its work, each in a sentence. */
  notes?(): string[];
}

/** Starts processes in the order in which they were registered, and stops them in the reverse one. */
export class Supervisor {
  private readonly processes: Process[] = [];
  private started: Process[] = [];

  register(...processes: readonly Process[]): void {
    this.processes.push(...processes);
  }

  /** @throws what a start fails with, when everything that was started is stopped again. */
  async start(): Promise<void> {
    for (const process of this.processes) {
      // It may have begun before it fails.
      this.started.push(process);
      try {
        await process.start?.();
      } catch (error) {
        await this.stop([error]);
      }
    }
  }

  /**
   * Stops all that was started, each whatever the others do. Nothing more the second time.
   *
   * @param failures that have led to it.
   * @throws the failure, or an AggregateError of several.
   */
  async stop(failures: unknown[] = []): Promise<void> {
    // eslint-disable-next-line no-restricted-syntax -- as many rounds as there are processes
    for (let process; (process = this.started.pop());) {
      try {
        await process.stop?.();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length === 1) throw failures[0];
    if (failures.length > 1) throw new AggregateError(failures, failures.map(String).join('; '));
  }

  /** What processes ask somebody to see to, though they do their work. */
  notes(): string[] {
    return this.started.flatMap((process) => process.notes?.() ?? []);
  }

  /** What keeps processes from their work, each in a sentence. */
  problems(): string[] {
    return this.started.flatMap((process) => {
      const reason = process.problem?.() ?? null;
      return reason === null ? [] : [`The process ${process.name} cannot go on: ${reason}.`];
    });
  }
}
