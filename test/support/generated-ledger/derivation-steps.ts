import { DERIVATION_KINDS } from '../../../events/source/source-events.js';
import { resemblanceOf } from '../../../src/snapshots/shared-passages.js';
import { derivationDecider } from '../../../src/sources/derivation.decider.js';
import type { OpenSource, Step } from './newsroom.js';

export const declareDerivation: Step = (room) => {
  const { chance, scribe, sources } = room;
  const contributor = room.somebody('contributor');
  const [source, other] = [sources.pick(chance), sources.pick(chance)];
  if (!contributor || !source || !other) return undefined;
  const turn = scribe.turn(contributor);
  const derivationId = turn.id('derivation');
  const append = scribe.record(turn, source, derivationDecider, {
    type: 'DeclareDerivation',
    derivationId,
    sourceId: source.id,
    from: other.id,
    kind: chance.pick(DERIVATION_KINDS),
    declaredBy: contributor.id,
    fromRegistered: other.state.description !== undefined,
  });
  if (append) source.derivations.push(derivationId);
  return append;
};

export const acceptSuggestion: Step = (room) => {
  const { chance, scribe, sources } = room;
  const contributor = room.somebody('contributor');
  const source = sources.pickSuch(chance, ({ reprints }) => reprints.length > 0);
  if (!contributor || !source) return undefined;
  const turn = scribe.turn(contributor);
  const derivationId = turn.id('derivation');
  const append = scribe.record(turn, source, derivationDecider, {
    type: 'AcceptSuggestion',
    derivationId,
    sourceId: source.id,
    ...suggested(source),
    kind: 'republishes',
    declaredBy: contributor.id,
  });
  if (append) source.derivations.push(derivationId);
  return append;
};

export const dismissSuggestion: Step = (room) => {
  const { chance, scribe, sources } = room;
  const contributor = room.somebody('contributor');
  const source = sources.pickSuch(chance, ({ reprints }) => reprints.length > 0);
  if (!contributor || !source) return undefined;
  return scribe.record(scribe.turn(contributor), source, derivationDecider, {
    type: 'DismissSuggestion',
    ...suggested(source),
    reason: 'Both print the same statement.',
  });
};

export const retractDerivation: Step = (room) => {
  const { chance, scribe, sources } = room;
  const editor = room.somebody('editor');
  const source = sources.pickSuch(chance, ({ derivations }) => derivations.length > 0);
  if (!editor || !source) return undefined;
  return scribe.record(scribe.turn(editor), source, derivationDecider, {
    type: 'RetractDerivation',
    derivationId: chance.pick(source.derivations),
    reason: 'It was the other way round.',
    actor: editor,
  });
};

/** What the source reprints last, and what it shares with that. */
function suggested({ reprints, state }: OpenSource) {
  const { id: from, snapshots } = reprints.at(-1)!;
  return { from, shared: resemblanceOf(state.snapshots, snapshots)?.shared };
}
