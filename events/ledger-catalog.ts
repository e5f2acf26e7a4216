import { agentEvents } from './agent/agent-events.js';
import { Catalog } from './catalog.js';
import {
  citationAddedUpcasts,
  CitationAddedV1,
  CitationAddedV2,
  citationEvents,
  citationReanchoredUpcast,
  CitationReanchoredV1,
} from './citation/citation-events.js';
import {
  claimEvents,
  conflictOfInterestDeclaredUpcast,
  ConflictOfInterestDeclaredV1,
} from './claim/claim-events.js';
import {
  findingEvents,
  findingReopenedUpcast,
  FindingReopenedV1,
} from './finding/finding-events.js';
import {
  memberEnrolledUpcast,
  MemberEnrolledV1,
  memberEvents,
  memberSuspendedUpcast,
  MemberSuspendedV1,
} from './member/member-events.js';
import {
  policyAdoptedUpcasts,
  PolicyAdoptedV1,
  PolicyAdoptedV2,
  policyEvents,
} from './policy/policy-events.js';
import { publicationEvents } from './publication/publication-events.js';
import { noteEvents } from './note/note-events.js';
import {
  snapshotCapturedUpcasts,
  SnapshotCapturedV1,
  SnapshotCapturedV2,
  sourceEvents,
} from './source/source-events.js';
import {
  verdictEvents,
  verdictSubmittedUpcasts,
  VerdictSubmittedV1,
  VerdictSubmittedV2,
} from './verdict/verdict-events.js';
import { webhookEvents } from './webhook/webhook-events.js';

/** The part of a stream's name before its first `-`. What lies in other streams of a shared server is not ours. */
export const LEDGER_CATEGORIES = [
  'source',
  'claim',
  'note',
  'agent',
  'member',
  'policy',
  'webhook',
] as const;

/** What this release can write, and the earlier versions that it can still read. */
export const ledgerCatalog = new Catalog(
  [
    ...sourceEvents,
    ...claimEvents,
    ...citationEvents,
    ...agentEvents,
    ...verdictEvents,
    ...findingEvents,
    ...publicationEvents,
    ...noteEvents,
    ...memberEvents,
    ...policyEvents,
    ...webhookEvents,
    SnapshotCapturedV1,
    SnapshotCapturedV2,
    CitationAddedV1,
    CitationAddedV2,
    CitationReanchoredV1,
    ConflictOfInterestDeclaredV1,
    VerdictSubmittedV1,
    VerdictSubmittedV2,
    FindingReopenedV1,
    MemberEnrolledV1,
    MemberSuspendedV1,
    PolicyAdoptedV1,
    PolicyAdoptedV2,
  ],
  [
    ...snapshotCapturedUpcasts,
    ...citationAddedUpcasts,
    citationReanchoredUpcast,
    conflictOfInterestDeclaredUpcast,
    ...verdictSubmittedUpcasts,
    findingReopenedUpcast,
    memberEnrolledUpcast,
    memberSuspendedUpcast,
    ...policyAdoptedUpcasts,
  ],
);
