import { anchorQuote } from '../anchor-quote.js';
import { dividedAs, keysOf } from './divided-words.js';
import { wordsOf } from './words.js';

it.each([
  ['long-\nterm talks', 'the long-term plan', ['long', '-', 'term', 'talks']],
  ['long-\nterm talks', 'the longterm plan', ['longterm', 'talks']],
  ['long-\nterm talks', 'the long term plan', ['longterm', 'talks']],
  ['nego-\ntiations', 'the negotiation', ['negotiations']],
  ['in-\nlaw', 'father-in-law', ['in', '-', 'law']],
  ['2 percentage points', '2 points', ['2', '%.', 'points']],
  ['2 percentage points', '2 pp', ['2', '%.']],
])('%j beside %j is divided into %j', (text, other, keys) => {
  expect(dividedAs(wordsOf(text), keysOf(wordsOf(other))).map(({ key }) => key)).toEqual(keys);
});

it.each([
  ['The long-\nterm talks began in May.', 'The long-term talks ended in May', ['began→ended']],
  [
    'The long-\nterm talks began in May and the well-\nknown crew left.',
    'The long-term talks ended in May and the well-known crew left',
    ['began→ended'],
  ],
  ['The nego-\ntiations began in May.', 'The negotiations ended in May', ['began→ended']],
  ['The talks of the long-\nterm crew.', 'The talks of the long-term yard', ['crew→yard']],
])('a change beside a divided word of %j is told by itself', (text, exact, told) => {
  const { fidelity, difference } = anchorQuote(text, { exact });
  expect(fidelity).toBe('altered');
  expect(difference!.changes.map(({ from, to }) => `${from}→${to}`)).toEqual(told);
});
