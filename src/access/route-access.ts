import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

import { ROLES, type Role } from '../../events/envelope.js';
import { PUBLISHER_ROLES } from '../../events/policy/policy-events.js';
import { Configured } from '../http/route-config.js';

/**
 * `public`: anybody, and nobody is asked who they are. `published`: anybody. `read`: anybody, or with
 * FACT_LEDGER_PUBLIC_READS=false any member. Else a member who has one of the roles.
 */
export type Access = 'public' | 'published' | 'read' | readonly Role[];

/** Whether it is for whoever sends no key. */
export function isForAnybody(access: Access | undefined, publicReads: boolean): boolean {
  return access === 'public' || access === 'published' || (access === 'read' && publicReads);
}

export const contributors = ['contributor', 'editor'] as const;
export const reviewers = ['reviewer'] as const;
export const reviewersAndEditors = ['reviewer', 'editor'] as const;
/** All who work on claims. */
export const writers = ['contributor', 'reviewer', 'editor'] as const;
export const editors = ['editor'] as const;
export const editorsAndAdmins = ['editor', 'admin'] as const;
/** Whom of them the policy lets publish, the rule `not-a-publisher` says. */
export const publishers = PUBLISHER_ROLES;
export const auditors = ['auditor'] as const;
export const admins = ['admin'] as const;
export const anyMember = ROLES;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route; nobody where it is left out. */
    access?: Access;
  }
}

/**
 * Says who may call a route. It stands in Fastify's configuration of the route, for its hooks to read, and
 * in the OpenAPI document.
 */
export function AllowedTo(access: Access): MethodDecorator {
  return applyDecorators(Configured({ access }), ApiExtension('x-access', access));
}
