import type { ClaimProvenance } from './claim-provenance.js';
import { spoken } from './attributed.js';
import type { Draw } from './derivation-graph.js';
import type { Found, OriginSet } from './origin-sets.js';

/** Why a citation is in a group, in words. */
export interface Reason {
  readonly citation: string;
  readonly because: string;
}

/** Steps that are told one by one; of a longer way the middle is left out. */
const TOLD_STEPS = 6;

/** @param core the group's origins; the citation shares at least one */
export function reasonFor(
  set: OriginSet,
  core: ReadonlyMap<string, Found>,
  claim: ClaimProvenance,
): Reason {
  const shared = [...set.origins.values()].filter(({ token }) => core.has(token));
  const roots = shared.filter(({ root }) => root);
  const nearest = (roots.length > 0 ? roots : shared).reduce((a, b) =>
    b.way.length < a.way.length ? b : a,
  );
  return { citation: set.citation.id, because: inWords(nearest, claim) };
}

function inWords(found: Found, claim: ClaimProvenance): string {
  const end = ending(found, claim);
  if (found.way.length === 0) return end;
  return `its source ${stepsInWords(found.way.steps(), claim)}, ${end}`;
}

function ending({ kind, name, sourceId, toldBy, way }: Found, claim: ClaimProvenance): string {
  if (toldBy) return hopInWords(toldBy, way.length > 0 ? 'of which the first hop' : 'first hop');
  const subject = way.length > 0 ? 'which' : `its source ${titleOf(sourceId!, claim)}`;
  switch (kind) {
    case 'publisher':
      return `${subject} speaks for its publisher ${name}`;
    case 'agent':
      return `${subject} speaks for its author ${name}`;
    default:
      return `${subject} speaks for itself`;
  }
}

function hopInWords(citation: OriginSet['citation'], subject: string): string {
  const origin = spoken(citation);
  if (origin.by === 'nobody-named') return `${subject} names nobody: "${origin.description}"`;
  if (origin.by === 'source') return `${subject} is the source itself`;
  const { agent, ownVoice } = origin;
  return ownVoice
    ? `${subject} is the own voice of ${agent.name}`
    : `${subject} names ${agent.name}`;
}

/** `republishes "A", which reports "B"`. */
function stepsInWords(way: readonly Draw[], claim: ClaimProvenance): string {
  const steps = way.map(({ kind, fromId }) =>
    kind === 'hop'
      ? `has the words by way of ${titleOf(fromId, claim)}`
      : `${kind} ${titleOf(fromId, claim)}`,
  );
  if (steps.length > TOLD_STEPS) {
    const left = steps.length - TOLD_STEPS;
    steps.splice(TOLD_STEPS - 1, left, `leads over ${left} more sources`);
  }
  return steps.join(', which ');
}

function titleOf(id: string, { sources }: ClaimProvenance): string {
  const title = sources.get(id)?.title;
  return title === undefined ? id : `"${title}"`;
}
