/** Places of a reading that are held against the quote at the most … */
const MOST_COMPARED = 500;
/** … and how much that may cost: dividing them into words, and what is changed in them, squared. */
const MOST_COST = 500_000;

/** Bounds what the comparison of places costs: a text may hold as many as characters. */
export class Comparisons {
  private places = 0;
  private cost = 0;

  /** Whether there may be another after one of so many UTF-16 code units, some of them changed. */
  allow(units: number, changed: number): boolean {
    this.places += 1;
    this.cost += units + changed * changed;
    return this.places < MOST_COMPARED && this.cost < MOST_COST;
  }
}
