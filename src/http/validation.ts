import { ValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import type { ValidationError } from 'class-validator';

import { inTodaysNames, rememberFormerNames } from './former-names.js';
import { Problem, type FieldError } from './problem.js';
import { isObject } from './values.js';

/** Enough to mend a request by; a hostile one does not get an answer as long as itself. */
const MOST_FAULTS = 20;

const UNKNOWN = 'is not known here';

/** Checks bodies and query strings against their DTO; what the DTO does not name is refused. */
class RequestValidation extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // Made by the ledger itself, of the path or of who asks.
    if (metadata.type === 'custom') return value;
    if (this.toValidate(metadata)) {
      // No body at all is left to the DTO: where all members are optional it may be left out.
      if (value !== undefined && !isObject(value)) {
        throw refused([{ pointer: '', detail: 'must be an object' }]);
      }
      const inherited = [...inheritedNames(value, '')];
      if (inherited.length > 0) throw refused(inherited);
    }
    if (metadata.type === 'query' && isEmpty(value)) return {};
    const { value: today, renames } = inTodaysNames(value, metadata.metatype);
    const read = plainOf(await super.transform(today, metadata));
    rememberFormerNames(read, renames);
    return read;
  }
}

function isEmpty(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}

/**
 * The members that were given, in objects without a class: an optional member that was left out is not
 * there, whatever the compiler makes of a declaration without a value.
 */
function plainOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainOf);
  if (!isObject(value) || Buffer.isBuffer(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, plainOf(member)]));
}

export const validation = new RequestValidation({
  whitelist: true,
  forbidNonWhitelisted: true,
  transform: true,
  stopAtFirstError: true,
  exceptionFactory: (errors) => refused([...faultsIn(errors, '')]),
});

function refused(all: readonly FieldError[]): Problem {
  const faults = all.slice(0, MOST_FAULTS);
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

/** class-transformer passes over what has the name of a member that every object has: `constructor`. */
function* inheritedNames(value: unknown, under: string): Generator<FieldError> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    const pointer = `${under}/${escaped(name)}`;
    if (name in Object.prototype) yield { pointer, detail: UNKNOWN };
    else yield* inheritedNames(member, pointer);
  }
}

function told(name: string | undefined, message: string): string {
  if (name === 'whitelistValidation') return UNKNOWN;
  if (name === 'unknownValue') return 'must be an object';
  return message;
}

/** RFC 6901 §3. */
function escaped(member: string): string {
  return member.slice(0, 200).replaceAll('~', '~0').replaceAll('/', '~1');
}
