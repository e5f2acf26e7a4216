import { readFile } from 'node:fs/promises';

/**
 * Seconds for which a process's main thread has been on a processor, whatever its other threads did. Linux
 * alone tells it: https://docs.kernel.org/scheduler/sched-stats.html#proc-pid-schedstat
 */
export async function mainThreadSeconds(pid: number): Promise<number> {
  const [nanoseconds] = (await readFile(`/proc/${pid}/task/${pid}/schedstat`, 'utf8')).split(' ');
  return Number(nanoseconds) / 1e9;
}
