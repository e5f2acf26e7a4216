import Database from 'better-sqlite3';
import * as fc from 'fast-check';

import { fullTextQuery } from './full-text.js';

describe('fullTextQuery', () => {
  it.each([
    ['talks', '"talks"*'],
    ['  phase two\n', '"phase" "two"*'],
    ['say "yes"', '"say" """yes"""*'],
    ['talks AND (NOT war*', '"talks" "AND" "(NOT" "war*"*'],
    ["don't", '"don\'t"*'],
    ['talks -', '"talks"*'],
    ['talks\u0000phase', '"talks" "phase"*'],
  ])('%j asks for %s', (typed, query) => {
    expect(fullTextQuery(typed)).toBe(query);
  });

  it.each(['', '  ', '"', '*', '(((', '\u0000', '—', '🙂'])('finds no word in %j', (typed) => {
    expect(fullTextQuery(typed)).toBeUndefined();
  });
});

describe('the query in SQLite', () => {
  const database = new Database(':memory:');
  database.exec('create virtual table claim using fts5(text)');
  const insert = database.prepare('insert into claim values (?)');
  const search = database.prepare('select text from claim where claim match ?').pluck();
  const find = (typed: string) => search.all(fullTextQuery(typed));
  insert.run('Die Gespräche über „Phase zwei“ haben begonnen');
  insert.run("They don't talk");
  afterAll(() => database.close());

  it.each(['gesprache', 'GESPRÄCHE phase', 'zwei phase', 'phase beg', '"phase', 'über*'])(
    'finds the words of a claim: %s',
    (typed) => {
      expect(find(typed)).toHaveLength(1);
    },
  );

  it.each(['phase drei', 'gesp phase', 'phase NOT zwei', 'text:phase', 'phase OR drei'])(
    'takes nothing for an operator: %s',
    (typed) => {
      expect(find(typed)).toEqual([]);
    },
  );

  it('is never a syntax error', () => {
    const operators = fc.constantFrom(
      '"',
      '*',
      '^',
      '-',
      '+',
      '(',
      ')',
      ':',
      '{',
      'NEAR(',
      ' AND ',
    );
    const typed = fc.array(fc.oneof(operators, fc.string({ unit: 'binary' })), { maxLength: 8 });
    fc.assert(
      fc.property(typed, (parts) => {
        const query = fullTextQuery(parts.join(''));
        if (query !== undefined) expect(() => search.all(query)).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });
});
