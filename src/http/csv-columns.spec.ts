import Type, { type TSchema } from 'typebox';

import { named, nullable } from '../queries/answer-fields.js';
import { cellOf, columnsOf } from './csv-columns.js';

const Agent = Type.Object({
  name: Type.String(),
  sameAs: Type.Optional(Type.Array(Type.String())),
});

function namesOf(schema: TSchema): string[] {
  return columnsOf(schema).map(({ name }) => name);
}

/** The cells of a row by the names of their columns. */
function cells(schema: TSchema, row: unknown): Record<string, string> {
  return Object.fromEntries(columnsOf(schema).map((column) => [column.name, cellOf(column, row)]));
}

describe('columns', () => {
  it('are those of the schema, in its order, with dotted names for what lies deeper', () => {
    const schema = Type.Object({
      id: Type.String(),
      counts: named('Counts', { total: Type.Integer(), 'under-review': Type.Integer() }),
      flags: Type.Array(Type.Enum(['stale', 'overdue'])),
      done: Type.Boolean(),
    });
    expect(namesOf(schema)).toEqual(['id', 'counts.total', 'counts.under-review', 'flags', 'done']);
  });

  it('of a nullable object are those of the object', () => {
    const schema = Type.Object({ of: nullable(Agent), at: nullable(Type.String()) });
    expect(namesOf(schema)).toEqual(['of.name', 'of.sameAs', 'at']);
    expect(cells(schema, { of: null, at: null })).toEqual({
      'of.name': '',
      'of.sameAs': '',
      at: '',
    });
  });

  it('of a union are those of its alternatives, each name once', () => {
    const schema = Type.Object({
      by: Type.Union([
        Type.Object({ kind: Type.Literal('named'), agent: Agent }),
        Type.Object({ kind: Type.Literal('anonymous'), description: Type.String() }),
        Type.Object({ kind: Type.Literal('own-voice'), agent: Type.Optional(Agent) }),
      ]),
    });
    const columns = ['by.kind', 'by.agent.name', 'by.agent.sameAs', 'by.description'];
    expect(namesOf(schema)).toEqual(columns);
    const row = (...values: string[]) => Object.fromEntries(columns.map((c, i) => [c, values[i]]));
    const of = (by: object) => cells(schema, { by });
    expect(of({ kind: 'named', agent: { name: 'A. Author' } })).toEqual(
      row('named', 'A. Author', '', ''),
    );
    expect(of({ kind: 'anonymous', description: 'a diplomat' })).toEqual(
      row('anonymous', '', '', 'a diplomat'),
    );
    expect(of({ kind: 'own-voice' })).toEqual(row('own-voice', '', '', ''));
  });

  it('hold as JSON what has no flat form', () => {
    const schema = Type.Object({
      agents: Type.Array(Agent),
      circles: Type.Array(Type.Array(Type.String())),
      open: Type.Object({}, { additionalProperties: true }),
      counts: Type.Record(Type.String(), Type.Integer()),
      mixed: Type.Union([Type.String(), Agent]),
      any: Type.Any(),
    });
    const row = {
      agents: [{ name: '=A', sameAs: ['x'] }],
      circles: [['a', 'b'], []],
      open: { a: 1 },
      counts: {},
      mixed: '=1',
      any: null,
    };
    expect(cells(schema, row)).toEqual({
      agents: '[{"name":"=A","sameAs":["x"]}]',
      circles: '[["a","b"],[]]',
      open: '{"a":1}',
      counts: '{}',
      mixed: '"=1"',
      any: '',
    });
  });
});

describe('cells', () => {
  it.each<[TSchema, unknown, string]>([
    [Type.String(), 'Yes, "he" said', 'Yes, "he" said'],
    [Type.Number(), -0.5, '-0.5'],
    [Type.Integer(), 0, '0'],
    [Type.Boolean(), false, 'false'],
    [nullable(Type.Boolean()), null, ''],
    [Type.Union([Type.Literal('a'), Type.Literal(1)]), 1, '1'],
    [Type.Array(Type.String()), [], ''],
    [Type.Array(Type.String()), ['a', 'b c'], 'a|b c'],
    [nullable(Type.Array(Type.Integer())), [1, -2], '1|-2'],
    [Type.Array(Type.String()), ['a|b', 'c\\d'], 'a\\|b|c\\\\d'],
  ])('of %j hold %j as %j', (schema, value, cell) => {
    expect(cells(Type.Object({ it: schema }), { it: value })).toEqual({ it: cell });
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠a'])(
    'never begin as a formula does: %j',
    (text) => {
      const schema = Type.Object({ text: Type.String(), list: Type.Array(Type.String()) });
      const row = { text, list: [text, 'b'] };
      expect(cells(schema, row)).toEqual({ text: `'${text}`, list: `'${text}|b` });
    },
  );

  it('have an apostrophe of their own doubled only where it could be taken for one that was added', () => {
    const schema = Type.Object({ text: Type.String() });
    const cell = (text: string) => cells(schema, { text })['text'];
    expect(cell("'=1")).toBe("''=1");
    expect(cell("'tis so")).toBe("'tis so");
    expect(cell(' =1')).toBe(' =1');
  });
});
