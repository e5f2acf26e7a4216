/** A quote taken apart at what its editor marked. */
export interface QuoteParts {
  /** The words between the marks, in order; never empty ones. */
  readonly parts: readonly QuotePart[];
  /** What square brackets add, in order, without the brackets. */
  readonly insertions: readonly string[];
  /** The parts run together, where all that lies between them may be read as added by the editor. */
  readonly plain: string;
  /** Whether it has an ellipsis or an insertion at all. */
  readonly marked: boolean;
  /** Whether an ellipsis stands between two parts. */
  readonly elided: boolean;
}

export interface QuotePart {
  readonly text: string;
  /** What stands before it in the quote; undefined for the first. */
  readonly gap?: Gap;
  /** Whether a bracket touches its first or its last word, so that it may begin or end inside one. */
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

export interface Gap {
  /** As the quote has it. */
  readonly mark: string;
  /** Whether it has an ellipsis, and not only an insertion. */
  readonly ellipsis: boolean;
}

/**
 * "…", "...", ". . ." and longer ones, alone or in square or round brackets. A run of dots begins at
 * its first one only: could it be divided, each way to do so would be tried before a match fails.
 */
const DOTS = String.raw`(?:…|(?<!\.)\.(?:[ \u00A0]?\.){2,})+`;
const ELLIPSIS = String.raw`\[[ \u00A0]?${DOTS}[ \u00A0]?\]|\([ \u00A0]?${DOTS}[ \u00A0]?\)|${DOTS}`;
/** Bounded, so that many opening brackets cost no more than their number. */
const INSERTION = String.raw`\[[^[\]]{1,200}\]`;
const MARKS = new RegExp(`(${ELLIPSIS})|${INSERTION}`, 'gu');

const WHOLE_ELLIPSIS = new RegExp(`^(?:${ELLIPSIS})$`, 'u');
const LETTER = /[\p{L}\p{M}\p{N}]/u;

interface Piece {
  text: string;
  gap?: { mark: string; ellipsis: boolean };
}

/**
 * Takes a quote apart at its ellipses and its insertions in square brackets. An ellipsis at either end
 * says only that the source goes on there, and an insertion there replaces nothing that could be
 * looked for: both are dropped. A single letter in brackets that begins a word ("[W]e") says that the
 * source has it in the other case, and is read so. What holds no letter or digit is no part.
 *
 * @param asTyped reads such a letter in the case that it has, since many bracket it whatever the source has
 */
export function quoteParts(quote: string, asTyped = false): QuoteParts {
  const insertions: string[] = [];
  const pieces: Piece[] = [{ text: '' }];
  let plain = '';
  let elided = false;
  let from = 0;
  for (const match of quote.matchAll(MARKS)) {
    const mark = match[0];
    const words = quote.slice(from, match.index);
    const after = quote.slice(match.index + mark.length);
    from = match.index + mark.length;
    pieces.at(-1)!.text += words;
    plain += words;
    if (match[1] !== undefined) {
      elided = true;
      pieces.push({ text: '', gap: { mark, ellipsis: true } });
      continue;
    }
    const inserted = mark.slice(1, -1);
    insertions.push(inserted);
    const swapped = otherCase(inserted);
    if (swapped !== undefined && LETTER.test(after.charAt(0)) && !endsInLetter(plain)) {
      const letter = asTyped ? inserted : swapped;
      pieces.at(-1)!.text += letter;
      plain += letter;
      continue;
    }
    if (!/^[\p{L}\p{M}\p{N}]/u.test(after) && /\s/u.test(plain.slice(-1))) plain = plain.trimEnd();
    pieces.push({ text: '', gap: { mark, ellipsis: false } });
  }
  pieces.at(-1)!.text += quote.slice(from);
  plain += quote.slice(from);
  const parts = partsOf(pieces);
  return {
    parts,
    insertions,
    plain: elided ? parts.map(({ text }) => text).join(' ') : plain.trim(),
    marked: from > 0,
    elided: parts.some(({ gap }) => gap?.ellipsis),
  };
}

/** Whether this is an ellipsis and nothing else, in whatever form. */
export function isEllipsis(text: string): boolean {
  return WHOLE_ELLIPSIS.test(text);
}

/** Pieces without words go into the gap around them. */
function partsOf(pieces: readonly Piece[]): QuotePart[] {
  const parts: QuotePart[] = [];
  let gap: Piece['gap'];
  for (const [index, { text, gap: own }] of pieces.entries()) {
    if (own)
      gap = gap ? { mark: gap.mark + own.mark, ellipsis: gap.ellipsis || own.ellipsis } : own;
    if (!LETTER.test(text)) {
      if (gap) gap = { ...gap, mark: gap.mark + text };
      continue;
    }
    const next = pieces[index + 1]?.gap;
    parts.push({
      text: text.trim(),
      ...(parts.length > 0 && gap && { gap }),
      cutBefore: own?.ellipsis === false && LETTER.test(text.charAt(0)),
      cutAfter: next?.ellipsis === false && endsInLetter(text),
    });
    gap = undefined;
  }
  return parts;
}

function endsInLetter(text: string): boolean {
  return /[\p{L}\p{M}\p{N}]$/u.test(text.slice(-2));
}

/** Returns a letter in its other case; undefined for anything but one letter with cases. */
function otherCase(letter: string): string | undefined {
  if ([...letter].length !== 1) return undefined;
  const swapped = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  return swapped === letter ? undefined : swapped;
}
