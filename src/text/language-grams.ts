/** How much a gram speaks for each language, by the number that the database gives the language. */
export type GramScores = Readonly<Record<number, number>>;

const LANGUAGES = /languages:\{([^}]*)\}/;
const GRAMS = 'ngrams:{';
/** A gram's name, in quotes where it is no identifier, and what its scores are behind. */
const NAME = /(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^'":{}]+)):\{/gy;

const ZERO = '0'.charCodeAt(0);

/**
 * The scores of eld's grams in a few megabytes. They are read out of the source of eld's database, since to
 * run it makes the process 150 MB larger: an object for each of 81,000 grams, with room for 60 scores.
 */
export class LanguageGrams {
  readonly languages: Readonly<Record<number, string>>;
  /** Where the scores of a gram begin. */
  private readonly places = new Map<string, number>();
  /** For each gram how many scores it has, and then for each of them the language's number and the score. */
  private readonly scores: Uint8Array;

  /**
   * @param source the module `ngrams/small.js` of eld
   * @throws Error where it is written otherwise.
   */
  constructor(source: string) {
    const [, languages] = LANGUAGES.exec(source) ?? [];
    if (languages === undefined) throw unknownForm('no languages');
    const pairs = languages.split(',').map((pair) => pair.split(':') as [string, string]);
    this.languages = Object.fromEntries(pairs.map(([number, name]) => [number, name.slice(1, -1)]));
    this.scores = this.readFrom(source);
  }

  /** Undefined for a gram that is of no language. */
  scoresOf(gram: string): GramScores | undefined {
    const place = this.places.get(gram);
    if (place === undefined) return undefined;
    const end = place + 1 + 2 * this.scores[place]!;
    const found: Record<number, number> = {};
    for (let at = place + 1; at < end; at += 2) found[this.scores[at]!] = this.scores[at + 1]!;
    return found;
  }

  /** Digit by digit: a string for each of a million numbers would take most of a thread's start. */
  private readFrom(source: string): Uint8Array {
    // Every gram's scores are written longer than they are here.
    const bytes = new Uint8Array(source.length);
    let end = 0;
    NAME.lastIndex = source.indexOf(GRAMS) + GRAMS.length;
    for (let found = NAME.exec(source); found; found = NAME.exec(source)) {
      this.places.set(nameIn(found), end);
      const place = end++;
      let at = NAME.lastIndex;
      let number = 0;
      for (; source[at] !== '}'; at += 1) {
        const digit = source.charCodeAt(at) - ZERO;
        if (digit >= 0 && digit <= 9) {
          number = 10 * number + digit;
        } else if (source[at] === ':' || source[at] === ',') {
          bytes[end++] = number;
          number = 0;
        } else throw this.otherForm();
      }
      bytes[end++] = number;
      bytes[place] = (end - place - 1) / 2;
      if (source[at + 1] === '}') return bytes.slice(0, end);
      if (source[at + 1] !== ',') break;
      NAME.lastIndex = at + 2;
    }
    throw this.otherForm();
  }

  private otherForm(): Error {
    return unknownForm(`${this.places.size} grams, and then something else`);
  }
}

function nameIn([, single, double, bare]: RegExpExecArray): string {
  const name = single ?? double ?? bare!;
  return name.includes('\\') ? name.replaceAll(/\\(.)/g, '$1') : name;
}

function unknownForm(what: string): Error {
  return new Error(`The database of eld has another form than that of its release 2.1: ${what}`);
}
