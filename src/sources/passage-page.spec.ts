import { passagePage, type ShownPassage } from './passage-page.js';
import type { Segment } from './passage-segments.js';

const passage = (segments: Segment[], more: Partial<ShownPassage> = {}): ShownPassage => ({
  citationId: '01900000-0000-7000-8000-000000000000',
  snapshot: 'a'.repeat(64),
  capture: 1,
  within: null,
  page: null,
  characters: 10,
  places: [{ page: null }],
  segments,
  ...more,
});
const articleOf = (html: string) => /<article dir="auto">(.*)<\/article>/s.exec(html)?.[1];

describe('passagePage', () => {
  it('marks the passage, and in it what the quote leaves out', () => {
    const html = passagePage(
      passage([
        { kind: 'text', start: 0, text: 'ab' },
        { kind: 'quoted', start: 2, text: 'c' },
        { kind: 'omitted', start: 3, text: 'not' },
        { kind: 'quoted', start: 6, text: 'd' },
        { kind: 'text', start: 7, text: 'e😀f' },
      ]),
    );
    expect(articleOf(html)).toBe('ab<mark id="passage">c<del>not</del>d</mark>e😀f');
  });

  it('shows what the document does with the words, and that they stand outside of its article', () => {
    const html = passagePage(
      passage(
        [
          { kind: 'quoted', start: 0, text: 'ours', marks: ['struck'] },
          { kind: 'quoted', start: 4, text: ' and', marks: ['inserted'] },
          { kind: 'omitted', start: 8, text: '<not>', marks: ['struck', 'invisible'] },
          { kind: 'quoted', start: 13, text: ' theirs' },
        ],
        { within: 'page', capture: 3, characters: 20 },
      ),
    );
    expect(articleOf(html)).toBe(
      '<mark id="passage"><s>ours</s><ins> and</ins>' +
        '<del><span class="unseen"><s>&lt;not&gt;</s></span></del> theirs</mark>',
    );
    expect(html).toContain(', capture 3</p>');
    expect(html).toContain('<p>Outside of the article</p>');
  });

  it('numbers several places, and says where something is left out', () => {
    const html = passagePage(
      passage(
        [
          { kind: 'quoted', start: 1, text: 'a' },
          { kind: 'text', start: 2, text: 'b' },
          { kind: 'quoted', start: 8, text: 'a' },
        ],
        { places: [{ page: 1 }, { page: 2 }], page: 1 },
      ),
    );
    const cut = '<span class="cut">[…]</span>';
    expect(articleOf(html)).toBe(
      `${cut}<mark id="passage">a</mark>b${cut}<mark id="passage-2">a</mark>${cut}`,
    );
    expect(html).toContain('<p>Page 1</p><p>The words stand in 2 places</p>');
  });

  it('lets nothing of the text be markup', () => {
    const hostile = `<script>alert("1")</script><img src='x' onerror=alert(1)>&lt;`;
    const html = passagePage(
      passage([
        { kind: 'text', start: 0, text: hostile },
        { kind: 'quoted', start: 100, text: `</mark>${hostile}` },
        { kind: 'omitted', start: 200, text: `</del>${hostile}` },
      ]),
    );
    expect(articleOf(html)?.match(/<[^>]*>/g)).toEqual([
      '<span class="cut">',
      '</span>',
      '<mark id="passage">',
      '<span class="cut">',
      '</span>',
      '<del>',
      '</del>',
      '</mark>',
    ]);
    expect(html).not.toContain('<script');
  });
});
