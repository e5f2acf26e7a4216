import { FARTHEST, INTRODUCES, ITEM, sentenceAround } from './sentences.js';

const SENTENCE_END = /[.!?。！？।؟۔…]["'”’»」』)\]]*\s*$/u;
const LINE_END = /\r\n?|\n/u;

/**
 * The sentence that introduces a list ("The following are not allowed:"), one of whose items a passage's
 * sentence begins; nothing where there is none, or none near. Where items have bullets or numbers, these
 * tell how far the list goes. A text taken from a page has none: there the line behind the colon is an
 * item, and so are those after it until one ends as sentences do.
 *
 * @param start where the passage's sentence begins, in UTF-16 code units
 */
export function introductionTo(text: string, start: number): string {
  const nearby = text.slice(Math.max(0, start - FARTHEST), start);
  const lines = nearby.split(/(?<=\n|\r(?!\n))/u);
  const [own = ''] = text.slice(start, start + FARTHEST).split(LINE_END, 1);
  const isMarked = ITEM.test(own);
  let isList = isMarked || !SENTENCE_END.test(own);
  let isFirst = true;
  let end = start;
  if (lines.at(-1)?.trim() === '') end -= lines.pop()!.length;
  else if (nearby !== '' && !/[\n\r]$/u.test(nearby)) return '';
  for (const line of lines.reverse()) {
    if (line.trim() !== '') {
      if (INTRODUCES.test(line)) {
        const colon = end - (line.length - line.trimEnd().length);
        return isFirst || isList ? sentenceAround(text, colon, colon).before : '';
      }
      isList &&= isMarked ? ITEM.test(line) || /^\s/u.test(line) : !SENTENCE_END.test(line);
      if (!isList) return '';
      isFirst = false;
    }
    end -= line.length;
  }
  return '';
}
