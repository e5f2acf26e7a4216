import { anchorQuote } from '../anchor-quote.js';
import { SnapshotText, type TextDetails } from '../texts/snapshot-text.js';

const TEXT = 'No deal. No deal. No deal.';
const starts = (details: TextDetails, prefix?: string) => {
  const quote = { exact: 'No deal', ...(prefix !== undefined && { prefix }) };
  const { passage, places = [] } = anchorQuote(new SnapshotText(TEXT, details), quote);
  return (passage ? [passage] : places).map(({ start }) => start);
};
const struck = (start: number) => ({ kind: 'struck' as const, start, end: start + 7 });

describe('of several places', () => {
  it('all are told where nothing tells them apart', () => {
    expect(starts({})).toEqual([0, 9, 18]);
  });

  it('those in the article are meant, if there are any', () => {
    expect(starts({ article: { start: 9, end: 26 } })).toEqual([9, 18]);
    expect(starts({ article: { start: 9, end: 17 } })).toEqual([9]);
    expect(starts({ article: { start: 3, end: 8 } })).toEqual([0, 9, 18]);
  });

  it('those that are not struck out are meant, if there are any', () => {
    expect(starts({ marks: [struck(0)] })).toEqual([9, 18]);
    expect(starts({ marks: [struck(0), struck(18)] })).toEqual([9]);
  });

  it('the quote’s prefix says more than the article, and that more than marks', () => {
    const article = { start: 0, end: 8 };
    expect(starts({ article }, 'No deal. No deal. ')).toEqual([18]);
    expect(starts({ article, marks: [struck(0)] })).toEqual([0]);
  });
});
