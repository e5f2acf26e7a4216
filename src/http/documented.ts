import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import Type, { type TSchema } from 'typebox';

import { Gives } from './accept.js';
import { NDJSON } from './list-answer.js';
import { PROBLEMS, type ProblemCode } from './problem.js';
import { describedParameters } from './route.js';

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
    description: 'Changes whenever the page does. NDJSON, which is streamed, has none.',
    required: false,
    schema: text(),
  },
};

/** RFC 9457, with the members that the ledger adds. */
export const ProblemDocument = Type.Object({
  type: Type.String({ description: '`/problems/<code>`' }),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  errors: Type.Optional(
    Type.Array(Type.Object({ pointer: Type.String(), detail: Type.String() }), {
      description:
        'RFC 6901 pointers into the body, or to the name of a parameter of the query or the path.',
    }),
  ),
  rule: Type.Optional(Type.String({ description: 'The rule that refused.' })),
  help: Type.Optional(
    Type.String({ description: 'With `rule`: the address of the page that explains the rule.' }),
  ),
  actualRevision: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
});

export interface WriteDocumentation {
  readonly route: string;
  readonly summary: string;
  /** What the answer has besides `id`, `revision` and `position`, or in their place. */
  readonly adds?: Record<string, TSchema> | undefined;
  /** Whether something with an address of its own is made. */
  readonly creates?: boolean;
  /** When 200 is answered instead of 201, since nothing had to be made. */
  readonly known?: string | undefined;
}

/** A route that writes. */
export function Writes(write: WriteDocumentation) {
  const { route, summary, adds = {}, creates = false, known } = write;
  const status = creates ? 201 : 200;
  const answer = Type.Object({
    id: Type.String({ format: 'uuid' }),
    revision: Type.Integer({ minimum: 0 }),
    position: Type.String(),
    ...adds,
  });
  return applyDecorators(
    Gives('application/json'),
    HttpCode(status),
    ApiOperation({ summary }),
    ApiBearerAuth(),
    ...describedParameters(route),
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
    ...problems(
      'malformed',
      'unauthenticated',
      'forbidden',
      'separation-of-duties',
      'not-found',
      'not-acceptable',
      'rule-refused',
      'write-conflict',
      'revision-mismatch',
      'too-large',
      'unsupported-media-type',
      'invalid',
      'idempotency-key-reused',
      'too-much-at-once',
      'slow-down',
      'event-store-unavailable',
      'event-store-damaged',
      'snapshots-unavailable',
      'busy',
      'shutting-down',
      'storage-full',
    ),
  );
}

export interface ReadDocumentation {
  readonly route: string;
  readonly summary: string;
  readonly answer: TSchema;
  /** A media type of text that `Accept` can ask for instead, and what it then holds. */
  readonly alsoAs?: { readonly mediaType: string; readonly description: string } | undefined;
}

/** A route that reads one thing. */
export function Reads({ answer, alsoAs, ...read }: ReadDocumentation) {
  const other = alsoAs && {
    [alsoAs.mediaType]: { schema: { ...text(), description: alsoAs.description } },
  };
  return reads(read, READ_HEADERS, { 'application/json': { schema: answer }, ...other });
}

/** A route that reads a list: a page as JSON, everything as NDJSON. */
export function Lists({ answer, ...list }: ReadDocumentation) {
  const description = 'All that follows `after`, an item of the page to a line.';
  return reads(list, LIST_HEADERS, {
    'application/json': { schema: answer },
    [NDJSON]: { schema: { ...text(), description } },
  });
}

export interface CaptureDocumentation {
  readonly route: string;
  readonly summary: string;
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
  const schema = mediaType.startsWith('text/') ? text() : {};
  const content: Record<string, { schema: object }> = { [mediaType]: { schema } };
  for (const [type, other] of Object.entries(or ?? {})) content[type] = { schema: other };
  return reads(capture, headers, content);
}

function reads(
  { route, summary }: Pick<ReadDocumentation, 'route' | 'summary'>,
  headers: Record<string, { description: string; schema: object }>,
  content: Record<string, { schema: object }>,
) {
  return applyDecorators(
    Gives(...Object.keys(content)),
    ApiOperation({ summary }),
    ApiBearerAuth(),
    ...describedParameters(route),
    ApiResponse({ status: 200, description: summary, headers, content }),
    ApiResponse({ status: 304, description: 'Nothing but what `If-None-Match` names.' }),
    ...readProblems(),
  );
}

function readProblems() {
  return problems(
    'malformed',
    'unauthenticated',
    'forbidden',
    'not-found',
    'not-acceptable',
    'invalid',
    'slow-down',
    'view-behind',
    'views-unavailable',
    'event-store-unavailable',
    'event-store-damaged',
    'snapshots-unavailable',
    'shutting-down',
  );
}

/** One response for each status; several codes may share one. */
function problems(...codes: readonly ProblemCode[]): MethodDecorator[] {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const { status } = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return [...byStatus].map(([status, shared]) =>
    ApiResponse({
      status,
      description: shared.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join('; '),
      content: { 'application/problem+json': { schema: ProblemDocument } },
    }),
  );
}

/** The problems that a route answers with. */
export function ProblemResponses(...codes: readonly ProblemCode[]) {
  return applyDecorators(...problems(...codes));
}

function text(): { type: string } {
  return { type: 'string' };
}
