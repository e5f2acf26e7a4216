/** Forms of letters by their place in a word, ligatures, radicals: what is read is what they are forms of. */
const FORMS =
  /[\u2E9F\u2EF3\u2F00-\u2FD5\uF900-\uFAFF\uFB00-\uFB06\uFB13-\uFB17\uFB1D-\uFDFB\uFE70-\uFEFC]/gu;

/** In the fonts Symbol and Wingdings, as office programs write their lists. */
const BULLETS: ReadonlyMap<number, string> = new Map([
  [0xf0b7, '•'],
  [0xf0a7, '▪'],
  [0xf0d8, '➢'],
  [0xf0fc, '✓'],
]);

/** PDFium's own sign for a hyphen at the end of a line. */
const LINE_END_HYPHEN = 2;

/** The text of a character's code, or undefined where that says nothing of what is drawn. */
export function characterText(code: number): string | undefined {
  // Most are plain letters.
  if (code >= 32 && code < 0x7f) return String.fromCharCode(code);
  if (code === LINE_END_HYPHEN) return '-';
  const bullet = BULLETS.get(code);
  if (bullet !== undefined) return bullet;
  if (code >= 9 && code <= 13) return ' ';
  if (code < 32 || (code >= 0x7f && code < 0xa0)) return undefined;
  if (code >= 0xd800 && code <= 0xdfff) return undefined;
  // Private use, noncharacters, and what stands for a character that is not known.
  if (code >= 0xe000 && code <= 0xf8ff) return undefined;
  if (code === 0xfffd || (code & 0xfffe) === 0xfffe || code > 0x10ffff) return undefined;
  if (code >= 0xf0000 || (code >= 0xfdd0 && code <= 0xfdef)) return undefined;
  return String.fromCodePoint(code).replace(FORMS, (form) => form.normalize('NFKC'));
}

/**
 * The letters of a ligature as they are meant: Ghostscript exchanges the two bytes of each where it writes
 * a file anew (`fi` as U+6600 U+6900). No ligature is made of the signs that these would be.
 */
export function withBytesInOrder(ligature: string): string {
  const letters = [...ligature].map((sign) => {
    const code = sign.codePointAt(0)!;
    return code % 0x100 === 0 ? String.fromCodePoint(code / 0x100) : '';
  });
  const isExchanged = letters.length > 1 && letters.every((letter) => /^[a-z]$/i.test(letter));
  return isExchanged ? letters.join('') : ligature;
}
