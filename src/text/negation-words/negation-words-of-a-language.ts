/**
 * The words by which a language negates. Each list is words divided by white space, as they are written
 * in lower case: `word` is a whole word, `stem*` any word that begins so, `*ending` any that ends so, and
 * `several_words` a phrase. Where a script puts no space between words, each is looked for anywhere.
 */
export interface NegationWords {
  /** Words that negate by themselves, those for "without" among them. */
  readonly negations: string;
  /**
   * Words that call what is said untrue, say that it was denied or refused, is rare or only near, or except
   * something from it.
   */
  readonly denials: string;
  /** Negation by the form of a word: the source of a regular expression that whole words match. */
  readonly forms?: string;
  /** Words that a stem, an ending or a form fits, and that negate nothing. */
  readonly except?: string;
  /** Phrases, as above, with words of the lists in them that negate nothing: "not only", "no doubt". */
  readonly idioms?: string;
  /** What is struck out before words are looked for: the source of a regular expression. */
  readonly struckOut?: string;
  /** Written together with the word after them, two at most. */
  readonly proclitics?: string;
  /**
   * What negates the rest of the word that it begins: "illegal". Looked at only where a quote cuts it off, or
   * where a change is that it comes or goes. With a hyphen at its end, it may be written with one.
   */
  readonly prefixes?: string;
  /** Words that negate nothing where a hyphen follows: "non-profit", "sans-abri". */
  readonly notBeforeHyphen?: string;
  /** The script puts no space between words. */
  readonly unspaced?: true;
}
