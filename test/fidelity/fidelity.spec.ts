import { readFileSync } from 'node:fs';

import { fidelityCases, fidelityDocument, resultOf } from './fidelity-table.js';

it.each(fidelityCases())('$language: $about', (one) => {
  expect(resultOf(one)).toMatchObject(one.expected);
});

it('is what docs/fidelity.md says', () => {
  expect(readFileSync('docs/fidelity.md', 'utf8')).toBe(fidelityDocument());
});
