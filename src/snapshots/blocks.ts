/**
 * Puts a text together as a browser lays out its boxes: white space runs together, blocks are divided by
 * a blank line. https://www.w3.org/TR/css-text-3/#white-space-rules
 */
export class Blocks {
  private readonly done: string[] = [];
  private pieces: string[] = [];
  private preformatted = false;

  /** Words in the flow of the block. */
  words(text: string): void {
    this.pieces.push(text.replace(/[\t\n\f\r ]+/g, ' '));
  }

  /** Words whose white space counts. */
  asWritten(text: string): void {
    this.preformatted = true;
    this.pieces.push(text.replace(/\r\n?/g, '\n'));
  }

  lineEnd(): void {
    this.pieces.push('\n');
  }

  cellEnd(): void {
    this.pieces.push('\t');
  }

  blockEnd(): void {
    if (this.pieces.length === 0) return;
    const joined = this.pieces.join('');
    const text = this.preformatted ? joined.replace(/^\n|\n$/g, '') : flowed(joined);
    if (text.trim() !== '') this.done.push(text);
    this.pieces = [];
    this.preformatted = false;
  }

  /** Of all blocks that have ended. */
  get text(): string {
    return this.done.join('\n\n');
  }
}

function flowed(text: string): string {
  return text
    .replace(/ {2,}/g, ' ')
    .replace(/ ?([\n\t]) ?/g, '$1')
    .replace(/\t(?=\n)/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
