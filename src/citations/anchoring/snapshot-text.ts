import { codePointOffsets } from './code-points.js';
import { unitsOf } from './code-units.js';
import { normalizedText, withoutSpaces, type NormalizedText } from './normalized-text.js';

/** A snapshot's text in the forms that the search for a quote needs, each made when first asked for. */
export class SnapshotText {
  private unitsMade?: Uint16Array;
  private normalizedMade?: NormalizedText;
  private squeezedMade?: NormalizedText;
  private offsetsMade?: (unitOffset: number) => number;

  constructor(readonly text: string) {}

  get units(): Uint16Array {
    return (this.unitsMade ??= unitsOf(this.text));
  }

  get normalized(): NormalizedText {
    return (this.normalizedMade ??= normalizedText(this.text, this.units));
  }

  /** The normalized text without its spaces. */
  get squeezed(): NormalizedText {
    return (this.squeezedMade ??= withoutSpaces(this.normalized));
  }

  /** From UTF-16 code units to code points. */
  get codePointAt(): (unitOffset: number) => number {
    return (this.offsetsMade ??= codePointOffsets(this.text, this.units));
  }
}
