import { citations } from '../citations/citations.projection.js';
import { claims } from '../claim-status/claims.projection.js';
import { integer, text } from '../engine/columns.js';
import { defineDerivedProjection } from '../engine/derived-view.js';
import { tallyTable } from '../engine/tallies.js';
import { sources } from '../sources/sources.projection.js';
import { agentIdentifications } from './agent-identifications.projection.js';
import { agentIdentifiers } from './agent-identifiers.projection.js';
import { agentMentions } from './agent-mentions.projection.js';
import { claimPublishers, publisherCounts } from './claim-publishers.js';
import { citationSources } from './citation-sources.projection.js';
import { derivations } from './derivations.projection.js';
import { evidenceChanges } from './evidence-changes.projection.js';

const inListOrder = ['recorded_position', 'claim_id'] as const;

/** How many claims have each of the flags. */
export const flagTallies = tallyTable('flag_tallies');

/**
 * What other streams do to each claim, as it stands now, and who published what it is cited to.
 * `src/provenance/claim-flags/` works it out.
 */
export const claimFlags = defineDerivedProjection({
  name: 'claim-flags',
  version: 3,
  table: {
    name: 'claim_flags',
    columns: {
      claim_id: text(),
      /** The position at which the claim was recorded. */
      recorded_position: text(),
      /** 1 where citations bear it out, and no two of them are known to be independent. */
      single_origin: integer(),
      /** 1 where a citation rests on a withdrawn source, over any number of steps. */
      evidence_withdrawn: integer(),
    },
    key: 'claim_id',
    indexes: [
      { columns: inListOrder, where: 'single_origin = 1' },
      { columns: inListOrder, where: 'evidence_withdrawn = 1' },
    ],
  },
  derivedFrom: [
    claims,
    citations,
    citationSources,
    sources,
    derivations,
    agentIdentifications,
    agentIdentifiers,
    agentMentions,
    evidenceChanges,
  ],
  parts: {
    side: claimPublishers,
    of: 'claim_id',
    by: 'publisher_name',
    counts: publisherCounts,
  },
  tallies: {
    side: flagTallies,
    shares: (row) => ({
      'flag/single-origin': { claims: row.single_origin },
      'flag/evidence-withdrawn': { claims: row.evidence_withdrawn },
    }),
    weight: ({ claims = 0 }) => claims,
  },
});
