import { amount } from './output.js';

it('gives numbers with their nouns', () => {
  const amounts = [0, 1, 2, 1001].map((count) => amount(count, 'claim'));
  expect(amounts).toEqual(['0 claims', '1 claim', '2 claims', '1001 claims']);
});
