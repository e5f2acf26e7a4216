import { ROLES } from '../../events/envelope.js';
import type { Access } from '../../src/access/route-access.js';

const contributors = ['contributor', 'editor'] as const;
const reviewers = ['reviewer'] as const;
const reviewersAndEditors = ['reviewer', 'editor'] as const;
const writers = ['contributor', 'reviewer', 'editor'] as const;
const editors = ['editor'] as const;
const editorsAndAdmins = ['editor', 'admin'] as const;
const auditors = ['auditor'] as const;
const admins = ['admin'] as const;
const publishers = ['contributor', 'reviewer', 'editor', 'admin'] as const;
const anyMember = ROLES;

/** Who may call what: written down a second time, so that a route that is declared otherwise is noticed. */
export const ROUTE_ACCESS: Readonly<Record<string, Access>> = {
  'POST /v1/sources': contributors,
  'GET /v1/sources': 'read',
  'GET /v1/sources/:id': 'read',
  'POST /v1/sources/:id/amendments': contributors,
  'POST /v1/sources/:id/snapshots': contributors,
  'POST /v1/sources/:id/captures': contributors,
  'POST /v1/sources/:id/captures/:capture/texts': editorsAndAdmins,
  'POST /v1/sources/:id/withdrawal': editors,
  'GET /v1/sources/:id/impact': 'read',
  'POST /v1/sources/:id/derivations': contributors,
  'GET /v1/sources/:id/derivations': 'read',
  'GET /v1/sources/:id/derivations/:did': 'read',
  'POST /v1/sources/:id/derivations/:did/retraction': contributors,
  'GET /v1/sources/:id/suggestions': 'read',
  'POST /v1/sources/:id/suggestions/:from/acceptance': contributors,
  'POST /v1/sources/:id/suggestions/:from/dismissal': contributors,
  'GET /v1/snapshots/:sha256': 'read',
  'GET /v1/snapshots/:sha256/text': 'read',

  'POST /v1/claims': contributors,
  'GET /v1/claims': 'read',
  'GET /v1/claims/:id': 'read',
  'POST /v1/claims/:id/withdrawal': editors,
  'GET /v1/claims/:id/history': 'read',
  'GET /v1/claims/:id/diff': 'read',
  'GET /v1/claims/:id/similar': 'read',
  'POST /v1/claims/:id/relations': contributors,
  'POST /v1/claims/:id/relations/:rid/retraction': contributors,
  'GET /v1/claims/:id/relations': 'read',
  'GET /v1/claims/:id/relations/:rid': 'read',
  'GET /v1/claims/:id/provenance': 'read',

  'POST /v1/claims/:id/citations': contributors,
  'POST /v1/claims/:id/citations/:cid/retraction': contributors,
  'GET /v1/citations': 'read',
  'GET /v1/verdicts': 'read',
  'GET /v1/citations/:id': 'read',

  'POST /v1/agents/identifications': contributors,
  'GET /v1/agents/identifications': 'read',
  'GET /v1/agents/identifications/:id': 'read',
  'POST /v1/agents/identifications/:id/retraction': contributors,

  'POST /v1/claims/:id/verdicts': reviewers,
  'GET /v1/claims/:id/verdicts': 'read',
  'GET /v1/claims/:id/verdicts/:vid': 'read',
  'POST /v1/claims/:id/verdicts/:vid/withdrawal': reviewers,
  'POST /v1/claims/:id/conflicts': reviewers,
  'POST /v1/claims/:id/conflicts/:conflictId/retraction': reviewersAndEditors,
  'GET /v1/claims/:id/conflicts': anyMember,
  'GET /v1/claims/:id/conflicts/:conflictId': anyMember,
  'GET /v1/conflicts': anyMember,

  'POST /v1/claims/:id/findings/:fid/publications': publishers,
  'POST /v1/claims/:id/publications/:pid/corrections': publishers,
  'POST /v1/claims/:id/publications/:pid/retraction': publishers,
  'POST /v1/claims/:id/notes': writers,
  'GET /v1/claims/:id/notes': writers,
  'GET /v1/notes': writers,
  'GET /v1/notes/:id': writers,
  'POST /v1/notes/:id/answers': writers,
  'POST /v1/notes/:id/resolution': writers,
  'GET /v1/publications': 'published',
  'GET /v1/publications/:id': 'published',
  'GET /v1/publications/:id/claim-review': 'published',
  'GET /publications/:id': 'published',
  'GET /publications.atom': 'published',
  'GET /publications.jsonld': 'published',

  'GET /v1/stats/overview': 'read',
  'GET /v1/stats/activity': 'read',
  'GET /v1/stats/sources': 'read',
  'GET /v1/stats/reviewers': anyMember,

  'GET /v1/events': auditors,
  'GET /v1/events/live': 'read',
  'GET /v1/events/:position': auditors,

  'GET /v1/policy': 'read',
  'PUT /v1/policy': editors,
  'GET /v1/policy/versions': 'read',
  'GET /v1/policy/versions/:version': 'read',

  'POST /v1/members': admins,
  'GET /v1/members': admins,
  'GET /v1/members/me': anyMember,
  'GET /v1/members/:id': anyMember,
  'POST /v1/members/:id/roles': admins,
  'POST /v1/members/:id/suspension': admins,
  'POST /v1/members/:id/reinstatement': admins,
  'POST /v1/members/:id/keys': admins,
  'GET /v1/members/:id/keys/:keyId': anyMember,
  'DELETE /v1/members/:id/keys/:keyId': admins,

  'POST /v1/webhooks': admins,
  'GET /v1/webhooks': admins,
  'GET /v1/webhooks/:id': admins,
  'POST /v1/webhooks/:id/amendments': admins,
  'POST /v1/webhooks/:id/disabling': admins,
  'POST /v1/webhooks/:id/enabling': admins,
  'POST /v1/webhooks/:id/secret': admins,
  'POST /v1/webhooks/:id/removal': admins,
  'POST /v1/webhooks/:id/test': admins,
  'GET /v1/webhooks/:id/deliveries': admins,
  'GET /v1/webhooks/:id/deliveries/:did': admins,
  'POST /v1/webhooks/:id/deliveries/:did/redelivery': admins,

  'GET /health/live': 'public',
  'GET /health/ready': 'public',
  'GET /metrics': 'public',
  'GET /problems': 'public',
  'GET /problems/:code': 'public',
  'GET /problems/rules/:rule': 'public',
  'GET /openapi.json': 'public',
  'GET /docs': 'public',
  'GET /docs/*': 'public',
};
