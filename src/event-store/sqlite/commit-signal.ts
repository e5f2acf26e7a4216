/** Tells those who follow the log that something was committed, in this thread or in another. */
export class CommitSignal {
  private readonly listeners = new Set<() => void>();

  raise(): void {
    for (const listener of [...this.listeners]) listener();
  }

  listen(listener: () => void): void {
    this.listeners.add(listener);
  }

  ignore(listener: () => void): void {
    this.listeners.delete(listener);
  }
}
