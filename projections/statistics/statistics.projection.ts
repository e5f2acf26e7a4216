import { citations } from '../citations/citations.projection.js';
import { claimStatus } from '../claim-status/claim-status.projection.js';
import { claims } from '../claim-status/claims.projection.js';
import { json, text } from '../engine/columns.js';
import { defineDerivedProjection } from '../engine/derived-view.js';
import { tallyTable, type Shares } from '../engine/tallies.js';
import { policies } from '../policies/policies.projection.js';
import { citationSources } from '../provenance/citation-sources.projection.js';
import { evidenceChanges } from '../provenance/evidence-changes.projection.js';
import { sources } from '../sources/sources.projection.js';
import { verdicts } from '../verdicts/verdicts.projection.js';

/** The kinds of tallies, and the count by which those of each are ordered. */
const WEIGHTS = {
  /** What a source comes to, under its id. */
  source: 'cited',
  /** What a publisher comes to, under the key of its name. */
  publisher: 'cited',
  /** What a member comes to, under their id. */
  reviewer: 'verdicts',
  /** How many findings there are and how long they took, under the question. */
  findings: 'findings',
  /** How many settled questions were rated in a way: under the question and how many gave which rating. */
  rated: 'questions',
} as const;
export type TallyKind = keyof typeof WEIGHTS;

/** The sums themselves: what dashboards show of sources, publishers and reviewers. */
export const tallies = tallyTable('tallies');

/**
 * What each claim and each source adds to the statistics. An event that takes something away does not name
 * all that it was counted under, so that no fold of one row tells it. `src/statistics/shares/` works it out.
 */
export const statistics = defineDerivedProjection({
  name: 'statistics',
  version: 1,
  table: {
    name: 'statistic_shares',
    columns: {
      /** `claim/<id>` or `source/<id>`. */
      contributor: text(),
      shares: json<Shares>(),
    },
    key: 'contributor',
    clustered: true,
  },
  derivedFrom: [
    claims,
    claimStatus,
    citations,
    citationSources,
    sources,
    evidenceChanges,
    verdicts,
    policies,
  ],
  tallies: {
    side: tallies,
    shares: ({ shares }) => shares,
    weight: (counts) =>
      Object.values(WEIGHTS).reduce((most, name) => Math.max(most, counts[name] ?? 0), 0),
  },
});
