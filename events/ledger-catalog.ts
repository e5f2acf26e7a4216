import { Catalog } from './catalog.js';
import { CitationAdded, CitationRetracted } from './citation/citation-events.js';
import { ClaimRecorded, ClaimWithdrawn, ConflictOfInterestDeclared } from './claim/claim-events.js';
import { FindingContested, FindingReached, FindingReopened } from './finding/finding-events.js';
import {
  KeyIssued,
  KeyRevoked,
  MemberEnrolled,
  MemberReinstated,
  MemberRolesChanged,
  MemberSuspended,
} from './member/member-events.js';
import { PolicyAdopted } from './policy/policy-events.js';
import {
  SnapshotCaptured,
  SourceAmended,
  SourceRegistered,
  SourceWithdrawn,
} from './source/source-events.js';
import { VerdictSubmitted, VerdictWithdrawn } from './verdict/verdict-events.js';

/** Before the first `-` of a stream's name. What lies in other streams of a shared server is not ours. */
export const LEDGER_CATEGORIES = ['source', 'claim', 'member', 'policy'] as const;

/** What this release can write and read. */
export const ledgerCatalog = new Catalog([
  SourceRegistered,
  SourceAmended,
  SnapshotCaptured,
  SourceWithdrawn,
  ClaimRecorded,
  ClaimWithdrawn,
  ConflictOfInterestDeclared,
  CitationAdded,
  CitationRetracted,
  VerdictSubmitted,
  VerdictWithdrawn,
  FindingReached,
  FindingContested,
  FindingReopened,
  MemberEnrolled,
  MemberRolesChanged,
  MemberSuspended,
  MemberReinstated,
  KeyIssued,
  KeyRevoked,
  PolicyAdopted,
]);
