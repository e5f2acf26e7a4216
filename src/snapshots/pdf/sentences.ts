/** The end of a sentence, with what may stand behind its mark: closing quotes, a note's sign. */
const ENDED =
  /[.!?\u2026\u3002\uFF01\uFF1F\u061F\u06D4\u0964\u0965\u2E2E]["'\u2019\u201D\u00BB\u203A)\]\u300D\u300F\u00B9\u00B2\u00B3\u2070-\u2079*\u2020\u2021]*\s*$/u;
/** A letter that begins no sentence, or may be of a script that does not show it. */
const MIDDLE = /^[\p{P}\s]*[\p{Ll}\p{Lo}]/u;

export function endsSentence(text: string): boolean {
  return ENDED.test(text.slice(-20));
}

/** Whether a sentence seems to go on from one text to the next. */
export function goesOn(text: string, next: string): boolean {
  return text.trim() !== '' && !endsSentence(text) && MIDDLE.test(next.slice(0, 20));
}

const BETWEEN =
  /[.!?\u2026\u3002\uFF01\uFF1F\u061F\u06D4\u0964\u0965]["'\u2019\u201D\u00BB)\]\u00B9\u00B2\u00B3\u2070-\u2079]{0,5}\s+(?=["'\u2018\u201C\u00AB(]?[\p{Lu}\p{Lo}])/gu;

/** Returns where the last sentence of a text begins that is not its first; undefined where there is none. */
export function lastSentenceStart(text: string): number | undefined {
  let start: number | undefined;
  for (const match of text.matchAll(BETWEEN)) start = match.index + match[0].length;
  return start;
}
