import { AgentIdentificationRetracted, AgentsIdentified } from './agent/agent-events.js';
import { Catalog } from './catalog.js';
import {
  CitationAdded,
  citationAddedUpcasts,
  CitationAddedV1,
  CitationAddedV2,
  CitationReanchored,
  citationReanchoredUpcast,
  CitationReanchoredV1,
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
  snapshotCapturedUpcasts,
  SnapshotCapturedV1,
  SnapshotCapturedV2,
  SnapshotTextTaken,
  SourceAmended,
  SourceRegistered,
  SourceWithdrawn,
} from './source/source-events.js';
import {
  VerdictSubmitted,
  verdictSubmittedUpcast,
  VerdictSubmittedV1,
  VerdictWithdrawn,
} from './verdict/verdict-events.js';

/** Before the first `-` of a stream's name. What lies in other streams of a shared server is not ours. */
export const LEDGER_CATEGORIES = ['source', 'claim', 'agent', 'member', 'policy'] as const;

/** What this release can write and read. */
export const ledgerCatalog = new Catalog(
  [
    SourceRegistered,
    SourceAmended,
    SnapshotCapturedV1,
    SnapshotCapturedV2,
    SnapshotCaptured,
    SnapshotTextTaken,
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
    CitationAddedV2,
    CitationAdded,
    CitationReanchoredV1,
    CitationReanchored,
    CitationRetracted,
    AgentsIdentified,
    AgentIdentificationRetracted,
    VerdictSubmittedV1,
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
  [
    ...snapshotCapturedUpcasts,
    ...citationAddedUpcasts,
    citationReanchoredUpcast,
    verdictSubmittedUpcast,
  ],
);
