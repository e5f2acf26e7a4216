import type { CitationData, Hop } from '../../events/citation/citation-events.js';
import type { Actor } from '../../events/envelope.js';
import type { ClaimStreamEvent } from '../../events/ledger-event.js';
import {
  AUTHOR,
  CITATION,
  cited,
  claimWithdrawn,
  recorded,
  retracted,
  reviewing,
  SOURCE,
} from '../../test/support/claim-stream.js';
import { given, refusalOf } from '../../test/support/given.js';
import { uuid } from '../../test/support/recorded-history.js';
import {
  citationDecider,
  type AddCitation,
  type ReanchorCitation,
  type RetractCitation,
} from './citation.decider.js';

const snapshot = 'a'.repeat(64);
const source = { registered: true, withdrawn: false, snapshots: ['b'.repeat(64), snapshot] };
const passage: Partial<CitationData> = {
  snapshot,
  quote: { exact: 'talks' },
  anchoring: { algorithm: 'text-quote/1', fidelity: 'absent', anchor: 'orphaned' },
};
const said: Hop = {
  mode: 'said',
  by: { kind: 'named', agent: { name: 'A. Spokesperson' } },
  at: '2025-10-14',
};
const quoted: Hop = { mode: 'quoted', by: said.by, at: '2025-10-15', sourceId: SOURCE };
const ownVoice: Hop = { mode: 'wrote', by: { kind: 'own-voice' }, sourceId: SOURCE };

function add(changes: Partial<AddCitation> = {}): AddCitation {
  return { type: 'AddCitation', ...cited(CITATION).data, source, hopSources: [SOURCE], ...changes };
}

describe('adding a citation', () => {
  it.each<[string, Partial<CitationData>]>([
    ['of a whole source', {}],
    ['of a whole snapshot', { snapshot }],
    ['of a whole capture', { snapshot, capture: 2 }],
    ['of a passage in a text of a capture', { ...passage, capture: 2, text: 'e'.repeat(64) }],
    ['of a passage, wherever the quote was found', passage],
    ['with the way of the words', { attribution: [ownVoice, quoted] }],
  ])('records one %s', (_, changes) => {
    const decision = given(citationDecider, recorded()).when(add(changes));
    expect(decision).toEqual({ events: [cited(CITATION, changes)] });
  });

  it.each<[string, Partial<AddCitation>]>([
    ['rule source-not-registered /sourceId', { source: { ...source, registered: false } }],
    ['rule source-withdrawn /sourceId', { source: { ...source, withdrawn: true } }],
    ['rule snapshot-of-another-source /snapshot', { ...passage, snapshot: 'c'.repeat(64) }],
    ['rule capture-unknown /capture', { ...passage, capture: 3 }],
    ['rule capture-unknown /capture', { capture: 9 }],
    ['rule capture-of-other-bytes /snapshot', { ...passage, capture: 1 }],
    ['rule passage-needs-snapshot /quote', { quote: { exact: 'talks' } }],
    ['rule snapshot-has-no-text /quote', { snapshot, quote: { exact: 'talks' } }],
    ['invalid own-voice-is-first /attribution/1/by', { attribution: [said, ownVoice] }],
    ['invalid no-such-date /attribution/0/at', { attribution: [{ ...said, at: '2025-02-30' }] }],
    [
      'invalid no-such-date /attribution/1/at',
      { attribution: [said, { ...quoted, at: '2025-02-30' }] },
    ],
    ['invalid origin-is-first /attribution/1/mode', { attribution: [ownVoice, said] }],
    [
      'rule hop-source-not-registered /attribution/1/sourceId',
      { attribution: [said, quoted], hopSources: [] },
    ],
    ['invalid too-many-hops /attribution', { attribution: Array<Hop>(21).fill(said) }],
  ])('is refused: %s', (refusal, changes) => {
    const decision = given(citationDecider, recorded()).when(add(changes));
    expect(refusalOf(decision)).toBe(refusal);
  });

  it('is refused on a withdrawn claim', () => {
    const decision = given(citationDecider, recorded(), claimWithdrawn).when(add());
    expect(refusalOf(decision)).toBe('rule claim-withdrawn');
  });

  it('is refused on an unknown claim', () => {
    expect(refusalOf(given(citationDecider).when(add()))).toBe('not-found claim-unknown');
  });
});

describe('anchoring a citation again', () => {
  const later = 'd'.repeat(64);
  const [capture, text] = [3, 'e'.repeat(64)];
  const found: NonNullable<ReanchorCitation['found']> = {
    anchoring: { algorithm: 'text-quote/3', fidelity: 'absent', anchor: 'orphaned' },
    outcome: 'orphaned',
  };
  const reanchor: ReanchorCitation = {
    type: 'ReanchorCitation',
    citationId: CITATION,
    snapshot: later,
    capture,
    text,
    found,
  };
  const ofItself = { capture: 2, text: snapshot };
  const start = [recorded(), cited(CITATION, { ...passage, ...ofItself })];
  const done = {
    type: 'CitationReanchored' as const,
    data: { citationId: CITATION, snapshot: later, capture, text, ...found },
  };
  const otherwise = { ...found.anchoring, algorithm: 'text-quote/9' };

  it('records what the quote comes to in the later snapshot', () => {
    expect(given(citationDecider, ...start).when(reanchor)).toEqual({ events: [done] });
  });

  it.each<[string, ClaimStreamEvent[], Partial<ReanchorCitation>]>([
    ['of the same text a second time', [done], {}],
    [
      'of the text that is cited, by the same algorithm',
      [],
      { snapshot, ...ofItself, found: { ...found, anchoring: passage.anchoring! } },
    ],
    ['of a retracted citation', [retracted(CITATION)], {}],
    ['on a withdrawn claim', [claimWithdrawn], {}],
    ['where there is nothing to look for', [], { found: undefined }],
  ])('records nothing %s', (_, more, changes) => {
    const decision = given(citationDecider, ...start, ...more).when({ ...reanchor, ...changes });
    expect(decision).toEqual({ events: [] });
  });

  it.each<[string, Partial<ReanchorCitation>]>([
    ['another text of the same capture', { text: 'f'.repeat(64) }],
    ['the same bytes in a later capture', { capture: 4 }],
    ['the same text by another algorithm', { found: { ...found, anchoring: otherwise } }],
    ['the text that is cited, by another algorithm', { snapshot, ...ofItself }],
  ])('looks once more in %s', (_, changes) => {
    const command = { ...reanchor, ...changes };
    const decision = given(citationDecider, ...start, done).when(command);
    const { type: __, ...data } = command;
    expect(decision).toEqual({ events: [{ type: 'CitationReanchored', data: { ...pick(data) } }] });
  });

  function pick({ found: looked, ...data }: Omit<ReanchorCitation, 'type'>) {
    return { ...data, ...looked };
  }

  it('is refused for what is no citation of the claim', () => {
    const decision = given(citationDecider, recorded()).when(reanchor);
    expect(refusalOf(decision)).toBe('not-found citation-unknown');
  });
});

describe('retracting a citation', () => {
  const actor: Actor = { id: AUTHOR, roles: ['contributor'], organization: 'Desk' };
  const retract = (changes: Partial<RetractCitation> = {}): RetractCitation => ({
    type: 'RetractCitation',
    citationId: CITATION,
    reason: 'misread',
    actor,
    ...reviewing(1),
    ...changes,
  });
  const stranger: Actor = { ...actor, id: uuid(2) };
  const start = [recorded(), cited(CITATION)];

  it.each<[string, Actor]>([
    ['the member who added it', actor],
    ['an editor', { ...stranger, roles: ['editor'] }],
  ])('is open to %s', (_, by) => {
    const decision = given(citationDecider, ...start).when(retract({ actor: by }));
    expect(decision).toEqual({ events: [retracted(CITATION)] });
  });

  it('is open on a withdrawn claim, too', () => {
    const decision = given(citationDecider, ...start, claimWithdrawn).when(retract());
    expect(decision).toEqual({ events: [retracted(CITATION)] });
  });

  it('is refused to other contributors', () => {
    const decision = given(citationDecider, ...start).when(retract({ actor: stranger }));
    expect(refusalOf(decision)).toBe('separation-of-duties citation-not-yours');
  });

  it('is refused a second time', () => {
    const decision = given(citationDecider, ...start, retracted(CITATION)).when(retract());
    expect(refusalOf(decision)).toBe('rule citation-already-retracted');
  });

  it('is refused for what is no citation of the claim', () => {
    const decision = given(citationDecider, recorded()).when(retract());
    expect(refusalOf(decision)).toBe('not-found citation-unknown');
  });

  it('is refused on an unknown claim', () => {
    expect(refusalOf(given(citationDecider).when(retract()))).toBe('not-found claim-unknown');
  });
});
