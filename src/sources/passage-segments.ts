import type { Mark, MarkKind } from '../../events/source/source-events.js';
import { unitOffsets } from '../text/code-points.js';

/** Unicode code points, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type SegmentKind = 'text' | 'quoted' | 'omitted';

/** A piece of a snapshot's text; what stands between two that do not touch is left out. */
export interface Segment {
  readonly kind: SegmentKind;
  /** In Unicode code points. */
  readonly start: number;
  readonly text: string;
  /** What the document does with these words; left out where that is nothing. */
  readonly marks?: readonly MarkKind[];
}

/**
 * A text with the quoted places in it and what is around them. Reads the text once.
 *
 * @param places where a quote stands; they may overlap
 * @param omitted what the quote leaves out, inside of those
 * @param context code points of the text that are kept before and after each place
 * @param marks of the document, inside of the places
 */
export function segmentsOf(
  text: string,
  places: readonly Span[],
  omitted: readonly Span[],
  context: number,
  marks: readonly Mark[] = [],
): Segment[] {
  const spans: SegmentSpan[] = [];
  const kept = (start: number, end: number) => spans.push({ kind: 'text', start, end });
  let done = 0;
  for (const [index, place] of united(places).entries()) {
    const resumed = index === 0 ? 0 : Math.min(done + context, place.start);
    kept(done, resumed);
    kept(Math.max(resumed, place.start - context), place.start);
    spans.push(...parts(place, omitted).flatMap((part) => marked(part, marks)));
    done = place.end;
  }
  kept(done, done + context);
  const filled = spans.filter(({ start, end }) => end > start);
  const unitAt = unitOffsets(
    text,
    filled.flatMap(({ start, end }) => [start, end]),
  );
  return filled
    .map(({ kind, start, end, marks: kinds = [] }) => ({
      kind,
      start,
      ...(kinds.length > 0 && { marks: kinds }),
      text: text.slice(unitAt(start), unitAt(end)),
    }))
    .filter((segment) => segment.text !== '');
}

/** The number, from 1, of the page in which a code point stands. */
export function pageAt(pages: readonly number[], point: number): number {
  const after = pages.findIndex((start) => start > point);
  return after < 0 ? pages.length : Math.max(after, 1);
}

function united(places: readonly Span[]): Span[] {
  const united: Span[] = [];
  for (const { start, end } of [...places].sort((a, b) => a.start - b.start)) {
    const last = united.at(-1);
    if (!last || start >= last.end) united.push({ start, end });
    else united[united.length - 1] = { start: last.start, end: Math.max(last.end, end) };
  }
  return united;
}

type SegmentSpan = Span & { readonly kind: SegmentKind; readonly marks?: readonly MarkKind[] };

/** A part of a place in as many pieces as its document does different things with it. */
function marked(part: SegmentSpan, marks: readonly Mark[]): SegmentSpan[] {
  const within = marks.filter(({ start, end }) => start < part.end && end > part.start);
  if (within.length === 0) return [part];
  const edges = [part.start, part.end, ...within.flatMap(({ start, end }) => [start, end])]
    .filter((edge) => edge >= part.start && edge <= part.end)
    .sort((a, b) => a - b);
  return [...new Set(edges)].slice(0, -1).map((start, index, all) => {
    const end = all[index + 1] ?? part.end;
    const on = within.filter((mark) => mark.start <= start && mark.end >= end);
    return { ...part, start, end, marks: [...new Set(on.map(({ kind }) => kind))] };
  });
}

function parts(place: Span, omitted: readonly Span[]) {
  const parts: SegmentSpan[] = [];
  let at = place.start;
  for (const { start, end } of omitted) {
    if (start < at || end > place.end) continue;
    parts.push({ kind: 'quoted', start: at, end: start }, { kind: 'omitted', start, end });
    at = end;
  }
  parts.push({ kind: 'quoted', start: at, end: place.end });
  return parts;
}
