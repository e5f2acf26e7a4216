/** A sentence that negates, and nearly the same that does not. */
export type SentencePair = readonly [negated: string, affirmed: string];
