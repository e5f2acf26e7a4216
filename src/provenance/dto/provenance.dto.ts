import { WholeParameter } from '../../http/fields.js';
import { PastList, PastRead } from '../../queries/reading.dto.js';

export const MOST_STEPS = 20;
export const MOST_NODES = 1_000;

export class ProvenanceQuery extends PastRead {
  @WholeParameter(0, MOST_STEPS, {
    description: `Steps of derivations behind the sources that the citations name; ${MOST_STEPS} where left out.`,
  })
  depth?: number;

  @WholeParameter(1, MOST_NODES, { description: `Nodes; ${MOST_NODES} where left out.` })
  limit?: number;
}

export class ImpactQuery extends PastList {}
