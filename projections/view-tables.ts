import type { ActivityRow, activityColumns } from './activity/activity.projection.js';
import type { citationColumns, CitationRow } from './citations/citations.projection.js';
import type {
  claimRelationColumns,
  ClaimRelationRow,
} from './claim-status/claim-relations.projection.js';
import type { claimTextColumns, ClaimTextRow } from './claim-status/claim-search.projection.js';
import type { claimStatusColumns, ClaimStatusRow } from './claim-status/claim-status.row.js';
import type { claimTopicColumns, ClaimTopicRow } from './claim-status/claim-topics.projection.js';
import type { VersionColumns } from './engine/table.js';
import type {
  claimLikenessColumns,
  ClaimLikenessRow,
} from './likeness/claim-likeness.projection.js';
import type { memberColumns, MemberRow } from './members/members.projection.js';
import type { policyColumns, PolicyRow } from './policies/policies.projection.js';
import type {
  agentIdentificationColumns,
  AgentIdentificationRow,
} from './provenance/agent-identifications.projection.js';
import type {
  agentIdentifierColumns,
  AgentIdentifierRow,
} from './provenance/agent-identifiers.projection.js';
import type {
  citationSourceColumns,
  CitationSourceRow,
} from './provenance/citation-sources.projection.js';
import type { derivationColumns, DerivationRow } from './provenance/derivations.projection.js';
import type {
  snapshotShingleColumns,
  SnapshotShingleRow,
} from './provenance/snapshot-shingles.projection.js';
import type {
  snapshotSketchColumns,
  SnapshotSketchRow,
} from './provenance/snapshot-sketches.projection.js';
import type {
  suggestionDismissalColumns,
  SuggestionDismissalRow,
} from './provenance/suggestion-dismissals.projection.js';
import type { snapshotColumns, SnapshotRow } from './sources/snapshots.projection.js';
import type { snapshotTextColumns, SnapshotTextRow } from './sources/snapshot-texts.projection.js';
import type { sourceColumns, SourceRow } from './sources/sources.projection.js';
import type { ColumnsOf, Stored } from './stored.js';
import type { verdictColumns, VerdictRow } from './verdicts/verdicts.projection.js';

interface Numbered {
  row_id: number;
}

type Plain<R, Columns extends ColumnsOf<R>> = Stored<R, Columns> & Numbered;
type Versioned<R, Columns extends ColumnsOf<R>> = Plain<R, Columns> & VersionColumns;

/** The views as queries see them, by table; for Kysely. */
export interface ViewTables {
  claim_status: Versioned<ClaimStatusRow, typeof claimStatusColumns>;
  claim_text: Plain<ClaimTextRow, typeof claimTextColumns>;
  claim_topics: Plain<ClaimTopicRow, typeof claimTopicColumns>;
  claim_likeness: Plain<ClaimLikenessRow, typeof claimLikenessColumns>;
  claim_relations: Versioned<ClaimRelationRow, typeof claimRelationColumns>;
  citations: Versioned<CitationRow, typeof citationColumns>;
  sources: Versioned<SourceRow, typeof sourceColumns>;
  snapshots: Plain<SnapshotRow, typeof snapshotColumns>;
  snapshot_texts: Plain<SnapshotTextRow, typeof snapshotTextColumns>;
  citation_sources: Plain<CitationSourceRow, typeof citationSourceColumns>;
  derivations: Versioned<DerivationRow, typeof derivationColumns>;
  agent_identifications: Versioned<AgentIdentificationRow, typeof agentIdentificationColumns>;
  agent_identifiers: Plain<AgentIdentifierRow, typeof agentIdentifierColumns>;
  snapshot_sketches: Plain<SnapshotSketchRow, typeof snapshotSketchColumns>;
  snapshot_shingles: Plain<SnapshotShingleRow, typeof snapshotShingleColumns>;
  suggestion_dismissals: Plain<SuggestionDismissalRow, typeof suggestionDismissalColumns>;
  verdicts: Plain<VerdictRow, typeof verdictColumns>;
  members: Plain<MemberRow, typeof memberColumns>;
  policies: Plain<PolicyRow, typeof policyColumns>;
  activity: Plain<ActivityRow, typeof activityColumns>;
}
