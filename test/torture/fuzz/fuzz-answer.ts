import { PROBLEMS } from '../../../src/http/problem.js';
import { rawAnswerIn, type RawAnswer } from '../../support/raw-answer.js';
import type { FaultKind } from '../trial.js';

/** Statuses that ask for the rest of a request, before its answer. */
const INTERIM = /^(?:HTTP\/1\.1 1\d\d [^]*?\r\n\r\n)+(?=HTTP\/1\.1 )/;

/** @param text all that a connection gave. @throws Error where it holds no answer. */
export function finalAnswerIn(text: string): RawAnswer {
  const answer = rawAnswerIn(text.replace(INTERIM, ''));
  const length = answer.headers.get('content-length');
  // More may follow, where the rest of a request that was refused already is no HTTP.
  return length === undefined ? answer : { ...answer, body: answer.body.slice(0, Number(length)) };
}

/** What is wrong with an answer; undefined where it is one that the API describes. */
export function faultOf(answer: RawAnswer): FaultKind | undefined {
  const { status, headers, body } = answer;
  if (status >= 500 && status !== 503) return 'broken';
  if (status < 400) return undefined;
  // The answer to HEAD has no body.
  const isTold = body === '' ? isProblem(headers) : isProblem(headers) && hasItsStatus(answer);
  if (isTold || (status === 503 && isReadiness(body))) return undefined;
  return status === 503 ? 'broken' : 'wrong';
}

function isProblem(headers: RawAnswer['headers']): boolean {
  return headers.get('content-type') === 'application/problem+json; charset=utf-8';
}

function hasItsStatus({ status, body }: RawAnswer): boolean {
  const { type, status: told } = parsed(body) as { type?: string; status?: number };
  const code = type?.replace('/problems/', '') as keyof typeof PROBLEMS;
  return told === status && PROBLEMS[code]?.status === status;
}

/** `/health/ready` says 503 in a body of its own. */
function isReadiness(body: string): boolean {
  return (parsed(body) as { ready?: boolean }).ready === false;
}

/** Parses what came over the wire as latin1; an empty object where it is no object. */
export function parsed(body: string): object {
  try {
    const value = JSON.parse(Buffer.from(body, 'latin1').toString()) as unknown;
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
