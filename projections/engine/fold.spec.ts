import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import {
  citationCounts,
  citedSources,
  claimLogs,
  failingAt,
} from '../../test/support/example-projections.js';
import { LedgerHistory } from '../../test/support/ledger-history.js';
import { uuid } from '../../test/support/recorded-history.js';
import { fold, type Step } from './fold.js';
import type { Projection } from './projection.js';
import type { HeldRow } from './view-store.js';

const [A, B, SOURCE] = [uuid(1), uuid(2), uuid(3)];

function stepsOf(projection: Projection, events: readonly RecordedLedgerEvent[]): Step[] {
  return events.map((event, index) => ({ index, event, keys: projection.keys(event) }));
}

function foldAll(projection: Projection, history: LedgerHistory, own = new Map<string, HeldRow>()) {
  const sides = new Map(projection.sides.map((side) => [side, new Map<string, HeldRow>()]));
  const { tables, failed } = fold(projection, stepsOf(projection, history.events), { own, sides });
  const [{ writes } = { writes: [] }, ...beside] = tables;
  return { writes, failed, beside: beside.map((side) => side.writes.map(({ row }) => row)) };
}

describe('the fold of a batch', () => {
  it('writes a version for every event, and leaves only the last of a key open', () => {
    const history = new LedgerHistory()
      .at('2025-10-14T08:00:00.000Z')
      .claim(A)
      .claim(B)
      .at('2025-10-14T09:00:00.000Z')
      .citation(A, uuid(9), SOURCE);
    const [one, two, three] = history.events.map(({ position }) => position);
    const { writes } = foldAll(claimLogs, history);
    expect(writes.map(({ key, from, until }) => [key, from, until])).toEqual([
      [
        A,
        { position: one, at: '2025-10-14T08:00:00.000Z' },
        { position: three, at: '2025-10-14T09:00:00.000Z' },
      ],
      [B, { position: two, at: '2025-10-14T08:00:00.000Z' }, null],
      [A, { position: three, at: '2025-10-14T09:00:00.000Z' }, null],
    ]);
    expect(writes.map(({ supersedes }) => supersedes)).toEqual([false, false, false]);
  });

  it('ends the version that the table holds with the first write of its key only', () => {
    const held = new Map([
      [A, { row: { claim_id: A, events: 5, kinds: [] }, at: '2025-01-01T00:00:00.000Z' }],
    ]);
    const { writes } = foldAll(
      claimLogs,
      new LedgerHistory().claimWithdrawn(A).claimWithdrawn(A),
      held,
    );
    expect(writes.map(({ supersedes, row }) => [supersedes, row.events])).toEqual([
      [true, 6],
      [false, 7],
    ]);
  });

  it('never dates a version before the one that it follows', () => {
    const held = new Map([
      [A, { row: { claim_id: A, events: 1, kinds: [] }, at: '2025-10-14T12:00:00.000Z' }],
    ]);
    const history = new LedgerHistory()
      .at('2025-10-14T11:59:59.000Z')
      .claimWithdrawn(A)
      .at('2025-10-14T12:00:01.000Z')
      .claimWithdrawn(A);
    expect(foldAll(claimLogs, history, held).writes.map(({ from }) => from.at)).toEqual([
      '2025-10-14T12:00:00.000Z',
      '2025-10-14T12:00:01.000Z',
    ]);
  });

  it('writes a row of a table without versions once', () => {
    const history = new LedgerHistory();
    for (let n = 0; n < 3; n += 1) history.citation(A, uuid(20 + n), SOURCE);
    const { writes } = foldAll(citationCounts, history);
    expect(writes.map(({ row }) => row)).toEqual([
      { subject: `claim-${A}`, citations: 3 },
      { subject: SOURCE, citations: 3 },
    ]);
  });

  it('writes nothing for an event that leaves the row as it is', () => {
    const still: Projection = { ...claimLogs, evolve: (row) => row };
    expect(foldAll(still, new LedgerHistory().claim(A)).writes).toEqual([]);
  });

  it('keeps what came before a failing event, and nothing of the event itself', () => {
    const history = new LedgerHistory().citation(A, uuid(9), SOURCE).citation(B, uuid(8), SOURCE);
    const failing: Projection = {
      ...citationCounts,
      evolve(row, event, key, sides) {
        if (event.stream.endsWith(B) && key === SOURCE) throw new TypeError('no');
        return citationCounts.evolve(row as never, event, key, sides);
      },
    };
    const { writes, failed } = foldAll(failing, history);
    expect(writes.map(({ row }) => row)).toEqual([
      { subject: `claim-${A}`, citations: 1 },
      { subject: SOURCE, citations: 1 },
    ]);
    expect(failed).toMatchObject({ step: { index: 1 }, reason: 'TypeError: no' });
  });

  it('remembers in a side table what later events of the batch need', () => {
    const history = new LedgerHistory().citation(A, uuid(9), SOURCE).citation(A, uuid(8), SOURCE);
    const { writes, beside } = foldAll(citedSources, history.citation(A, uuid(7), uuid(4)));
    expect(writes.map(({ row }) => row['sources'])).toEqual([1, 1, 2]);
    expect(beside).toEqual([
      [
        { known: `${A}/${SOURCE}`, citations: 2 },
        { known: `${A}/${uuid(4)}`, citations: 1 },
      ],
    ]);
  });

  it('writes nothing into a side table for an event that fails', () => {
    const failing: Projection = {
      ...citedSources,
      evolve(row, event, key, sides) {
        const after = citedSources.evolve(row as never, event, key, sides);
        if (event.stream.endsWith(B)) throw new TypeError('no');
        return after;
      },
    };
    const history = new LedgerHistory().citation(A, uuid(9), SOURCE).citation(B, uuid(8), SOURCE);
    const { beside, failed } = foldAll(failing, history);
    expect(beside).toEqual([[{ known: `${A}/${SOURCE}`, citations: 1 }]]);
    expect(failed).toMatchObject({ step: { index: 1 } });
  });

  it('fails where it asks a side table for a row that was not named', () => {
    const [side] = citedSources.sides;
    const asking: Projection = {
      ...citedSources,
      evolve(_row, _event, _key, sides) {
        return void sides.get(side, 'another');
      },
    };
    const { failed } = foldAll(asking, new LedgerHistory().citation(A, uuid(9), SOURCE));
    expect(failed?.reason).toBe('Error: known_sources does not name another for CitationAdded');
  });

  it('says what was thrown', () => {
    const history = new LedgerHistory().claim(A);
    const { failed } = foldAll(failingAt(claimLogs, history.position), history);
    expect(failed?.reason).toBe('Error: cannot be folded');
  });
});
