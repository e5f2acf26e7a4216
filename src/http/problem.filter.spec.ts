import { errorCodes } from 'fastify';

import { codeOfStatus } from './problem.filter.js';
import { PROBLEMS } from './problem.js';

const STATUSES = Array.from({ length: 200 }, (_, n) => 400 + n);

it('tells every status that a library can throw by one of the same class', () => {
  for (const status of STATUSES) {
    const told = PROBLEMS[codeOfStatus(status)].status;
    expect([status, Math.floor(told / 100)]).toEqual([status, Math.floor(status / 100)]);
  }
  expect(codeOfStatus(undefined)).toBe('internal');
});

it('keeps the status of whatever Fastify refuses', () => {
  const statuses = new Set(
    Object.values(errorCodes).map(
      (Refused) => new (Refused as new () => { statusCode?: number })(),
    ),
  );
  const refused = [...statuses].map(({ statusCode = 500 }) => statusCode);
  expect(refused).toEqual(expect.arrayContaining([400, 404, 413, 414, 415, 500, 503]));
  for (const status of refused) expect(PROBLEMS[codeOfStatus(status)].status).toBe(status);
});
