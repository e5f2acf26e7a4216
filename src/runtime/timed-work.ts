/** A task as it is sent to a thread of `TimedThreads`. */
export interface TimedTask<Task> {
  readonly task: Task;
  /** One element in memory that both threads see: 1 once the task has begun, 0 before. */
  readonly begun: Int32Array;
}

/** Makes the entry of a thread of `TimedThreads` out of the function that does the work. */
export function timedWork<Task, Result>(
  work: (task: Task) => Result,
): (sent: TimedTask<Task>) => Result {
  return ({ task, begun }) => {
    Atomics.store(begun, 0, 1);
    return work(task);
  };
}
