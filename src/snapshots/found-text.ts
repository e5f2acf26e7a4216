import {
  MOST_MARKS,
  type ExtractedText,
  type MarkKind,
} from '../../events/source/source-events.js';
import { codePointOffsets } from '../text/code-points.js';

/** In UTF-16 code units, end exclusive. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

export interface TextMark extends TextSpan {
  readonly kind: MarkKind;
}

/** What a reader of files took out of one; all offsets are in UTF-16 code units of the text. */
export interface FoundText {
  readonly text: string;
  /** Where each page begins. */
  readonly pageStarts?: readonly number[];
  /** The article, where the file has one and more besides. */
  readonly article?: TextSpan;
  /** In any order, as many as there are. */
  readonly marks?: readonly TextMark[];
  /** The language that the file says it has; what is no BCP 47 tag by its form is left out. */
  readonly language?: string;
  /** Share of the drawn characters that have no Unicode, 0 to 1. */
  readonly unreadable?: number;
}

type Details = Pick<
  Exclude<ExtractedText, { readonly reason: string }>,
  'pages' | 'article' | 'marks' | 'language' | 'unreadable'
>;

const LANGUAGE = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/;
const LONGEST_LANGUAGE = 35;

/** What the ledger records of a text besides its words, in Unicode code points. */
export function detailsOf(found: FoundText): Details {
  const inCodePoints = codePointOffsets(found.text);
  const span = ({ start, end }: TextSpan) => ({
    start: inCodePoints(start),
    end: inCodePoints(end),
  });
  const { pageStarts, article, language, unreadable } = found;
  const marks = fewer(found.marks ?? []);
  return {
    ...(pageStarts && { pages: pageStarts.map(inCodePoints) }),
    ...(article && article.end > article.start && { article: span(article) }),
    ...(marks.length > 0 && { marks: marks.map((mark) => ({ kind: mark.kind, ...span(mark) })) }),
    ...(language !== undefined &&
      language.length <= LONGEST_LANGUAGE &&
      LANGUAGE.test(language) && { language }),
    ...(unreadable !== undefined && unreadable > 0 && { unreadable: Math.min(1, unreadable) }),
  };
}

/**
 * The marks in order, those of one kind that touch as one. Of more than an event holds, those of a kind
 * that are the nearest to each other are joined until they fit: a mark too many makes somebody look at
 * the page, one too few would hide what it strikes out.
 */
function fewer(marks: readonly TextMark[]): TextMark[] {
  const united = unitedWithin(marks, 0);
  if (united.length <= MOST_MARKS) return united;
  const gaps = gapsIn(united).sort((a, b) => a - b);
  // As many gaps are closed as there are marks too many.
  return unitedWithin(united, gaps[united.length - MOST_MARKS - 1] ?? Infinity);
}

function unitedWithin(marks: readonly TextMark[], gap: number): TextMark[] {
  const last = new Map<MarkKind, { kind: MarkKind; start: number; end: number }>();
  const united: { kind: MarkKind; start: number; end: number }[] = [];
  for (const { kind, start, end } of marks.toSorted((a, b) => a.start - b.start)) {
    if (end <= start) continue;
    const before = last.get(kind);
    if (before && start - before.end <= gap) {
      before.end = Math.max(before.end, end);
      continue;
    }
    const mark = { kind, start, end };
    last.set(kind, mark);
    united.push(mark);
  }
  return united;
}

/** Between each mark and the one of its kind before it. */
function gapsIn(marks: readonly TextMark[]): number[] {
  const ends = new Map<MarkKind, number>();
  return marks.flatMap(({ kind, start, end }) => {
    const before = ends.get(kind);
    ends.set(kind, end);
    return before === undefined ? [] : [start - before];
  });
}
