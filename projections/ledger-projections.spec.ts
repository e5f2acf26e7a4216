import { VERSION_COLUMNS } from './engine/table.js';
import { ledgerProjections } from './ledger-projections.js';

describe.each(ledgerProjections.map((p) => [p.name, p] as const))('%s', (_, { table }) => {
  it('has a key, indexes and full text over columns that it has', () => {
    const used = [
      table.key,
      ...(table.fullText ?? []),
      ...(table.indexes ?? []).flatMap((index) => index.columns),
    ];
    const columns = { ...table.columns, ...(table.versioned ? VERSION_COLUMNS : {}) };
    expect(Object.keys(columns)).toEqual(expect.arrayContaining(used));
    expect(table.columns[table.key]).toEqual({ type: 'text' });
  });
});

it('names every projection and every table once', () => {
  const names = ledgerProjections.map((p) => p.name);
  const tables = ledgerProjections.map((p) => p.table.name);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(tables).size).toBe(tables.length);
});
