import type { Anchoring } from '../../events/citation/citation-events.js';
import { fold, RecordedHistory, uuid } from '../../test/support/recorded-history.js';
import { ImpossibleEventError } from '../impossible-event.js';
import { citations } from './citations.projection.js';

const [CLAIM, SOURCE, CITATION] = [uuid(10), uuid(20), uuid(30)];
const stream = `claim-${CLAIM}`;
const SNAPSHOT = 'b'.repeat(64);
const TEXT = 'f'.repeat(64);

function added() {
  return new RecordedHistory().record(stream, 'CitationAdded', {
    citationId: CITATION,
    sourceId: SOURCE,
    stance: 'makes',
    snapshot: SNAPSHOT,
    capture: 2,
    text: TEXT,
    quote: { exact: 'talks have started' },
    anchoring: {
      algorithm: 'text-quote/1',
      fidelity: 'exact',
      anchor: 'anchored',
      passage: { start: 4, end: 22, exact: 'talks have started' },
    },
    attribution: [{ mode: 'said', by: { kind: 'anonymous', description: 'A diplomat' } }],
    addedBy: uuid(1),
  });
}

it('shows a citation with its passage and the way its words took', () => {
  expect([...fold(citations, added().events).values()]).toEqual([
    {
      citation_id: CITATION,
      claim_id: CLAIM,
      source_id: SOURCE,
      snapshot: SNAPSHOT,
      capture: 2,
      text: TEXT,
      stance: 'makes',
      quote: { exact: 'talks have started' },
      passage: { start: 4, end: 22, exact: 'talks have started' },
      places: null,
      details: null,
      fidelity: 'exact',
      anchor: 'anchored',
      algorithm: 'text-quote/1',
      attribution: [{ mode: 'said', by: { kind: 'anonymous', description: 'A diplomat' } }],
      latest: null,
      looked_capture: 2,
      looked_text: TEXT,
      looked_snapshot: SNAPSHOT,
      looked_by: 'text-quote/1',
      quote_changed: 0,
      retracted: null,
      recorded_by: uuid(1),
      recorded_at: '2025-10-14T08:00:00.000Z',
      recorded_position: '0000000000000001',
    },
  ]);
});

it('shows a source cited as a whole without quote or anchor', () => {
  const { events } = new RecordedHistory().record(stream, 'CitationAdded', {
    citationId: CITATION,
    sourceId: SOURCE,
    stance: 'context',
    attribution: [],
    addedBy: uuid(1),
  });
  expect(fold(citations, events).get(CITATION)).toMatchObject({
    snapshot: null,
    quote: null,
    fidelity: null,
    anchor: null,
    attribution: [],
  });
});

it('says who retracted it, when and why', () => {
  const { events } = added()
    .at('2025-10-15T10:00:00.000Z')
    .by(uuid(9))
    .record(stream, 'CitationRetracted', { citationId: CITATION, reason: 'misread' });
  expect(fold(citations, events).get(CITATION)).toMatchObject({
    recorded_at: '2025-10-14T08:00:00.000Z',
    retracted: { reason: 'misread', by: uuid(9), at: '2025-10-15T10:00:00.000Z' },
  });
});

it('stops at a retraction that cannot be', () => {
  const retract = (history: RecordedHistory) =>
    history.record(stream, 'CitationRetracted', { citationId: CITATION, reason: 'no' });
  expect(() => fold(citations, retract(new RecordedHistory()).events)).toThrow(
    ImpossibleEventError,
  );
  expect(() => fold(citations, retract(retract(added())).events)).toThrow(/retracted before/);
});

describe('a quote looked for in a later snapshot', () => {
  const LATER = 'c'.repeat(64);
  const passage = { start: 9, end: 25, exact: 'talks had started' };
  const altered: Anchoring = {
    algorithm: 'text-quote/2',
    fidelity: 'altered',
    anchor: 'anchored',
    passage,
    difference: { score: 0.9, changes: [{ from: 'had', to: 'have', kind: 'word' }] },
  };

  it('is shown beside the passage that was cited', () => {
    const { events } = added().at('2025-10-16T10:00:00.000Z').record(stream, 'CitationReanchored', {
      citationId: CITATION,
      snapshot: LATER,
      outcome: 'altered',
      anchoring: altered,
    });
    expect(fold(citations, events).get(CITATION)).toMatchObject({
      snapshot: SNAPSHOT,
      fidelity: 'exact',
      passage: { exact: 'talks have started' },
      latest: {
        snapshot: LATER,
        outcome: 'altered',
        anchoring: altered,
        at: '2025-10-16T10:00:00.000Z',
      },
      quote_changed: 1,
    });
  });

  it('is no longer changed where a still later one has the words again', () => {
    const again = { snapshot: 'd'.repeat(64), outcome: 'moved', anchoring: altered } as const;
    const { events } = added()
      .record(stream, 'CitationReanchored', {
        citationId: CITATION,
        snapshot: LATER,
        outcome: 'orphaned',
        anchoring: { algorithm: 'text-quote/2', fidelity: 'absent', anchor: 'orphaned' },
      })
      .record(stream, 'CitationReanchored', { citationId: CITATION, ...again });
    expect(fold(citations, events).get(CITATION)).toMatchObject({
      latest: again,
      quote_changed: 0,
    });
  });
});

it('shows of a capture that is read anew what it says, where it is the newest that was looked in', () => {
  const gone: Anchoring = { algorithm: 'text-quote/4', fidelity: 'absent', anchor: 'orphaned' };
  const looked = (capture: number, text: string, outcome: 'orphaned' | 'unchanged') => ({
    citationId: CITATION,
    snapshot: SNAPSHOT,
    capture,
    text: text.repeat(64),
    outcome,
    anchoring: gone,
  });
  const history = added().record(stream, 'CitationReanchored', looked(4, '1', 'unchanged'));
  history.record(stream, 'CitationReanchored', looked(2, '2', 'orphaned'));
  expect(fold(citations, history.events).get(CITATION)).toMatchObject({
    latest: { capture: 4, text: '1'.repeat(64), outcome: 'unchanged' },
    quote_changed: 0,
    looked_capture: 2,
    looked_text: '2'.repeat(64),
    looked_by: 'text-quote/4',
  });
  history.record(stream, 'CitationReanchored', looked(4, '3', 'orphaned'));
  expect(fold(citations, history.events).get(CITATION)).toMatchObject({
    latest: { capture: 4, text: '3'.repeat(64), outcome: 'orphaned' },
    quote_changed: 1,
  });
});

it('shows the rest of the sentence, and what the page does with the words', () => {
  const told = {
    sentence: { before: 'He denied that ', after: '.', negation: true },
    within: 'page',
    marks: [{ kind: 'struck', start: 5, end: 9 }],
    language: 'en',
  } as const;
  const { events } = new RecordedHistory().record(stream, 'CitationAdded', {
    citationId: CITATION,
    sourceId: SOURCE,
    stance: 'makes',
    snapshot: SNAPSHOT,
    quote: { exact: 'talks' },
    anchoring: {
      algorithm: 'text-quote/4',
      fidelity: 'exact',
      anchor: 'anchored',
      passage: { start: 4, end: 9, exact: 'talks' },
      ...told,
      marks: [...told.marks],
    },
    attribution: [],
    addedBy: uuid(1),
  });
  expect(fold(citations, events).get(CITATION)).toMatchObject({ details: told });
});

it('shows what an elided quote leaves out', () => {
  const omitted = [{ text: 'have not', start: 10, end: 18, negation: true }];
  const { events } = new RecordedHistory().record(stream, 'CitationAdded', {
    citationId: CITATION,
    sourceId: SOURCE,
    stance: 'makes',
    snapshot: SNAPSHOT,
    quote: { exact: '[The] talks … started' },
    anchoring: {
      algorithm: 'text-quote/2',
      fidelity: 'elided',
      anchor: 'anchored',
      passage: { start: 4, end: 26, exact: 'talks have not started' },
      omitted,
      insertions: ['The'],
    },
    attribution: [],
    addedBy: uuid(1),
  });
  expect(fold(citations, events).get(CITATION)).toMatchObject({
    details: { omitted, insertions: ['The'] },
  });
});
