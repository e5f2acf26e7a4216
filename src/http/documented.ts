import { applyDecorators, HttpCode, type Type as NestType } from '@nestjs/common';
import { ApiBody, ApiExtension, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import Type, { type TSchema } from 'typebox';

import { POSITION_PATTERN } from '../../events/envelope.js';
import { Gives } from './accept.js';
import type { Form } from './forms.js';
import { named } from '../queries/answer-fields.js';
import type { Examples } from './example-ids.js';
import { TakesFormerNames } from './former-names.js';
import {
  problemsOfAct,
  problemsOfCapture,
  problemsOfRead,
  problemsOfStream,
  problemsOfWrite,
  type ReadOf,
} from './described-problems.js';
import type { ProblemCode } from './problem.js';
import { Configured } from './route-config.js';
import { describedParameters } from './route.js';

/** The most bytes that Node takes for all headers together. */
const LONGEST_HEADERS = 16_384;

const POSITION_HEADER = { 'Ledger-Position': { description: 'A position.', schema: text() } };
const TAG_HEADER = { ETag: { description: 'The revision, in quotes.', schema: text() } };
const READ_HEADERS = {
  ...POSITION_HEADER,
  ETag: {
    description:
      'Changes whenever the answer does. Where it is of one record, it begins with the revision.',
    schema: text(),
  },
  'Cache-Control': {
    description:
      '`immutable` where it is as of a moment and no later event can change it; else `no-cache`.',
    schema: text(),
  },
};

const LIST_HEADERS = {
  ...READ_HEADERS,
  ETag: {
    description: 'Changes whenever the page does. NDJSON and CSV, which are streamed, have none.',
    required: false,
    schema: text(),
  },
};

interface Documentation {
  readonly route: string;
  readonly summary: string;
  /** What it does, and what somebody who calls it should know. */
  readonly description: string;
  /** Calls that work, by a name for each. */
  readonly examples?: Examples | undefined;
}

export interface WriteDocumentation extends Documentation {
  /** The command's name, such as `RecordClaim`. */
  readonly name: string;
  /** What the answer has besides `id`, `revision` and `position`, or in their place. */
  readonly adds?: Record<string, TSchema> | undefined;
  /** Whether something with an address of its own is made. */
  readonly creates?: boolean;
  /** When 200 is answered instead of 201, since nothing had to be made. */
  readonly known?: string | undefined;
  /** Whether it takes a body. */
  readonly body?: NestType | undefined;
  readonly query?: unknown;
  readonly separatesDuties?: boolean | undefined;
  readonly usesFiles?: boolean | undefined;
  readonly readsViews?: boolean | undefined;
  readonly keepsDeliveries?: boolean | undefined;
  /** What it is refused with besides. */
  readonly problems?: readonly ProblemCode[];
}

const WRITTEN = {
  id: Type.String({ format: 'uuid' }),
  revision: Type.Integer({ minimum: 0 }),
  position: Type.String(),
};

/** What most writes answer. */
const Written = named('Written', WRITTEN);

/** A route that writes. */
export function Writes(write: WriteDocumentation) {
  const { name, adds, creates = false, known, body, examples = {}, problems = [] } = write;
  const status = creates ? 201 : 200;
  const answer = adds ? named(`${name}Answer`, { ...WRITTEN, ...adds }) : Written;
  return applyDecorators(
    Gives('application/json'),
    HttpCode(status),
    describes(write),
    ...(body ? describedBody(body, examples) : []),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'The same key and request give the same answer, and happen once.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    }),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description:
        'The revision that the stream must be at, in quotes, or the `ETag` of a read that showed it: its revision counts, and nothing else of it.',
      schema: { type: 'string', pattern: '^"\\d{1,15}(-[\\w-]{22})?"$' },
    }),
    ApiResponse({
      status,
      description: creates ? 'Recorded; `Location` names what was made.' : 'Recorded.',
      schema: answer,
      headers: {
        ...TAG_HEADER,
        ...POSITION_HEADER,
        ...(creates && { Location: { description: 'Of what was made.', schema: text() } }),
      },
    }),
    ...(known === undefined
      ? []
      : [
          ApiResponse({
            status: 200,
            description: known,
            schema: answer,
            headers: { ...TAG_HEADER, ...POSITION_HEADER },
          }),
        ]),
    MayAnswer(...problemsOfWrite(write), ...problems),
  );
}

export interface ReadDocumentation extends Documentation {
  readonly answer: TSchema;
  readonly of?: ReadOf;
  /** Whether it reads the deliveries of webhooks, besides the views. */
  readonly ofDeliveries?: true;
  /** Whether what is read may not be there although the path names nothing. */
  readonly mayBeAbsent?: true | undefined;
  /** What can be asked for instead of the JSON. */
  readonly forms?: readonly Form[] | undefined;
}

/** A route that reads one thing. */
export function Reads(read: ReadDocumentation) {
  return readsJson(read, READ_HEADERS);
}

/** A route that reads a list: a page as JSON, everything in the other forms. */
export function Lists(list: ReadDocumentation) {
  return readsJson(list, LIST_HEADERS);
}

function readsJson(read: ReadDocumentation, headers: Headers) {
  const content = { 'application/json': { schema: read.answer } };
  return reads(read, headers, content, problemsOfRead(read), read.forms);
}

export interface ActDocumentation extends Documentation {
  readonly status: number;
  /** What the answer says, in a line. */
  readonly answered: string;
  readonly answer: TSchema;
  readonly problems?: readonly ProblemCode[];
}

/** A route that does something of which nothing is recorded. It takes no body. */
export function Acts({ status, answered, answer, problems = [], ...act }: ActDocumentation) {
  return applyDecorators(
    Gives('application/json'),
    describes(act),
    ApiResponse({ status, description: answered, schema: answer }),
    MayAnswer(...problemsOfAct(act), ...problems),
  );
}

export interface WrittenDocumentation extends Documentation {
  readonly mediaType: string;
  readonly schema: TSchema;
  /** What it is refused with besides. */
  readonly problems?: readonly ProblemCode[];
}

/** A route that reads one thing, and gives it in one form that is not the JSON of the API. */
export function ReadsAs({ mediaType, schema, problems = [], ...read }: WrittenDocumentation) {
  return reads(read, READ_HEADERS, { [mediaType]: { schema } }, [
    ...problemsOfRead(read),
    ...problems,
  ]);
}

export interface CaptureDocumentation extends Documentation {
  readonly mediaType: string;
  /** What it gives besides, by media type. */
  readonly or?: Readonly<Record<string, TSchema>>;
}

/** A route that gives what was captured, as it was. */
export function GivesAsCaptured({ mediaType, or, ...capture }: CaptureDocumentation) {
  const headers = {
    ...POSITION_HEADER,
    ETag: { description: 'The SHA-256 of what was captured, in quotes.', schema: text() },
    'Cache-Control': { description: 'What was captured never changes.', schema: text() },
    'Content-Disposition': {
      description: 'What was captured must be saved, not shown in place.',
      schema: text(),
    },
  };
  const schema = mediaType.startsWith('text/') ? text() : { ...text(), format: 'binary' };
  const content: Record<string, { schema: object }> = { [mediaType]: { schema } };
  for (const [type, other] of Object.entries(or ?? {})) content[type] = { schema: other };
  return reads(capture, headers, content, problemsOfCapture(capture));
}

export interface StreamDocumentation extends Documentation {
  readonly mediaType: string;
  /** What it is refused with besides. */
  readonly problems: readonly ProblemCode[];
}

/** A route that gives server-sent events (WHATWG HTML, 9.2) for as long as whoever asks stays. */
export function Streams(stream: StreamDocumentation) {
  const { mediaType, summary, problems } = stream;
  return applyDecorators(
    Gives(mediaType),
    describes(stream),
    ApiHeader({
      name: 'Last-Event-ID',
      required: false,
      description: 'The `id` of the last event that was got: the stream goes on behind it.',
      schema: { type: 'string', pattern: POSITION_PATTERN.source },
    }),
    ApiResponse({
      status: 200,
      description: summary,
      headers: {
        'Ledger-Position': {
          description: 'The position behind which the stream begins.',
          schema: text(),
        },
        'Cache-Control': { description: 'Always `no-store`.', schema: text() },
      },
      content: { [mediaType]: { schema: text() } },
    }),
    MayAnswer(...problemsOfStream(stream), ...problems),
  );
}

type Headers = Record<string, { description: string; schema: object }>;

/**
 * Other forms stand beside the content, in `x-accept`: generators of clients take the media types of a
 * response for one type, so that whoever reads JSON would have to tell it from text.
 */
function reads(
  read: Documentation,
  headers: Headers,
  content: Record<string, { schema: object }>,
  problems: readonly ProblemCode[],
  forms: readonly Form[] = [],
) {
  const asked = forms.map(
    ({ format, mediaType, description }) =>
      `\`Accept: ${mediaType}\` or \`format=${format}\` asks for: ${description}`,
  );
  const others = forms.map(
    ({ mediaType, description, schema }) => [mediaType, { description, schema }] as const,
  );
  const found = {
    status: 200,
    description: [read.summary, ...asked].join('\n\n'),
    headers,
    content,
    ...(forms.length > 0 && { 'x-accept': Object.fromEntries(others) }),
  };
  return applyDecorators(
    Gives(...Object.keys(content), ...forms.map(({ mediaType }) => mediaType)),
    ...(forms.length > 0 ? [Configured({ forms })] : []),
    describes(read),
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description:
        'The `ETag` of an answer that is held, or several with commas between them: 304 where the answer would be one of them. `*` is any.',
      schema: { type: 'string', maxLength: LONGEST_HEADERS },
    }),
    ApiResponse(found),
    ApiResponse({ status: 304, description: 'Nothing but what `If-None-Match` names.' }),
    MayAnswer(...problems),
  );
}

function describes({ route, summary, description, examples }: Documentation) {
  return applyDecorators(
    ApiOperation({ summary, description }),
    TakesFormerNames(),
    ...describedParameters(route, examples),
  );
}

/** None where the examples have none: a controller that takes bytes says itself what they are. */
function describedBody(type: NestType, examples: Examples): MethodDecorator[] {
  const bodies = Object.entries(examples).flatMap(([name, { summary, body }]) =>
    body === undefined ? [] : [[name, { summary, value: body }] as const],
  );
  return bodies.length === 0 ? [] : [ApiBody({ type, examples: Object.fromEntries(bodies) })];
}

/** Says which problems a route answers with, besides those about who asks. */
export function MayAnswer(...codes: readonly ProblemCode[]): MethodDecorator {
  return ApiExtension('x-problems', codes);
}

function text(): { type: string } {
  return { type: 'string' };
}
