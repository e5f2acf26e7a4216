import type { Chance } from './chance.js';

const TRIES = 6;

/** The last things that were begun: what is older is left alone for good, so that memory is bounded. */
export class Recent<T> {
  private readonly kept: T[] = [];
  private next = 0;

  constructor(private readonly most: number) {}

  add(thing: T): void {
    this.kept[this.next] = thing;
    this.next = (this.next + 1) % this.most;
  }

  /** Undefined where there is none. */
  pick(chance: Chance): T | undefined {
    return this.kept.length === 0 ? undefined : chance.pick(this.kept);
  }

  /** Undefined where none is such. */
  pickSuch(chance: Chance, is: (thing: T) => boolean): T | undefined {
    // Mostly many are such, and looking at all of them would take longer than all the rest.
    for (let tries = 0; tries < TRIES && this.kept.length > 0; tries += 1) {
      const thing = chance.pick(this.kept);
      if (is(thing)) return thing;
    }
    const such = this.kept.filter(is);
    return such.length === 0 ? undefined : chance.pick(such);
  }
}
