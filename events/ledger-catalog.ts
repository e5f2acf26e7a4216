import { AgentIdentificationRetracted, AgentsIdentified } from './agent/agent-events.js';
import { Catalog } from './catalog.js';
import {
  CitationAdded,
  citationAddedUpcast,
  CitationAddedV1,
  CitationReanchored,
  CitationRetracted,
} from './citation/citation-events.js';
import {
  ClaimRecorded,
  ClaimRelated,
  ClaimUnrelated,
  ClaimWithdrawn,
  ConflictOfInterestDeclared,
} from './claim/claim-events.js';
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
  DerivationDeclared,
  DerivationRetracted,
  DerivationSuggestionDismissed,
  SnapshotCaptured,
  snapshotCapturedUpcast,
  SnapshotCapturedV1,
  SourceAmended,
  SourceRegistered,
  SourceWithdrawn,
} from './source/source-events.js';
import { VerdictSubmitted, VerdictWithdrawn } from './verdict/verdict-events.js';

/** Before the first `-` of a stream's name. What lies in other streams of a shared server is not ours. */
export const LEDGER_CATEGORIES = ['source', 'claim', 'agent', 'member', 'policy'] as const;

/** What this release can write and read. */
export const ledgerCatalog = new Catalog(
  [
    SourceRegistered,
    SourceAmended,
    SnapshotCapturedV1,
    SnapshotCaptured,
    DerivationDeclared,
    DerivationRetracted,
    DerivationSuggestionDismissed,
    SourceWithdrawn,
    ClaimRecorded,
    ClaimRelated,
    ClaimUnrelated,
    ClaimWithdrawn,
    ConflictOfInterestDeclared,
    CitationAddedV1,
    CitationAdded,
    CitationReanchored,
    CitationRetracted,
    AgentsIdentified,
    AgentIdentificationRetracted,
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
  ],
  [snapshotCapturedUpcast, citationAddedUpcast],
);
