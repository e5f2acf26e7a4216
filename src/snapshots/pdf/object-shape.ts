import type { Pdfium } from './pdfium.js';
import type { Box } from './pdfium-page.js';

/** What of an object is shown at most. */
export interface Clip {
  readonly box: Box;
  /** Whether its edges are all that it has. */
  readonly isBox: boolean;
}

const EVERYWHERE: Clip = {
  box: { left: -Infinity, right: Infinity, bottom: -Infinity, top: Infinity },
  isBox: true,
};
/** A rectangle has five at most, one that is closed twice six; more are not gone through. */
const MOST_SEGMENTS = 6;
/** FPDF_FILLMODE_NONE of fpdf_edit.h. */
const NOT_FILLED = 0;
/** The color that PDFium tells of a tiling pattern, which may leave gaps. */
const PATTERN = 0xbf;
/** The mark of content that may be switched off (ISO 32000-1, 8.11.3.2), as bytes of UTF-16. */
const OPTIONAL = [0x4f, 0, 0x43, 0, 0, 0];
/** Objects are marked as parts of parts; more marks than that are not gone through. */
const MOST_MARKS = 32;

/** What PDFium tells of the shapes of objects of a page. */
export class ObjectShapes {
  /** @param scratch address of 64 bytes at least, a multiple of 8 */
  constructor(
    private readonly pdfium: Pdfium,
    private readonly scratch: number,
  ) {}

  /** The paths that it is cut out along; each leaves less of it. */
  clipOf(object: number): Clip {
    const { calls } = this.pdfium;
    const path = calls.FPDFPageObj_GetClipPath(object);
    const count = path === 0 ? 0 : calls.FPDFClipPath_CountPaths(path);
    let clip = EVERYWHERE;
    for (let at = 0; at < count; at += 1) {
      const points = this.points(calls.FPDFClipPath_CountPathSegments(path, at), (segment) =>
        calls.FPDFClipPath_GetPathSegment(path, at, segment),
      );
      clip = points
        ? { box: intersection(clip.box, boundsOf(points)), isBox: clip.isBox && isBox(points) }
        : { box: clip.box, isBox: false };
    }
    return clip;
  }

  /** Whether a path is a filled box that nothing shines through. */
  isOpaqueBox(path: number): boolean {
    const { calls, memory } = this.pdfium;
    const at = this.scratch;
    if (calls.FPDFPageObj_HasTransparency(path) !== 0) return false;
    calls.FPDFPath_GetDrawMode(path, at, at + 4);
    if (memory.HEAPU32[at / 4] === NOT_FILLED) return false;
    if (calls.FPDFPageObj_GetFillColor(path, at, at + 4, at + 8, at + 12) === 0) return false;
    if (memory.HEAPU32.subarray(at / 4, at / 4 + 3).every((channel) => channel === PATTERN))
      return false;
    if (calls.FPDFPageObj_GetMatrix(path, at) === 0) return false;
    const [a, b, c, d] = memory.HEAPF32.subarray(at / 4, at / 4 + 4);
    if (!(b === 0 && c === 0) && !(a === 0 && d === 0)) return false;
    const points = this.points(calls.FPDFPath_CountSegments(path), (segment) =>
      calls.FPDFPath_GetPathSegment(path, segment),
    );
    return points !== undefined && isBox(points);
  }

  /** Whether it belongs to a layer, or another part of the file that a reader may switch off. */
  isOptional(object: number): boolean {
    const { calls, memory } = this.pdfium;
    const at = this.scratch;
    const count = Math.min(calls.FPDFPageObj_CountMarks(object), MOST_MARKS);
    for (let index = 0; index < count; index += 1) {
      const mark = calls.FPDFPageObj_GetMark(object, index);
      const isTold = calls.FPDFPageObjMark_GetName(mark, at, OPTIONAL.length, at + 8) !== 0;
      if (!isTold || memory.HEAPU32[(at + 8) / 4] !== OPTIONAL.length) continue;
      if (OPTIONAL.every((byte, place) => memory.HEAPU8[at + place] === byte)) return true;
    }
    return false;
  }

  /** Returns the points of a path; undefined where it has none or too many. */
  private points(
    count: number,
    segmentAt: (at: number) => number,
  ): (readonly [number, number])[] | undefined {
    if (count <= 0 || count > MOST_SEGMENTS) return undefined;
    const { calls, memory } = this.pdfium;
    const at = this.scratch;
    return Array.from({ length: count }, (_, index) => {
      calls.FPDFPathSegment_GetPoint(segmentAt(index), at, at + 4);
      return [memory.HEAPF32[at / 4]!, memory.HEAPF32[at / 4 + 1]!] as const;
    });
  }
}

/** Whether the points are the corners of an upright box. */
function isBox(points: readonly (readonly [number, number])[]): boolean {
  const { left, right, bottom, top } = boundsOf(points);
  const isCorner = ([x, y]: readonly [number, number]) =>
    (near(x, left) || near(x, right)) && (near(y, bottom) || near(y, top));
  const corners = new Set(points.map(([x, y]) => `${near(x, left)} ${near(y, bottom)}`));
  return points.every(isCorner) && corners.size === 4;
}

/** In points, or the path's own unit: producers round corners. */
const ROUNDING = 0.01;
const near = (a: number, b: number) => Math.abs(a - b) <= ROUNDING;

function boundsOf(points: readonly (readonly [number, number])[]): Box {
  const across = points.map(([x]) => x);
  const upwards = points.map(([, y]) => y);
  return {
    left: Math.min(...across),
    right: Math.max(...across),
    bottom: Math.min(...upwards),
    top: Math.max(...upwards),
  };
}

export function intersection(a: Box, b: Box): Box {
  return {
    left: Math.max(a.left, b.left),
    right: Math.min(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
    top: Math.min(a.top, b.top),
  };
}
