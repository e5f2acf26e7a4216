import { readFileSync } from 'node:fs';

import { documentCases } from './document-cases.js';
import { documentsDocument } from './documents-table.js';
import { asFarAs, nearestExpected, outcomeOf, read, type ReadDocument } from './outcomes.js';

const CASES = documentCases();

describe.each(CASES)('$kind: $situation', (one) => {
  let document: ReadDocument;
  beforeAll(async () => (document = await read(one)));

  it.each(one.quotes)('$quote', async ({ quote, expected }) => {
    const outcome = await outcomeOf(document, quote);
    const nearest = nearestExpected(outcome, expected);
    expect(asFarAs(nearest, outcome)).toEqual(nearest);
  });

  const { begins } = one;
  if (begins !== undefined) {
    it(`has a text that begins with ${begins}`, () => {
      expect(document.text.slice(0, begins.length)).toBe(begins);
    });
  }
});

it('expects something of every quote, and knows ten of each kind', () => {
  const quotes = new Map<string, number>();
  for (const one of CASES) {
    for (const { expected } of one.quotes) {
      expect(expected.length).toBeGreaterThan(0);
      for (const outcome of expected) expect(Object.keys(outcome)).not.toEqual([]);
    }
    quotes.set(one.kind, (quotes.get(one.kind) ?? 0) + one.quotes.length);
  }
  for (const [kind, count] of quotes) {
    expect({ kind, enough: count >= 10 }).toEqual({ kind, enough: true });
  }
});

it('is what docs/documents.md says', async () => {
  expect(readFileSync('docs/documents.md', 'utf8')).toBe(await documentsDocument(CASES));
});
