import { WholeParameter } from '../http/fields.js';
import { FormatParameter } from '../http/forms.js';
import { PastList, PastRead } from '../queries/reading.dto.js';
import { defineList, defineRead } from '../routes/read.js';
import { DOT, dotOf } from './graph/graph-dot.js';
import { getProvenance } from './queries/claim-provenance.js';
import { ImpactPage, sourceImpact } from './queries/impact.js';
import { ProvenanceAnswer } from './queries/provenance-answer.js';

const MOST_STEPS = 20;
const MOST_NODES = 1_000;

export class ProvenanceQuery extends PastRead {
  @WholeParameter(0, MOST_STEPS, {
    description: `Steps of derivations behind the sources that the citations name; ${MOST_STEPS} where left out.`,
  })
  depth?: number;

  @WholeParameter(1, MOST_NODES, { description: `Nodes; ${MOST_NODES} where left out.` })
  limit?: number;

  @FormatParameter(DOT) format?: string;
}

export const provenanceReads = [
  defineRead({
    name: 'getClaimProvenance',
    route: 'GET /v1/claims/:id/provenance',
    summary: 'Where the words of a claim come from, and how many independent origins they have',
    description:
      'The graph from the claim over citations, hops and derivations to its origins, the count of independent origins with the reasons for it, and what of it is withdrawn.',
    query: ProvenanceQuery,
    answer: ProvenanceAnswer,
    forms: [
      {
        ...DOT,
        description: 'The graph in the DOT language of Graphviz.',
        write: (answer) => dotOf({ ...answer, caption: captionOf(answer) }),
      },
    ],
    read: ({ views, path, filter: { depth = MOST_STEPS, limit = MOST_NODES }, moment }) =>
      getProvenance(views, path.id, { depth, limit }, moment.asOf),
  }),
  defineList({
    name: 'getSourceImpact',
    route: 'GET /v1/sources/:id/impact',
    summary: 'What rests on a source, and by which way, withdrawn or not; newest citation first',
    description:
      'Every citation that is of the source, names it in a hop, or names one that draws on it over any number of steps, with the findings that rest on it.',
    query: PastList,
    answer: ImpactPage,
    list: ({ views, path, moment }, page) => sourceImpact(views, path.id, page, moment.asOf),
  }),
];

function captionOf({ independence, truncated }: ProvenanceAnswer): string {
  const { known, unknown, exact } = independence;
  const counted = `Independent origins: ${known} known${exact ? '' : ' (not exact)'}, ${unknown} unknown.`;
  if (!truncated) return counted;
  const { reasons, depth, limit } = truncated;
  return `${counted} Cut (${reasons.join(', ')}): depth ${depth}, ${limit} nodes.`;
}
