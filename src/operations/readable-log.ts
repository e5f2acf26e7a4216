import { styleText } from 'node:util';
import { pino, type DestinationStream } from 'pino';

import type { LogFormat } from '../settings/settings.js';

/** The part of a stream that log lines are written to; a terminal says so, and whether it has colours. */
export interface LogOutput {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  hasColors?(): boolean;
}

/** An entry as pino writes it. */
interface Entry {
  readonly time: string;
  readonly level: number;
  readonly msg?: string;
  readonly err?: { readonly stack?: string };
  /** The stack of an error that Nest logs. */
  readonly stack?: string;
  readonly [field: string]: unknown;
}

type Colour = Parameters<typeof styleText>[0];

const COLOURS: Readonly<Record<string, Colour>> = {
  WARN: 'yellow',
  ERROR: 'red',
  FATAL: 'red',
};

/** Characters that would break a line, move a terminal's cursor or hide what stands behind them. */
const CONTROLS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Returns where pino is to write; undefined for standard output as it is, in JSON. `auto` is text on a
 * terminal and JSON elsewhere.
 */
export function logDestination(
  format: LogFormat,
  output: LogOutput = process.stdout,
): DestinationStream | undefined {
  const asText = format === 'text' || (format === 'auto' && output.isTTY);
  return asText ? readableLog(output) : undefined;
}

/** Writes pino's entries for people, a line each, with the stack of an error below it. */
export function readableLog(output: LogOutput): DestinationStream {
  const coloured = output.isTTY === true && output.hasColors?.() === true;
  const paint = (colour: Colour | undefined, text: string) =>
    // Asked above: whether this process's own output has colours is another question.
    coloured && colour ? styleText(colour, text, { validateStream: false }) : text;
  return {
    write(json) {
      const {
        time,
        level,
        msg = '',
        err,
        stack = err?.stack,
        ...fields
      } = JSON.parse(json) as Entry;
      const name = (pino.levels.labels[level] ?? '').toUpperCase();
      const { head, rest } = headOf(msg, fields);
      const line = [
        paint('gray', new Date(time).toTimeString().slice(0, 8)),
        paint(COLOURS[name], name.padEnd(5)),
        harmless(head),
        ...Object.entries(rest).map(([field, value]) =>
          paint('gray', harmless(`${field}=${shown(value)}`)),
        ),
      ].join(' ');
      const frames = stack?.split('\n').map((frame) => `    ${harmless(frame.trim())}`) ?? [];
      output.write(`${[line, ...frames].join('\n')}\n`);
    },
  };
}

/** Says of a request what was asked and answered; of all else, its message. */
function headOf(
  msg: string,
  fields: Readonly<Record<string, unknown>>,
): { readonly head: string; readonly rest: Readonly<Record<string, unknown>> } {
  if (msg !== 'request') return { head: msg, rest: fields };
  const { method, path, status, ms, ...rest } = fields;
  return { head: `${[method, path, status, ms].join(' ')} ms`, rest };
}

function shown(value: unknown): string {
  return typeof value === 'string' && /^[^\s"]+$/.test(value) ? value : JSON.stringify(value);
}

function harmless(text: string): string {
  return text.replace(
    CONTROLS,
    (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  );
}
