import { LedgerHistory } from '../../test/support/ledger-history.js';
import { uuid } from '../../test/support/recorded-history.js';
import { integer, json, nullable, text, type RowOf } from './columns.js';
import { defineProjection } from './define-projection.js';
import { StagedSideRows } from './side-table.js';

const [CLAIM, CITATION, SOURCE] = [uuid(1), uuid(2), uuid(3)];

const columns = {
  claim_id: text(),
  kind: text<'fact' | 'prediction' | 'opinion'>(),
  language: nullable(text()),
  citations: integer(),
  topics: json<readonly string[]>(),
};
type ClaimRow = RowOf<typeof columns>;

const table = { name: 'claims', columns, key: 'claim_id' } as const;

const claims = defineProjection({
  name: 'claims',
  version: 3,
  table,
  on: {
    ClaimRecorded(_, event, key) {
      const { kind, language, topics } = event.data;
      return { claim_id: key, kind, language: language ?? null, citations: 0, topics };
    },
    CitationAdded: (before, event) =>
      before && { ...before, language: event.data.quote?.exact ?? null },
  },
});

const history = new LedgerHistory().claim(CLAIM).citation(CLAIM, CITATION, SOURCE).source(SOURCE);
const [recorded, cited, registered] = history.events;
const noSides = new StagedSideRows(recorded!, () => undefined);

describe('a defined projection', () => {
  it('handles what it has a handler for', () => {
    expect(claims.handles).toEqual(['ClaimRecorded', 'CitationAdded']);
  });

  it('gives an event to the handler of its type, with the row before it and the key', () => {
    const row = claims.evolve(undefined, recorded!, CLAIM, noSides);
    expect(row).toMatchObject({ claim_id: CLAIM, kind: 'fact', citations: 0 });
    expect(claims.evolve(undefined, cited!, CLAIM, noSides)).toBeUndefined();
    expect(claims.evolve({ ...row!, citations: 7 }, cited!, CLAIM, noSides)).toMatchObject({
      citations: 7,
    });
  });

  it('changes one row for each stream where no keys are given', () => {
    expect(claims.keys(recorded!)).toEqual([CLAIM]);
  });

  it('changes the rows of its keys where they are given', () => {
    const keys = defineProjection({
      name: 'cited',
      version: 1,
      table: { name: 'cited', columns: { subject: text() }, key: 'subject' },
      keys: ({ stream, data }) => [stream, data.sourceId],
      on: { CitationAdded: (_, __, subject) => ({ subject }) },
    });
    expect(keys.keys(cited!)).toEqual([`claim-${CLAIM}`, SOURCE]);
  });

  it('passes over every other event', () => {
    expect(claims.keys(registered!)).toEqual([]);
    expect(claims.evolve(undefined, registered!, SOURCE, noSides)).toBeUndefined();
  });

  it('has the table as it is given, without versions where nothing is said of them', () => {
    expect(claims.table).toEqual({ ...table, versioned: false, clustered: false });
    const kept = { ...table, versioned: true, clustered: true } as const;
    const versioned = defineProjection({ name: 'claims', version: 1, table: kept, on: {} });
    expect(versioned.table).toEqual(kept);
  });

  it('is checked by the compiler against its columns and its events', () => {
    const row: ClaimRow = { claim_id: '', kind: 'fact', language: null, citations: 0, topics: [] };
    // @ts-expect-error not a kind
    row.kind = 'guess';
    // @ts-expect-error not nullable
    row.citations = null;
    const rest = { name: 'claims', version: 1, table };
    // @ts-expect-error no such column
    defineProjection({ ...rest, table: { ...table, key: 'claim' }, on: {} });
    // @ts-expect-error no such column
    defineProjection({ ...rest, table: { ...table, indexes: [{ columns: ['words'] }] }, on: {} });
    // @ts-expect-error no such event
    defineProjection({ ...rest, on: { ClaimForgotten: () => undefined } });
    const on = { ClaimRecorded: () => ({ ...row, topics: null }) };
    // @ts-expect-error a row without its topics
    defineProjection({ ...rest, on });
    // @ts-expect-error this event has no text
    defineProjection({ ...rest, on: { ClaimWithdrawn: (_, { data: { text: __ } }) => row } });
    expect(claims.version).toBe(3);
  });
});
