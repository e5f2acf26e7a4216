import type { RefusalKind } from '../deciding/rules/rule.js';
import type { RuleName } from '../deciding/rules/rules.js';

/** Every way the API says no (RFC 9457), by its code; `problem-pages/` says what each means. */
export const PROBLEMS = {
  malformed: { status: 400, title: 'The request cannot be read' },
  unauthenticated: { status: 401, title: 'A valid key is needed' },
  forbidden: { status: 403, title: 'The caller lacks a role' },
  'separation-of-duties': { status: 403, title: 'This member may not do this here' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'no-claim-review': { status: 404, title: 'ClaimReview cannot carry this' },
  'method-not-allowed': { status: 405, title: 'This path does not take that method' },
  'not-acceptable': { status: 406, title: 'This route gives no type that is accepted' },
  'rule-refused': { status: 409, title: 'A rule of the ledger refuses this' },
  'write-conflict': { status: 409, title: 'Other writes kept getting in first' },
  'request-timeout': { status: 408, title: 'The request took too long to come' },
  'revision-mismatch': { status: 412, title: 'The record has moved on' },
  'precondition-failed': { status: 412, title: 'What the request asks for is not as it says' },
  'too-large': { status: 413, title: 'The request is too large' },
  'uri-too-long': { status: 414, title: 'The path is too long' },
  'unsupported-media-type': { status: 415, title: 'This route does not take that content type' },
  'range-not-satisfiable': { status: 416, title: 'There is no such part of it' },
  'expectation-failed': { status: 417, title: 'What the request expects is not done here' },
  invalid: { status: 422, title: 'The request is not valid' },
  'idempotency-key-reused': {
    status: 422,
    title: 'The idempotency key belongs to another request',
  },
  'too-much-at-once': { status: 429, title: 'Too much of this member is under way' },
  'slow-down': { status: 429, title: 'Too many failed attempts' },
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  internal: { status: 500, title: 'Something broke on our side' },
  'view-behind': { status: 503, title: 'The view has not got there yet' },
  'views-unavailable': { status: 503, title: 'The views cannot be read' },
  'snapshots-unavailable': { status: 503, title: 'What was captured cannot be read or kept' },
  'webhooks-unavailable': {
    status: 503,
    title: 'What keeps the deliveries of webhooks cannot be reached',
  },
  'event-store-unavailable': { status: 503, title: 'The event store cannot be reached' },
  'event-store-damaged': { status: 503, title: 'What was recorded is damaged' },
  busy: { status: 503, title: 'Too much of this is being done already' },
  'too-many-live-clients': { status: 503, title: 'As many clients follow the log as may' },
  'shutting-down': { status: 503, title: 'The server is stopping' },
  'storage-full': { status: 507, title: 'There is no room left to record this' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** The type URI of a problem, which is the address of its page on the same server. */
export function typeOf(code: ProblemCode): string {
  return `/problems/${code}`;
}

/** The address of the page that explains a rule, on the same server. */
export function pageOfRule(rule: RuleName): string {
  return `/problems/rules/${rule}`;
}

/** The problem that tells of a refusal of that kind. */
export function codeOfRefusal(kind: RefusalKind): ProblemCode {
  return kind === 'rule' ? 'rule-refused' : kind;
}

/** One fault in the request; the pointer (RFC 6901) leads into its body. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

export interface ProblemExtras {
  readonly errors?: readonly FieldError[];
  /** The decider's rule, where one refused. */
  readonly rule?: RuleName;
  /** The revision that the record has, with `revision-mismatch`. */
  readonly actualRevision?: number | null;
  /** Seconds, sent as `Retry-After`. */
  readonly retryAfter?: number;
  /** The methods that the path takes, sent as `Allow`. */
  readonly allow?: string;
}

export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly extras: ProblemExtras = {},
    cause?: unknown,
  ) {
    super(detail, { cause });
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }

  /** The `application/problem+json` document. */
  body(): object {
    const { errors, rule, actualRevision } = this.extras;
    return {
      type: typeOf(this.code),
      title: PROBLEMS[this.code].title,
      status: this.status,
      detail: this.detail,
      ...(errors && { errors }),
      ...(rule !== undefined && { rule, help: pageOfRule(rule) }),
      ...(actualRevision !== undefined && { actualRevision }),
    };
  }
}

export function invalid(pointer: string, detail: string): Problem {
  const told = pointer === '' ? detail : `${pointer} ${detail}.`;
  return new Problem('invalid', told, { errors: [{ pointer, detail }] });
}

/** A fault in a header; headers have no JSON Pointer. */
export function invalidHeader(name: string, rule: string): Problem {
  return new Problem('invalid', `${name} ${rule}.`);
}

export function notFound(what: string, id: string): Problem {
  return new Problem('not-found', `There is no ${what} ${id.slice(0, 100)}.`);
}

/** @param allow what the path takes, such as `GET, HEAD, OPTIONS` */
export function methodNotAllowed(method: string, allow: string): Problem {
  const detail = `This path does not take ${method}; it takes ${allow}.`;
  return new Problem('method-not-allowed', detail, { allow });
}

export function noRoute(method: string, url: string): Problem {
  return new Problem('not-found', `No route answers ${method} ${url.slice(0, 200)}.`);
}
