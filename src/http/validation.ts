import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';

import { Problem, type FieldError } from './problem.js';

/** Enough to mend a request by; a hostile one does not get an answer as long as itself. */
const MOST_FAULTS = 20;

/** Checks bodies and query strings against their DTO; what the DTO does not name is refused. */
export const validation = new ValidationPipe({
  whitelist: true,
  forbidNonWhitelisted: true,
  transform: true,
  stopAtFirstError: true,
  exceptionFactory: (errors) => refused(errors),
});

function refused(errors: readonly ValidationError[]): Problem {
  const faults = [...faultsIn(errors, '')].slice(0, MOST_FAULTS);
  const [first] = faults;
  const detail = first
    ? `${first.pointer === '' ? 'The body' : first.pointer} ${first.detail}.`
    : 'The request does not have the shape that this route takes.';
  return new Problem('invalid', detail, { errors: faults });
}

function* faultsIn(errors: readonly ValidationError[], under: string): Generator<FieldError> {
  for (const { property, constraints, children } of errors) {
    const pointer = property === undefined ? under : `${under}/${escaped(property)}`;
    const [name, message] = Object.entries(constraints ?? {})[0] ?? [];
    if (message !== undefined) yield { pointer, detail: told(name, message) };
    yield* faultsIn(children ?? [], pointer);
  }
}

function told(name: string | undefined, message: string): string {
  if (name === 'whitelistValidation') return 'is not known here';
  if (name === 'unknownValue') return 'is to be an object';
  return message;
}

/** RFC 6901 §3. */
function escaped(member: string): string {
  return member.slice(0, 200).replaceAll('~', '~0').replaceAll('/', '~1');
}
