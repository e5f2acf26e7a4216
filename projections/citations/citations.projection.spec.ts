import { fold, RecordedHistory, uuid } from '../../test/support/recorded-history.js';
import { ImpossibleEventError } from '../impossible-event.js';
import { citations } from './citations.projection.js';

const [CLAIM, SOURCE, CITATION] = [uuid(10), uuid(20), uuid(30)];
const stream = `claim-${CLAIM}`;
const SNAPSHOT = 'b'.repeat(64);

function added() {
  return new RecordedHistory().record(stream, 'CitationAdded', {
    citationId: CITATION,
    sourceId: SOURCE,
    stance: 'makes',
    snapshot: SNAPSHOT,
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
      stance: 'makes',
      quote: { exact: 'talks have started' },
      passage: { start: 4, end: 22, exact: 'talks have started' },
      places: null,
      details: null,
      fidelity: 'exact',
      anchor: 'anchored',
      algorithm: 'text-quote/1',
      attribution: [{ mode: 'said', by: { kind: 'anonymous', description: 'A diplomat' } }],
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
