import { clock } from './clock.js';
import { damagedFiles } from './damaged-files.js';
import { fuzzing } from './fuzzing.js';
import { kills } from './kills.js';
import { roleMatrix } from './role-matrix.js';
import type { Counts, TrialOptions, TrialReport } from './trial.js';

/** How much of each is done. */
export interface TrialNumbers {
  readonly kills: number;
  readonly requests: number;
  /** How many settings of the clock are tried. */
  readonly settings: number;
  /** All kinds of damage, where left out. */
  readonly damages?: number;
}

type Trial = (options: TrialOptions & TrialNumbers, report: TrialReport) => Promise<Counts>;

/** The trials, in the order in which they run. */
export const TRIALS = {
  kills,
  fuzzing,
  roles: roleMatrix,
  clock,
  damage: ({ damages, ...options }, report) =>
    damagedFiles({ ...options, ...(damages !== undefined && { cases: damages }) }, report),
} as const satisfies Record<string, Trial>;

export type TrialName = keyof typeof TRIALS;
