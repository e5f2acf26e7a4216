import fc from 'fast-check';
import Type from 'typebox';

import { csvRows, listInCell, plainCell } from '../../test/support/csv-rows.js';
import { nullable } from '../queries/answer-fields.js';
import { csvTable } from './csv.js';

const Row = Type.Object({
  text: Type.String(),
  note: nullable(Type.String()),
  inner: Type.Object({ score: Type.Number(), done: Type.Boolean() }),
  list: Type.Array(Type.String()),
  parts: Type.Array(Type.Object({ text: Type.String() })),
});

const parts = ['"', "'", ',', ';', '|', '\\', '\r', '\n', '\t', ' ', '=', '-', '\uFEFF', 'é', '🕊️'];
const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.constantFrom(...parts)).map((each) => each.join('')),
);
const filled = texts.filter((text) => text !== '');
const row = fc.record({
  text: texts,
  note: fc.option(filled),
  inner: fc.record({
    score: fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
    done: fc.boolean(),
  }),
  list: fc.array(filled),
  parts: fc.array(fc.record({ text: texts })),
});

it('has a header with a byte order mark, and CRLF at the end of each line', () => {
  const { header, line } = csvTable(Row);
  expect(header).toBe('\uFEFFtext,note,inner.score,inner.done,list,parts\r\n');
  const inner = { score: 1, done: true };
  expect(line({ text: 'a "b", c', note: null, inner, list: ['x', 'y'], parts: [] })).toBe(
    '"a ""b"", c",,1,true,x|y,[]\r\n',
  );
});

it.each(['\n', '\r', '\r\n'])('keeps %j within a cell, also from who ends a row there', (end) => {
  const { line } = csvTable(Type.Object({ text: Type.String(), n: Type.Integer() }));
  expect(line({ text: `two${end}=1+1`, n: 1 })).toBe(`"two${end}=1+1",1\r\n`);
});

it('gives every row back to who reads it', () => {
  const { header, line } = csvTable(Row);
  fc.assert(
    fc.property(fc.array(row), (given) => {
      const { rows } = csvRows(header + given.map(line).join(''));
      const back = rows.map((cells) => ({
        text: plainCell(cells['text']!),
        note: plainCell(cells['note']!) || null,
        inner: { score: Number(cells['inner.score']), done: cells['inner.done'] === 'true' },
        list: listInCell(cells['list']!),
        parts: JSON.parse(cells['parts']!) as unknown,
      }));
      expect(back).toEqual(given);
    }),
  );
});

it('has no cell that begins as a formula does', () => {
  const { header, line } = csvTable(Row);
  fc.assert(
    fc.property(fc.array(row), (given) => {
      for (const { text, note, list } of csvRows(header + given.map(line).join('')).rows) {
        for (const cell of [text, note, list]) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      }
    }),
  );
});
