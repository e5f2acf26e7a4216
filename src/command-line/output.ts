import { once } from 'node:events';

import { errorCodeOf } from '../runtime/error-code.js';
import { CommandFailed, messageOf } from './exit-codes.js';

/** Whoever reads standard output has gone, as `head` does once it has its lines: they want no more. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

/** Control characters, and those that Unicode calls line and paragraph separators. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

let broken: unknown;

/** Keeps a failing output from ending the process with a stack trace; whoever prints is told instead. */
export function watchOutputs(): void {
  process.stdout.on('error', (error: Error) => {
    broken ??= error;
  });
  // Progress is told to nobody then; the work and its exit code are as they were.
  process.stderr.on('error', () => {});
}

/** Returns a number with its noun, which takes an s where it is not one: `1 claim`, `2 claims`. */
export function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Writes a line to standard output, and waits where the reader is slower. @throws ReaderGone, CommandFailed */
export function printLine(text: string): Promise<void> {
  return printText(`${text}\n`);
}

/** Writes as {@link printLine} does, without an end of the line. */
export async function printText(text: string): Promise<void> {
  mustBeWritable();
  if (process.stdout.write(text)) return;
  try {
    await once(process.stdout, 'drain');
  } catch (error) {
    broken ??= error;
  }
  mustBeWritable();
}

/** Writes cells with a tab between them. */
export function printColumns(cells: readonly string[]): Promise<void> {
  return printLine(cells.map(onOneLine).join('\t'));
}

/** A text without what would break the line or move the cursor. */
export function onOneLine(text: string): string {
  return text.replace(BREAKS, ' ');
}

export function printJson(value: unknown): Promise<void> {
  return printLine(JSON.stringify(value));
}

/** Resolves when all that was printed is with the reader. @throws ReaderGone, CommandFailed */
export async function printed(): Promise<void> {
  await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
  mustBeWritable();
}

function mustBeWritable(): void {
  if (broken === undefined) return;
  if (errorCodeOf(broken) === 'EPIPE') throw new ReaderGone();
  throw new CommandFailed(`cannot write the output: ${messageOf(broken)}`);
}
