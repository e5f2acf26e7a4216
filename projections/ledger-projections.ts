import { activity } from './activity/activity.projection.js';
import { citations } from './citations/citations.projection.js';
import { claimRelations } from './claim-status/claim-relations.projection.js';
import { claims } from './claim-status/claims.projection.js';
import { claimStatus } from './claim-status/claim-status.projection.js';
import { claimTopics } from './claim-status/claim-topics.projection.js';
import { conflicts } from './conflicts/conflicts.projection.js';
import type { Projection } from './engine/projection.js';
import { claimLikeness } from './likeness/claim-likeness.projection.js';
import { members } from './members/members.projection.js';
import { noteAnswers } from './notes/note-answers.projection.js';
import { notes } from './notes/notes.projection.js';
import { policies } from './policies/policies.projection.js';
import { agentIdentifications } from './provenance/agent-identifications.projection.js';
import { agentIdentifiers } from './provenance/agent-identifiers.projection.js';
import { agentMentions } from './provenance/agent-mentions.projection.js';
import { claimFlags } from './provenance/claim-flags.projection.js';
import { citationSources } from './provenance/citation-sources.projection.js';
import { derivations } from './provenance/derivations.projection.js';
import { evidenceChanges } from './provenance/evidence-changes.projection.js';
import { snapshotShingles } from './provenance/snapshot-shingles.projection.js';
import { snapshotSketches } from './provenance/snapshot-sketches.projection.js';
import { suggestionDismissals } from './provenance/suggestion-dismissals.projection.js';
import { corrections } from './publications/corrections.projection.js';
import { publications } from './publications/publications.projection.js';
import { newestReadings } from './sources/newest-readings.projection.js';
import { snapshots } from './sources/snapshots.projection.js';
import { snapshotTexts } from './sources/snapshot-texts.projection.js';
import { sources } from './sources/sources.projection.js';
import { statistics } from './statistics/statistics.projection.js';
import { totals } from './totals/totals.projection.js';
import { verdicts } from './verdicts/verdicts.projection.js';
import { webhooks } from './webhooks/webhooks.projection.js';

const projections = [
  claims,
  claimStatus,
  claimTopics,
  claimLikeness,
  claimRelations,
  citations,
  sources,
  snapshots,
  snapshotTexts,
  newestReadings,
  derivations,
  citationSources,
  agentIdentifications,
  agentIdentifiers,
  agentMentions,
  evidenceChanges,
  claimFlags,
  snapshotSketches,
  snapshotShingles,
  suggestionDismissals,
  verdicts,
  conflicts,
  publications,
  corrections,
  notes,
  noteAnswers,
  members,
  policies,
  webhooks,
  activity,
  totals,
  statistics,
] as const;

export type LedgerProjection = (typeof projections)[number];

/** Every view that the ledger keeps. */
export const ledgerProjections: readonly Projection[] = projections;
