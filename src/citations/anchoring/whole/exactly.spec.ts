import { SnapshotText } from '../texts/snapshot-text.js';
import { exactly } from './exactly.js';

const exact = (text: string, quote: string) => [...exactly(new SnapshotText(text), quote)];

describe('exactly', () => {
  it.each<[string, string, string, number]>([
    ['a decimal', 'rose by 12.5 per cent', 'rose by 12', 0],
    ['a decimal’s end', 'rose by 12.5 per cent', '5 per cent', 0],
    ['a longer number', '125 ships', '25 ships', 0],
    ['a negative number', 'a loss of -5 million', '5 million', 0],
    ['a range', '5–6 ships', '6 ships', 0],
    ['per cent', 'rose 12 %', 'rose 12', 0],
    ['a currency', 'owes $1,500 now', '1,500 now', 0],
    ['a power', '10⁶ stars', 'stars', 1],
    ['a power cut off', 'has 10⁶ stars', 'has 10', 0],
    ['a unit’s power', '5 km² wide', '5 km', 0],
    ['an index', 'more CO₂ in', 'more CO', 0],
    ['a note', 'in 2021³ it', 'in 2021', 1],
    ['digits of a word', 'COVID-19 cases', '19 cases', 1],
    ['the full stop behind a number', 'It was 12. Then', 'It was 12', 1],
    ['a number that stands whole elsewhere', '12 of 120', '12', 1],
  ])('does not cut a number: %s', (_, text, quote, count) => {
    expect(exact(text, quote)).toHaveLength(count);
  });
});
