/** A place in a text, in UTF-16 code units, end exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}
