import { readFileSync } from 'node:fs';

/**
 * Loaded before the program by `--import`: its clock is as many milliseconds off as the file says that
 * `SHIFTED_CLOCK_FILE` names, at every look, in all of its threads. Timers go on as they are.
 */
const file = process.env['SHIFTED_CLOCK_FILE']!;
const TrueDate = Date;

function now(): number {
  return TrueDate.now() + Number(readFileSync(file, 'utf8'));
}

globalThis.Date = new Proxy(TrueDate, {
  construct: (target, args: [], newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
  apply: () => new TrueDate(now()).toString(),
  get: (target, name, receiver) =>
    name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown),
});
