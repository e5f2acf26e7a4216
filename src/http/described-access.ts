import { ROLES, type Role } from '../../events/envelope.js';
import { isForAnybody, type Access } from '../access/route-access.js';
import type { ProblemCode } from './problem.js';

/** What the OpenAPI document says of who may call a route. */
export interface DescribedAccess {
  /** Any of them is enough; none where no key is needed. */
  readonly roles: readonly Role[];
  readonly sentence: string;
  /** As an operation of OpenAPI has it: alternatives, of which an empty one needs nothing. */
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  /** What is answered to those who may not. */
  readonly problems: readonly ProblemCode[];
}

const BEARER = { bearer: [] };

/** @param publicReads whether what is for reading is for anybody */
export function describedAccess(access: Access, publicReads: boolean): DescribedAccess {
  if (access === 'public') {
    return { roles: [], sentence: 'For anybody, without a key.', security: [], problems: [] };
  }
  if (isForAnybody(access, publicReads)) {
    return {
      roles: [],
      sentence: 'For anybody; no key is needed.',
      security: [{}, BEARER],
      problems: ['unauthenticated', 'slow-down'],
    };
  }
  const roles = typeof access === 'string' ? ROLES : access;
  return {
    roles,
    sentence:
      roles.length === ROLES.length
        ? 'For any member.'
        : `For members with the role ${roles.join(' or ')}.`,
    security: [BEARER],
    problems: ['unauthenticated', 'forbidden', 'slow-down'],
  };
}
