import type { Anchoring, ReanchoringOutcome } from '../../../events/citation/citation-events.js';

/**
 * What a later snapshot says of a citation, compared with the citation as it was added (never with the
 * snapshot before, so that small changes cannot add up unseen):
 *
 * - `orphaned` where the quote was found and is no more; `unchanged` where it was never found;
 * - `moved` where it is found only now;
 * - faithful then and now (`exact` or `normalized`): `unchanged` in the same places, or else `moved`;
 * - otherwise the passage's own words decide: the same words are `unchanged` or `moved`, any others
 *   `altered`. Of two ambiguous anchorings no words are known; those of one fidelity are compared by
 *   their places.
 */
export function reanchored(original: Anchoring, later: Anchoring): ReanchoringOutcome {
  if (later.fidelity === 'absent') return original.fidelity === 'absent' ? 'unchanged' : 'orphaned';
  if (original.fidelity === 'absent') return 'moved';
  if (!(isFaithful(original) && isFaithful(later)) && !saysTheSame(original, later)) {
    return 'altered';
  }
  return samePlaces(original, later) ? 'unchanged' : 'moved';
}

function isFaithful({ fidelity }: Anchoring): boolean {
  return fidelity === 'exact' || fidelity === 'normalized';
}

function saysTheSame(original: Anchoring, later: Anchoring): boolean {
  if (original.passage && later.passage) return original.passage.exact === later.passage.exact;
  return !original.passage && !later.passage && original.fidelity === later.fidelity;
}

function samePlaces(original: Anchoring, later: Anchoring): boolean {
  const [before, now] = [placesOf(original), placesOf(later)];
  return (
    before.length === now.length &&
    before.every(({ start, end }, index) => {
      const other = now[index]!;
      return start === other.start && end === other.end;
    })
  );
}

function placesOf({ passage, places = [] }: Anchoring): readonly { start: number; end: number }[] {
  return passage ? [passage] : places;
}
