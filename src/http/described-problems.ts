import Type from 'typebox';

import { named } from '../queries/answer-fields.js';
import { PROBLEMS, type ProblemCode } from './problem.js';
import { parametersOf } from './route.js';

/** RFC 9457, with the members that the ledger adds. */
export const ProblemDocument = named('Problem', {
  type: Type.String({ description: '`/problems/<code>`' }),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  errors: Type.Optional(
    Type.Array(named('ProblemError', { pointer: Type.String(), detail: Type.String() }), {
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

const OF_STORE = ['event-store-unavailable', 'event-store-damaged', 'shutting-down'] as const;

/** The parts of a command's declaration that decide how it can fail. */
interface Write {
  readonly route: string;
  readonly body?: object | undefined;
  readonly separatesDuties?: boolean | undefined;
  readonly usesFiles?: boolean | undefined;
  readonly readsViews?: boolean | undefined;
  readonly keepsDeliveries?: boolean | undefined;
}

export function problemsOfWrite(write: Write): ProblemCode[] {
  const { route, body, separatesDuties, usesFiles, readsViews, keepsDeliveries } = write;
  return [
    ...problemsOfPath(route),
    'not-acceptable',
    ...(body
      ? (['malformed', 'too-large', 'unsupported-media-type', 'too-much-at-once'] as const)
      : []),
    ...(separatesDuties ? (['separation-of-duties'] as const) : []),
    ...(usesFiles ? (['snapshots-unavailable', 'busy'] as const) : []),
    ...(readsViews ? (['views-unavailable'] as const) : []),
    ...(keepsDeliveries ? (['webhooks-unavailable'] as const) : []),
    'rule-refused',
    'write-conflict',
    'revision-mismatch',
    'invalid',
    'idempotency-key-reused',
    ...OF_STORE,
    'storage-full',
  ];
}

/** What a read reads: the views where it is not said, or the log itself, or both. */
export type ReadOf = 'log' | 'log-and-views';

interface Read {
  readonly route: string;
  readonly of?: ReadOf;
  readonly ofDeliveries?: boolean;
  readonly mayBeAbsent?: boolean | undefined;
}

export function problemsOfRead({ route, of, ofDeliveries, mayBeAbsent }: Read): ProblemCode[] {
  return [
    ...problemsOfPath(route),
    ...(mayBeAbsent ? (['not-found'] as const) : []),
    'not-acceptable',
    'invalid',
    'view-behind',
    ...(ofDeliveries ? (['webhooks-unavailable'] as const) : []),
    ...(of === 'log' ? [] : (['views-unavailable'] as const)),
    ...(of ? OF_STORE : (['shutting-down'] as const)),
  ];
}

/** Returns the problems of a route that gives the log as it grows. */
export function problemsOfStream({ route }: Read): ProblemCode[] {
  return [...problemsOfPath(route), 'not-acceptable', 'invalid', ...OF_STORE];
}

/** Returns the problems of a route that does something of which nothing is recorded. */
export function problemsOfAct({ route }: Pick<Read, 'route'>): ProblemCode[] {
  return [...problemsOfPath(route), 'not-acceptable', 'rule-refused', 'invalid', ...OF_STORE];
}

/** Returns the problems of a route that gives captured bytes, or a text taken out of them. */
export function problemsOfCapture(read: Read): ProblemCode[] {
  return [...problemsOfRead(read), 'snapshots-unavailable'];
}

/** Returns the problems of a path: where it names something, that may be malformed or may not exist. */
function problemsOfPath(route: string): ProblemCode[] {
  return parametersOf(route).length === 0 ? [] : ['malformed', 'not-found'];
}

/** One response for each status; several codes may share one. */
export function problemResponses(codes: readonly ProblemCode[]): Record<number, object> {
  const inOrder = (Object.keys(PROBLEMS) as ProblemCode[]).filter((code) => codes.includes(code));
  const responses: Record<number, object> = {};
  for (const status of new Set(inOrder.map((code) => PROBLEMS[code].status))) {
    const shared = inOrder.filter((code) => PROBLEMS[code].status === status);
    responses[status] = {
      description: shared.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join('; '),
      content: { 'application/problem+json': { schema: ProblemDocument } },
      'x-problems': shared,
    };
  }
  return responses;
}
