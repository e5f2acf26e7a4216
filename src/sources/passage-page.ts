import type { MarkKind } from '../../events/source/source-events.js';
import { escaped, policyOfPage } from '../http/html.js';
import type { Segment } from './passage-segments.js';

/** A passage of a snapshot with what is around it. */
export interface ShownPassage {
  readonly citationId: string;
  readonly snapshot: string;
  /** Which capture of its source the snapshot is. */
  readonly capture: number;
  /** Null where the text tells no article from the rest. */
  readonly within: 'article' | 'page' | null;
  /** The page of the first place; null where the snapshot has no pages. */
  readonly page: number | null;
  /** The number of characters of the whole text. */
  readonly characters: number;
  readonly places: readonly { readonly page: number | null }[];
  readonly segments: readonly Segment[];
}

const STYLE =
  'body{margin:2rem auto;max-width:45rem;padding:0 1rem;font:1rem/1.6 serif}' +
  'header{border-bottom:1px solid;font:.8rem/1.6 sans-serif;overflow-wrap:anywhere}' +
  // Every paragraph by its own first letter, left to right or right to left.
  'article{white-space:pre-wrap;unicode-bidi:plaintext;overflow-wrap:anywhere}' +
  'mark del{opacity:.6}mark ins{text-decoration:underline dashed}.unseen{outline:1px dotted}.cut{display:block;text-align:center}';

/** Nothing but the page's own style has an effect: the words are somebody else's. */
export const PASSAGE_PAGE_POLICY = `${policyOfPage(STYLE)}; sandbox`;

/**
 * A page that shows a passage in its place: `<mark id="passage">`, and `passage-2` and so on where it
 * stands in several; `<del>` in it is what the quote leaves out, `<s>` and `<ins>` what the document
 * strikes out and inserts, `<span class="unseen">` what it does not show.
 */
export function passagePage(passage: ShownPassage): string {
  const { citationId, snapshot, capture, within, page, places } = passage;
  const facts = [
    `Citation ${citationId}`,
    `Snapshot ${snapshot}, capture ${capture}`,
    ...(within === 'page' ? ['Outside of the article'] : []),
    ...(page === null ? [] : [`Page ${page}`]),
    ...(places.length > 1 ? [`The words stand in ${places.length} places`] : []),
  ];
  return (
    '<!doctype html><html><head><meta charset="utf-8"><title>A passage in its place</title>' +
    `<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head><body>` +
    `<header>${facts.map((fact) => `<p>${escaped(fact)}</p>`).join('')}</header>` +
    `<article dir="auto">${body(passage)}</article></body></html>\n`
  );
}

const CUT = '<span class="cut">[…]</span>';

function body({ segments, characters }: ShownPassage): string {
  let html = '';
  let marks = 0;
  let end = 0;
  let marked = false;
  for (const { kind, start, text, marks: done = [] } of segments) {
    const isMarked = kind !== 'text';
    if (marked && !isMarked) html += '</mark>';
    if (start > end) html += CUT;
    if (!marked && isMarked) {
      marks += 1;
      html += `<mark id="passage${marks === 1 ? '' : `-${marks}`}">`;
    }
    const words = withMarks(escaped(text), done);
    html += kind === 'omitted' ? `<del>${words}</del>` : words;
    marked = isMarked;
    end = start + [...text].length;
  }
  return html + (marked ? '</mark>' : '') + (end < characters ? CUT : '');
}

const ELEMENTS: Readonly<Record<MarkKind, readonly [string, string]>> = {
  struck: ['<s>', '</s>'],
  inserted: ['<ins>', '</ins>'],
  invisible: ['<span class="unseen">', '</span>'],
};

function withMarks(html: string, marks: readonly MarkKind[]): string {
  return marks.reduce((inner, kind) => ELEMENTS[kind][0] + inner + ELEMENTS[kind][1], html);
}
