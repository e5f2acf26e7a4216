import { Value } from 'typebox/value';

import { LedgerHistory } from '../../test/support/ledger-history.js';
import { uuid } from '../../test/support/recorded-history.js';
import { onEveryDatabase, type QueriedViews } from '../../test/support/every-database.js';
import { CitationAnswer, getCitation, listCitations, type CitationFilter } from './citations.js';
import { person } from '../queries/person.js';

const [CLAIM, OTHER, SOURCE, FORGED] = [uuid(10), uuid(11), uuid(20), uuid(21)];
const [A, B, C] = [uuid(30), uuid(31), uuid(32)];
const algorithm = 'text-quote/1';

onEveryDatabase((viewsOf) => {
  let database: QueriedViews;
  let retraction: string;
  beforeEach(async () => {
    const history = new LedgerHistory()
      .claim(CLAIM)
      .claim(OTHER)
      .citation(CLAIM, A, SOURCE, {
        snapshot: 'b'.repeat(64),
        quote: { exact: 'talks' },
        anchoring: {
          algorithm,
          fidelity: 'exact',
          anchor: 'ambiguous',
          places: [
            { start: 1, end: 6 },
            { start: 9, end: 14 },
          ],
        },
        attribution: [{ mode: 'said', by: { kind: 'anonymous', description: 'A diplomat' } }],
      })
      .citation(CLAIM, B, FORGED, {
        stance: 'refutes',
        anchoring: { algorithm, fidelity: 'absent', anchor: 'orphaned', nearestScore: 0.25 },
      })
      .citation(OTHER, C, SOURCE)
      .citationRetracted(OTHER, C);
    retraction = history.position;
    database = await viewsOf(history.events);
  });
  afterEach(() => database.close());

  it('answers a citation with what the ledger found', async () => {
    const answer = await getCitation(database.views, A);
    expect(Value.Errors(CitationAnswer, answer)).toEqual([]);
    expect(answer).toEqual({
      id: A,
      claimId: CLAIM,
      sourceId: SOURCE,
      snapshot: 'b'.repeat(64),
      capture: null,
      text: null,
      stance: 'makes',
      quote: { exact: 'talks' },
      passage: null,
      places: [
        { start: 1, end: 6 },
        { start: 9, end: 14 },
      ],
      omitted: null,
      insertions: null,
      difference: null,
      nearestScore: null,
      sentence: null,
      within: null,
      marks: null,
      language: null,
      fidelity: 'exact',
      anchor: 'ambiguous',
      algorithm,
      attribution: [{ mode: 'said', by: { kind: 'anonymous', description: 'A diplomat' } }],
      latest: null,
      flags: [],
      retracted: null,
      recordedBy: person(uuid(1)),
      recordedAt: '2025-10-14T08:00:00.000Z',
    });
  });

  it('tells the nearest score of a quote that is absent', async () => {
    expect(await getCitation(database.views, B)).toMatchObject({ nearestScore: 0.25 });
  });

  it('shows a retraction from its moment on', async () => {
    const before = String(Number(retraction) - 1).padStart(16, '0');
    expect(await getCitation(database.views, C)).toMatchObject({
      retracted: { reason: 'misread' },
    });
    expect(await getCitation(database.views, C, { position: before })).toMatchObject({
      retracted: null,
    });
    expect(await getCitation(database.views, uuid(99))).toBeUndefined();
  });

  it.each<[string, CitationFilter, string[]]>([
    ['nothing', {}, [C, B, A]],
    ['claim', { claimId: CLAIM }, [B, A]],
    ['source', { sourceId: SOURCE }, [C, A]],
    ['claim and source', { claimId: CLAIM, sourceId: SOURCE }, [A]],
    ['stance', { stance: 'refutes' }, [B]],
    ['fidelity', { fidelity: 'exact' }, [A]],
    ['anchor', { anchor: 'orphaned' }, [B]],
    ['anchor of a claim without', { claimId: OTHER, anchor: 'orphaned' }, []],
  ])('lists citations by %s', async (_, filter, expected) => {
    const { items } = await listCitations(database.views, filter);
    expect(items.map(({ id }) => id)).toEqual(expected);
  });

  it('goes on after a cursor', async () => {
    const first = await listCitations(database.views, { sourceId: SOURCE, limit: 1 });
    expect(first.items.map(({ id }) => id)).toEqual([C]);
    const second = await listCitations(database.views, {
      sourceId: SOURCE,
      limit: 1,
      after: first.next!,
    });
    expect(second).toMatchObject({ items: [{ id: A }], next: null });
  });
});
