import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

import { LONGEST_URL, PartialDate } from '../../events/fields.js';
import { isPartialDate } from '../../events/partial-date.js';
import { withoutBlanks } from '../text/names.js';
import { dateAsWritten } from './date-as-written.js';
import { Formerly } from './former-names.js';
import {
  faultOfLanguage,
  LANGUAGE_SHAPE,
  languageInItsCase,
  LONGEST_LANGUAGE,
} from './language-tag.js';
import { isTimeZone, LONGEST_TIME_ZONE, timeZoneAsWritten } from './time-zone.js';
import { faultOfText, isObject, isWhole, matches } from './values.js';
import { faultOfUrl, normalisedUrl } from './web-url.js';

/**
 * The members of request bodies. Each decorator is the check and its place in the OpenAPI document at
 * once, so that the two cannot differ. Names, URLs and language tags are brought into their form before
 * they are checked, and so before a command is told from another: bodies that are recorded alike are alike
 * to `Idempotency-Key`.
 */
export interface FieldOptions {
  readonly optional?: boolean;
  /** Null takes the member away. */
  readonly nullable?: boolean;
  readonly description?: string;
  readonly example?: unknown;
  /** The member's former name, which is still taken for one release. */
  readonly formerly?: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const URL_DESCRIPTION = 'Kept as the parser of the WHATWG URL standard writes it.';
const WEB_URL = { type: 'string', format: 'uri', maxLength: LONGEST_URL } as const;

/** With nanoseconds and an offset. */
const LONGEST_DATE = 35;

/** A text of 1 to `max` UTF-16 code units that is not blank, holds no NUL and no lone surrogate. */
export function Text(max: number, options: FieldOptions = {}) {
  return field({ type: 'string', minLength: 1, maxLength: max }, options, [
    checked('text', (value) => faultOfText(value, max)),
  ]);
}

/** A name or title: as `Text`, and without blanks at its ends and characters without width in it. */
export function Name(max: number, options: FieldOptions = {}) {
  return applyDecorators(readAs(withoutBlanks), Text(max, options));
}

export function DateField(options: FieldOptions = {}) {
  const description = 'ISO 8601: an instant, or a day, month or year where no more is known.';
  const shape = { ...PartialDate, maxLength: LONGEST_DATE };
  return field({ ...shape, description, example: '2025-10-14' }, options, [
    checked('date', (value) =>
      typeof value === 'string' && isPartialDate(value)
        ? undefined
        : 'must be an ISO 8601 instant, day, month or year that is on the calendar',
    ),
  ]);
}

/** A date in a query string: the plus of an offset need not be percent-encoded. */
export function DateParameter(options: FieldOptions = {}) {
  return applyDecorators(readAs(dateAsWritten), DateField({ optional: true, ...options }));
}

export function DayField(options: FieldOptions = {}) {
  return field({ type: 'string', format: 'date', maxLength: 10 }, options, [
    checked('day', (value) =>
      matches(DAY, value) && isPartialDate(String(value))
        ? undefined
        : 'must be a day on the calendar, such as 2025-10-14',
    ),
  ]);
}

/** A time zone of the IANA database; in a query string, where a plus is read as a blank. */
export function TimeZoneParameter(options: FieldOptions = {}) {
  const shape = { type: 'string', maxLength: LONGEST_TIME_ZONE, example: 'Europe/Berlin' };
  const check = checked('timeZone', (value) =>
    isTimeZone(value)
      ? undefined
      : 'must be a time zone of the IANA database, such as Europe/Berlin',
  );
  return applyDecorators(
    readAs(timeZoneAsWritten),
    field(shape, { optional: true, ...options }, [check]),
  );
}

/** A UUID; upper case is read as lower case (RFC 9562, 4). */
export function Uuid(options: FieldOptions = {}) {
  const schema = { format: 'uuid', pattern: UUID.source };
  return applyDecorators(readAs(inLowerCase), shaped('uuid', UUID, 'a UUID', schema, options));
}

/** A member in a query string: their id, or `me`. */
export function MemberParameter(options: FieldOptions = {}) {
  const named = new RegExp(`^me$|${UUID.source}`);
  const schema = { pattern: named.source };
  return applyDecorators(
    readAs(inLowerCase),
    shaped('member', named, 'a UUID, or me', schema, { optional: true, ...options }),
  );
}

/** A SHA-256 in hexadecimal; upper case is read as lower case. */
export function Sha256Field(options: FieldOptions = {}) {
  const schema = { pattern: SHA256.source };
  return applyDecorators(
    readAs(inLowerCase),
    shaped('sha256', SHA256, 'a SHA-256 in hexadecimal', schema, options),
  );
}

export function LanguageField(options: FieldOptions = {}) {
  const description =
    'A BCP 47 language tag, by its form. Upper and lower case are kept as RFC 5646, 2.1.1, recommends.';
  const shape = { type: 'string', pattern: LANGUAGE_SHAPE.source, maxLength: LONGEST_LANGUAGE };
  const check = checked('language', faultOfLanguage);
  return applyDecorators(
    readAs(languageInItsCase),
    field({ ...shape, description }, options, [check]),
  );
}

export function Pattern(expression: RegExp, shape: string, options: FieldOptions = {}) {
  return shaped('pattern', expression, shape, { pattern: expression.source }, options);
}

/** An http or https URL without user name and password, normalised. */
export function HttpUrl(options: FieldOptions = {}) {
  return applyDecorators(
    readAs(normalisedUrl),
    field({ ...WEB_URL, description: URL_DESCRIPTION }, options, [checked('url', faultOfUrl)]),
  );
}

export function Choice(values: readonly string[], options: FieldOptions = {}) {
  return field({ type: 'string', enum: [...values] }, options, [
    IsIn(values, { message: `must be one of ${values.join(', ')}` }),
  ]);
}

export function Flag(options: FieldOptions = {}) {
  return field({ type: 'boolean' }, options, [IsBoolean({ message: 'must be true or false' })]);
}

export function Whole(min: number, max: number, options: FieldOptions = {}) {
  return field({ type: 'integer', minimum: min, maximum: max }, options, [
    checked('whole', (value) => (isWhole(value, min, max) ? undefined : wholeRule(min, max))),
  ]);
}

export function Numeric(options: FieldOptions = {}) {
  return field({ type: 'number' }, options, [
    checked('number', (value) => (Number.isFinite(value) ? undefined : 'must be a number')),
  ]);
}

/** A whole number in a query string. */
export function WholeParameter(min: number, max: number, options: FieldOptions = {}) {
  const read = Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value,
  );
  return applyDecorators(read, Whole(min, max, { optional: true, ...options }));
}

/** `true` or `false` in a query string. */
export function FlagParameter(options: FieldOptions = {}) {
  const read = Transform(({ value }: { value: unknown }) =>
    value === 'true' || value === 'false' ? value === 'true' : value,
  );
  return applyDecorators(read, Flag({ optional: true, ...options }));
}

/**
 * Some of a closed set in a query string, by commas or by the parameter given again. The member is an array
 * without repetitions, in the order of `values`; what is not among them comes last, for the check to refuse.
 */
export function ChoicesParameter(values: readonly string[], options: FieldOptions = {}) {
  const read = Transform(({ value }: { value?: string | string[] }) => {
    if (value === undefined) return value;
    const named = new Set([value].flat().flatMap((text) => text.split(',')));
    return [...values.filter((choice) => named.delete(choice)), ...named];
  });
  const shape = {
    type: 'string',
    enum: [...values],
    ...{ isArray: true, minItems: 1, maxItems: values.length, uniqueItems: true },
    ...{ style: 'form', explode: true },
  };
  const how = 'Several by commas, or by the parameter given again.';
  const description = sentences(options.description, how);
  const message = `must be one or more of ${values.join(', ')}`;
  const check = IsIn(values, { each: true, message });
  return applyDecorators(read, field(shape, { optional: true, ...options, description }, [check]));
}

export function Nested(type: () => new () => object, options: FieldOptions = {}) {
  return field(lazily(type), options, [
    IsObject({ message: 'must be an object' }),
    ValidateNested(),
    Type(type),
  ]);
}

/** The name of the function tells @nestjs/swagger to call it for the class. */
function lazily(type: () => new () => object): Shape {
  return { type: () => type() };
}

export interface Bounds {
  readonly min?: number;
  readonly max: number;
}

export function NestedList(type: () => new () => object, bounds: Bounds, options?: FieldOptions) {
  const message = 'must hold objects';
  return list(lazily(type), bounds, options, [
    ValidateNested({ each: true, message }),
    // It would look into an array in the array instead.
    checked('objects', (value) => (Array.isArray(value) ? message : undefined), true),
    Type(type),
  ]);
}

export function Names(max: number, bounds: Bounds, options?: FieldOptions) {
  const check = checked('names', (value) => faultOfText(value, max), true);
  const shape = { type: 'string', minLength: 1, maxLength: max };
  return applyDecorators(readAs(withoutBlanks), list(shape, bounds, options, [check]));
}

export function Urls(bounds: Bounds, options?: FieldOptions) {
  const check = checked('urls', faultOfUrl, true);
  return applyDecorators(readAs(normalisedUrl), list(WEB_URL, bounds, options, [check]));
}

export function Uuids(bounds: Bounds, options?: FieldOptions) {
  const fault = (value: unknown) => (matches(UUID, value) ? undefined : 'must hold UUIDs');
  const shape = { type: 'string', format: 'uuid', pattern: UUID.source };
  return applyDecorators(
    readAs(inLowerCase),
    list(shape, bounds, options, [checked('uuids', fault, true)]),
  );
}

export function Choices(values: readonly string[], bounds: Bounds, options?: FieldOptions) {
  return list({ type: 'string', enum: [...values], uniqueItems: true }, bounds, options, [
    IsIn(values, { each: true, message: `must hold some of ${values.join(', ')}` }),
    ArrayUnique({ message: 'names one twice' }),
  ]);
}

/** One of several shapes, told apart by a member. */
export function OneOf(
  base: new () => object,
  property: string,
  shapes: readonly { readonly value: new () => object; readonly name: string }[],
  options: FieldOptions = {},
) {
  return applyDecorators(
    ...presence(options),
    IsObject({ message: 'must be an object' }),
    ValidateNested(),
    // Not by class-transformer's own discriminator, which fails on a null in an array.
    Type((given) => {
      const value: unknown = given?.object[given.property];
      const named = isObject(value) ? value[property] : undefined;
      return shapes.find(({ name }) => name === named)?.value ?? base;
    }),
  );
}

type Shape = Pick<
  ApiPropertyOptions,
  'format' | 'pattern' | 'maxLength' | 'minLength' | 'enum' | 'minimum' | 'maximum' | 'description'
> & { readonly type?: unknown; readonly example?: unknown; readonly uniqueItems?: boolean };

function field(shape: Shape, options: FieldOptions, checks: readonly PropertyDecorator[]) {
  const { optional = false, nullable = false, description, example, formerly } = options;
  const described = sentences(
    description,
    formerly && `Formerly \`${formerly}\`, which is still taken for one release.`,
  );
  return applyDecorators(
    ApiProperty({
      ...shape,
      required: !optional,
      ...(nullable && { nullable }),
      ...(described !== '' && { description: described }),
      ...(example !== undefined && { example }),
    } as ApiPropertyOptions),
    ...(formerly === undefined ? [] : [Formerly(formerly)]),
    ...presence(options),
    ...checks,
  );
}

function sentences(...told: readonly (string | undefined)[]): string {
  return told.filter((sentence) => sentence !== undefined).join(' ');
}

function list(
  shape: Shape,
  { min = 0, max }: Bounds,
  options: FieldOptions = {},
  checks: readonly PropertyDecorator[],
) {
  const bounds = { isArray: true, minItems: min, maxItems: max };
  return field({ ...shape, ...bounds }, options, [
    IsArray({ message: 'must be an array' }),
    ArrayMinSize(min, { message: `must have at least ${min} items` }),
    ArrayMaxSize(max, { message: `must have at most ${max} items` }),
    ...checks,
  ]);
}

function shaped(
  name: string,
  expression: RegExp,
  shape: string,
  schema: Shape,
  options: FieldOptions,
) {
  const fault = (value: unknown) =>
    matches(expression, value, schema.maxLength) ? undefined : `must be ${shape}`;
  return field({ type: 'string', ...schema }, options, [checked(name, fault)]);
}

/** Each text of the member, brought into its form; what is no text is left to the check. */
function readAs(form: (text: string) => string): PropertyDecorator {
  const read = (value: unknown): unknown => (typeof value === 'string' ? form(value) : value);
  return Transform(({ value }: { value: unknown }) =>
    Array.isArray(value) ? value.map(read) : read(value),
  );
}

function inLowerCase(text: string): string {
  return text.toLowerCase();
}

function presence({ optional = false, nullable = false }: FieldOptions): PropertyDecorator[] {
  if (!optional && !nullable) return [];
  return [
    ValidateIf((_, value) => !(optional && value === undefined) && !(nullable && value === null)),
  ];
}

/** @param fault tells what is wrong; undefined where nothing is. */
function checked(name: string, fault: (value: unknown) => string | undefined, each = false) {
  return ValidateBy(
    {
      name,
      validator: {
        validate: (value) => fault(value) === undefined,
        defaultMessage: (args) => messageOf(args?.value, fault, each),
      },
    },
    { each },
  );
}

function messageOf(
  value: unknown,
  fault: (value: unknown) => string | undefined,
  each: boolean,
): string {
  const values: unknown[] = each && Array.isArray(value) ? value : [value];
  return values.map(fault).find((told) => told !== undefined) ?? 'is not valid';
}

function wholeRule(min: number, max: number): string {
  return `must be a whole number from ${min} to ${max}`;
}
