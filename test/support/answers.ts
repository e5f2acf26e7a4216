import { PROBLEMS } from '../../src/http/problem.js';
import type { ApiAnswer } from './api-client.js';

export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly rule?: string;
  readonly help?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
  readonly actualRevision?: number | null;
}

/** The body of a request that was carried out. @throws Error with what the server said instead. */
export function accepted<Body>({ status, body }: ApiAnswer): Body {
  if (status < 200 || status > 299) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body as Body;
}

/**
 * A refusal in a line: status, code, the rule where one refused, the pointers where there are some (`#`
 * for the whole body). `409 rule-refused evidence-unknown /evidence/0`.
 *
 * @throws Error where the answer is no problem document as the API promises it.
 */
export function refusalIn(answer: ApiAnswer): string {
  const { type, status, rule, errors = [] } = problemIn(answer);
  const pointers = errors.map(({ pointer }) => (pointer === '' ? '#' : pointer));
  const code = type.slice('/problems/'.length);
  return [status, code, ...(rule === undefined ? [] : [rule]), ...pointers].join(' ');
}

/** @throws Error where the answer is no problem document as the API promises it. */
export function problemIn({ status, headers, body }: ApiAnswer): ProblemBody {
  const problem = body as ProblemBody;
  const known = Object.entries(PROBLEMS).find(([code]) => problem.type === `/problems/${code}`);
  const isWhole =
    headers.get('content-type') === 'application/problem+json; charset=utf-8' &&
    known !== undefined &&
    known[1].status === status &&
    problem.status === status &&
    problem.title === known[1].title &&
    typeof problem.detail === 'string' &&
    problem.detail !== '';
  if (!isWhole) {
    const type = headers.get('content-type');
    throw new Error(`no problem document: ${status} ${type} ${JSON.stringify(body)}`);
  }
  return problem;
}
