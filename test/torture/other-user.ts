import { execFileSync } from 'node:child_process';
import { chownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { PROGRAM } from '../support/program-run.js';

/** `nobody` of most systems. */
const OTHER = 65_534;
const AS_OTHER = ['setpriv', `--reuid=${OTHER}`, `--regid=${OTHER}`, '--clear-groups'];

let possible: boolean | undefined;

/** Whether programs can be run by somebody whom permissions hold: root runs them as another user. */
export function canBeOther(): boolean {
  if (process.getuid?.() !== 0) return true;
  possible ??= works();
  return possible;
}

/** Gives the folder to that user. @returns the words that a program is started through. */
export function asOther(folder: string): string[] {
  if (process.getuid?.() !== 0) return [];
  give(folder);
  return AS_OTHER;
}

function give(path: string): void {
  chownSync(path, OTHER, OTHER);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) give(join(path, name));
}

function works(): boolean {
  try {
    const [command = '', ...words] = AS_OTHER;
    execFileSync(command, [...words, process.execPath, PROGRAM, '--version'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}
