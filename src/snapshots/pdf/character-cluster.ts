import { withBytesInOrder } from './character-text.js';
import { RIGHT_TO_LEFT } from './direction.js';
import type { Glyph } from './glyph.js';
import type { Box, Drawn } from './pdfium-page.js';

export interface Character {
  readonly index: number;
  readonly text: string;
  readonly object: number;
  readonly x: number;
  readonly y: number;
  readonly box: Box;
  readonly looseBox: Box;
}

/** In points: PDFium divides boxes by halves and thirds. */
const ROUNDING = 0.05;

const MARKS_BEFORE = /^(\p{Mn}+)(\p{L})/u;

/**
 * The characters that one glyph stands for. PDFium gives each the whole of its box, or an equal part: the
 * first the left one, or the right one where it is written from right to left. Of those that have the
 * whole it turns the order where it turns that of their line.
 */
export class ClusterOfCharacters {
  private readonly characters: Character[];
  private whole: Box;

  constructor(readonly first: Character) {
    this.characters = [first];
    this.whole = first.box;
  }

  /** Takes a character that belongs to the same glyph as those before it; false where it does not. */
  take(next: Character): boolean {
    const { first, whole } = this;
    const isPart =
      next.object === first.object &&
      next.object !== 0 &&
      next.x === first.x &&
      next.y === first.y &&
      isNextPart(first.box, whole, next.box);
    if (isPart) {
      this.characters.push(next);
      this.whole = union(whole, next.box);
    }
    return isPart;
  }

  /** @param followers boxes of the objects that were drawn for it, too */
  glyph(drawn: Drawn, followers: readonly Box[]): Glyph {
    const isPlain = this.characters.length === 1 && followers.length === 0 && drawn.angle === 0;
    return isPlain ? plainGlyph(this.first, drawn) : this.anyGlyph(drawn, followers);
  }

  private anyGlyph({ angle, size, visible }: Drawn, followers: readonly Box[]): Glyph {
    const { first, whole } = this;
    const { x, y, box, looseBox } = first;
    const isCluster = this.characters.length > 1;
    const isDivided = isCluster && this.characters[1]!.box.left !== box.left;
    const room = grown(isDivided ? whole : union(whole, looseBox), followers, size);
    const turned = turnedBy(angle);
    const start = turned.along(x, y);
    const ink = turned.box(whole);
    const along = turned.box(room);
    // Of a slanting box no side says where the letter ends.
    const right = angle % 90 === 0 ? along.right : Math.min(along.right, start + size);
    return {
      text: this.text(),
      left: isCluster ? Math.min(start, along.left) : followers.length > 0 ? along.left : start,
      right: Math.max(start, right),
      middle: (ink.left + ink.right) / 2,
      top: turned.box(box).top,
      baseline: turned.across(x, y),
      size,
      visible,
      cluster: isDivided || followers.length > 0,
    };
  }

  private text(): string {
    const isReversed = this.characters.some(({ text }) => RIGHT_TO_LEFT.test(text));
    const inOrder = isReversed
      ? this.characters.toReversed().sort((a, b) => b.box.left - a.box.left)
      : this.characters.toSorted((a, b) => a.box.left - b.box.left);
    const text = withBytesInOrder(inOrder.map((each) => each.text).join(''));
    // What is named by a mark has its parts turned; no mark stands before its letter.
    return isReversed ? text.replace(MARKS_BEFORE, '$2$1') : text;
  }
}

/** The same as of any, for the most that there are. */
function plainGlyph(character: Character, { size, visible }: Drawn): Glyph {
  const { text, x, y, box, looseBox } = character;
  return {
    text,
    left: x,
    right: Math.max(x, box.right, looseBox.right),
    middle: (box.left + box.right) / 2,
    top: box.top,
    baseline: y,
    size,
    visible,
    cluster: false,
  };
}

/** Whether it is as large as the first part, and beside the whole of them or over one of them. */
function isNextPart(one: Box, whole: Box, next: Box): boolean {
  const near = (a: number, b: number) => Math.abs(a - b) < ROUNDING;
  return (
    near(one.bottom, next.bottom) &&
    near(one.top, next.top) &&
    near(one.right - one.left, next.right - next.left) &&
    (near(whole.right, next.left) || near(next.right, whole.left) || near(one.left, next.left))
  );
}

/** Widens the room by the boxes that touch it on either side. */
function grown(room: Box, followers: readonly Box[], size: number): Box {
  const reach = 0.5 * size;
  return followers.reduce(
    (whole, box) =>
      box.left < whole.right + reach && box.right > whole.left - reach ? union(whole, box) : whole,
    room,
  );
}

function union(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
    top: Math.max(a.top, b.top),
  };
}

/** The frame in which writing of that direction runs from left to right. */
function turnedBy(degrees: number) {
  const cos = Math.cos((degrees * Math.PI) / 180);
  const sin = Math.sin((degrees * Math.PI) / 180);
  const along = (x: number, y: number) => x * cos + y * sin;
  const across = (x: number, y: number) => y * cos - x * sin;
  const box = ({ left, right, bottom, top }: Box): Box => {
    if (degrees === 0) return { left, right, bottom, top };
    const corners = [
      [left, bottom],
      [left, top],
      [right, bottom],
      [right, top],
    ] as const;
    const alongs = corners.map(([x, y]) => along(x, y));
    const acrosses = corners.map(([x, y]) => across(x, y));
    return {
      left: Math.min(...alongs),
      right: Math.max(...alongs),
      bottom: Math.min(...acrosses),
      top: Math.max(...acrosses),
    };
  };
  return { along, across, box };
}
