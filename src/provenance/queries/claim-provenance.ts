import type { Kysely } from 'kysely';

import type { ViewTables } from '../../../projections/view-tables.js';
import { heldAt, type AsOf } from '../../queries/as-of.js';
import { claimProvenances } from '../claim-provenances.js';
import { claimGraph } from '../graph/claim-graph.js';
import type { CutReason, GraphBounds } from '../graph/graph-builder.js';
import { PathsTo } from '../graph/paths.js';
import { independence, type Independence } from '../independence/independence.js';
import { identityIn } from '../independence/origin-sets.js';
import type { ProvenanceAnswer } from './provenance-answer.js';

/** Undefined where there is, or was, no such claim. */
export async function getProvenance(
  views: Kysely<ViewTables>,
  id: string,
  bounds: GraphBounds,
  asOf?: AsOf,
): Promise<ProvenanceAnswer | undefined> {
  const claim = await views
    .selectFrom('claims')
    .innerJoin('claim_status', 'claim_status.claim_id', 'claims.claim_id')
    .select(['claims.text', 'claim_status.withdrawn'])
    .where('claims.claim_id', '=', id)
    .where(heldAt(asOf, 'claim_status'))
    .executeTakeFirst();
  const provenance = claim && (await claimProvenances(views, [id], asOf, true)).get(id);
  if (!provenance) return undefined;
  const shown = { id, text: claim.text, withdrawn: claim.withdrawn !== null };
  const { nodes, edges, cuts } = claimGraph(shown, provenance, identityIn(provenance), bounds);
  const counted = independence(provenance);
  const reasons: CutReason[] = provenance.whole ? [...cuts] : [...cuts, 'rows'];
  const withdrawn = [...provenance.sources.values()].filter((source) => source.withdrawn);
  const paths = new PathsTo(
    withdrawn.map((source) => source.id),
    provenance.derivations,
  );
  return {
    claimId: id,
    nodes: [...nodes],
    edges: [...edges],
    independence: answerOf({ ...counted, exact: counted.exact && provenance.whole }),
    withdrawnPaths: provenance.citations
      .filter(({ retracted }) => !retracted)
      .flatMap((citation) => {
        const path = paths.from(citation);
        return path ? [{ citationId: citation.id, path }] : [];
      }),
    truncated: reasons.length > 0 ? { reasons, ...bounds } : null,
  };
}

function answerOf({ groups, cycles, ...counts }: Independence): ProvenanceAnswer['independence'] {
  return {
    ...counts,
    groups: groups.map(({ origin, alsoFrom, citations, reasons }) => ({
      origin,
      alsoFrom: [...alsoFrom],
      citationIds: [...citations],
      reasons: reasons.map(({ citation, because }) => ({ citationId: citation, because })),
    })),
    cycles: cycles.map((cycle) => [...cycle]),
  };
}
