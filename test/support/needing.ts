import { spawnSync } from 'node:child_process';

/** Returns which of these programs are not there. */
export function missingPrograms(programs: readonly string[]): string[] {
  return programs.filter((name) => spawnSync(name, ['--version']).error !== undefined);
}

/**
 * `it`, where these programs are there; else `it.skip`, which is counted, with the reason in the name.
 * The tests need nothing but Node; what pastes a shell's lines needs what is in them, too.
 */
export function itNeeding(programs: readonly string[]) {
  const missing = missingPrograms(programs);
  return (name: string, test: () => Promise<void>): void => {
    if (missing.length === 0) it(name, test);
    else it.skip(`${name} (skipped: ${missing.join(' and ')} not found)`, test);
  };
}

let docker: boolean | undefined;

/** Whether a container can be started here. */
export function dockerRuns(): boolean {
  docker ??= spawnSync('docker', ['info'], { timeout: 10_000 }).status === 0;
  return docker;
}
