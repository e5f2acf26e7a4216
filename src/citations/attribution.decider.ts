import type { Hop } from '../../events/citation/citation-events.js';
import { isPartialDate, spanOf } from '../../events/partial-date.js';
import { noSuchDate } from '../claims/claim.decider.js';
import type { Refusal } from '../deciding/decision.js';

const MOST_HOPS = 20;

/** What only an origin does: whoever comes later passes on what was said, written or observed. */
const ORIGIN_MODES: readonly Hop['mode'][] = ['said', 'wrote', 'observed'];

/**
 * Why the way that the words took cannot have been like that; undefined where it can.
 *
 * @param attribution origin first
 * @param hopSources those of the sources named by hops that are registered
 */
export function attributionRefused(
  attribution: readonly Hop[],
  hopSources: readonly string[],
): Refusal | undefined {
  if (attribution.length > MOST_HOPS) {
    return {
      kind: 'invalid',
      rule: 'too-many-hops',
      detail: `An attribution has at most ${MOST_HOPS} hops.`,
      pointer: '/attribution',
    };
  }
  for (const [index, hop] of attribution.entries()) {
    const refusal =
      (index > 0 ? laterHopRefused(hop, index) : undefined) ??
      dateRefused(hop, attribution.slice(0, index)) ??
      sourceRefused(hop, index, hopSources);
    if (refusal) return refusal;
  }
  return undefined;
}

function laterHopRefused({ by, mode }: Hop, index: number): Refusal | undefined {
  if (by.kind === 'own-voice') {
    return {
      kind: 'invalid',
      rule: 'own-voice-is-first',
      detail: 'What a publisher says in its own voice comes from nobody before it.',
      pointer: `/attribution/${index}/by`,
    };
  }
  if (ORIGIN_MODES.includes(mode)) {
    return {
      kind: 'invalid',
      rule: 'origin-is-first',
      detail: `Who ${mode} it is the origin, and stands first; a later hop passes it on.`,
      pointer: `/attribution/${index}/mode`,
    };
  }
  return undefined;
}

function dateRefused({ at }: Hop, earlier: readonly Hop[]): Refusal | undefined {
  if (at === undefined) return undefined;
  const pointer = `/attribution/${earlier.length}/at`;
  if (!isPartialDate(at)) return noSuchDate(at, pointer);
  const { to } = spanOf(at);
  if (!earlier.some((hop) => hop.at !== undefined && spanOf(hop.at).from > to)) return undefined;
  return {
    kind: 'invalid',
    rule: 'hops-out-of-order',
    detail:
      'Nobody passes on what was said later; in no time zone is this after the hops before it.',
    pointer,
  };
}

function sourceRefused(
  { sourceId }: Hop,
  index: number,
  hopSources: readonly string[],
): Refusal | undefined {
  if (sourceId === undefined || hopSources.includes(sourceId)) return undefined;
  return {
    kind: 'rule',
    rule: 'hop-source-not-registered',
    detail: 'A hop that names a source names a registered one.',
    pointer: `/attribution/${index}/sourceId`,
  };
}
