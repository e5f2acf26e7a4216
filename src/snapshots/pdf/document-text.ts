import type { FoundText, TextMark } from '../found-text.js';
import type { PageBlocks } from './page-blocks.js';
import { endsSentence, goesOn, lastSentenceStart } from './sentences.js';
import { withoutSentinels } from './struck.js';

const BLOCK_BREAK = '\n\n';
const LINE_BREAK = '\n';

type DocumentText = Required<Pick<FoundText, 'text' | 'pageStarts' | 'marks'>>;

/**
 * The pages one after the other. A sentence goes from one page to the next without what stands in between:
 * heads, feet and notes of a page stand behind its body if that ends with a sentence, else before it or
 * between two of its sentences.
 */
export function documentText(pages: readonly PageBlocks[]): DocumentText {
  const writing = new Writing();
  pages.forEach((page, at) => {
    writing.startPage(page.body[0] ?? '');
    const isLast = at === pages.length - 1 || pages[at + 1]!.body.length === 0;
    writing.page(page, isLast);
  });
  return writing.done();
}

class Writing {
  private readonly parts: string[] = [];
  private length = 0;
  private readonly pageStarts: number[] = [];
  private readonly marks: TextMark[] = [];
  /** The body of the pages before, as far as it was the last that was written. */
  private lastBody = '';
  private isOpen = false;

  startPage(first: string): void {
    if (this.pageStarts.length > 0) {
      this.add(goesOn(this.lastBody, first) ? LINE_BREAK : BLOCK_BREAK);
    }
    this.pageStarts.push(this.length);
    this.isOpen = false;
  }

  page({ body, beside, invisible }: PageBlocks, isLast: boolean): void {
    if (body.length === 0 && beside.length === 0) {
      this.invisible(invisible);
      this.lastBody = invisible.at(-1) ?? '';
      return;
    }
    const aside = () => {
      beside.forEach((text) => this.block(text));
      this.invisible(invisible);
    };
    const blocks =
      beside.length + invisible.length === 0 ? body : opened(body, this.lastBody, isLast);
    const place = placeOf(blocks, this.lastBody, isLast);
    blocks.forEach((text, at) => {
      if (at === place) aside();
      this.block(text);
    });
    if (place === blocks.length) aside();
    this.lastBody = body.at(-1) ?? '';
  }

  done(): DocumentText {
    return { text: this.parts.join(''), pageStarts: this.pageStarts, marks: this.marks };
  }

  private invisible(blocks: readonly string[]): void {
    for (const text of blocks) {
      const start = this.block(text);
      this.marks.push({ kind: 'invisible', start, end: this.length });
    }
  }

  /** Adds a block, and returns where it begins. */
  private block(block: string): number {
    if (this.isOpen) this.add(BLOCK_BREAK);
    this.isOpen = true;
    const start = this.length;
    const { text, marks } = withoutSentinels(block, start);
    this.marks.push(...marks);
    this.add(text);
    return start;
  }

  private add(text: string): void {
    this.parts.push(text);
    this.length += text.length;
  }
}

/** Returns the index of the block that the rest of the page stands before; their number for the end. */
function placeOf(blocks: readonly string[], before: string, isLast: boolean): number {
  if (isLast || endsSentence(blocks.at(-1) ?? '.')) return blocks.length;
  if (before === '' || endsSentence(before)) return 0;
  const at = blocks.findLastIndex((text, index) => index < blocks.length - 1 && endsSentence(text));
  return at === -1 ? blocks.length : at + 1;
}

/** Divides the last block that holds two sentences between them, where no block ends between sentences. */
function opened(blocks: readonly string[], before: string, isLast: boolean): readonly string[] {
  const place = placeOf(blocks, before, isLast);
  if (place !== blocks.length || isLast || endsSentence(blocks.at(-1) ?? '.')) return blocks;
  for (let at = blocks.length - 1; at >= 0; at -= 1) {
    const start = lastSentenceStart(blocks[at]!);
    if (start === undefined) continue;
    const halves = [blocks[at]!.slice(0, start).trimEnd(), blocks[at]!.slice(start)];
    return blocks.toSpliced(at, 1, ...halves);
  }
  return blocks;
}
