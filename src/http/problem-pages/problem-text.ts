import type { ProblemExtras } from '../problem.js';

/** What the page of a problem says, in plain English. */
export interface ProblemText {
  readonly meaning: string;
  readonly when: string;
  readonly retry: Retry;
  /** What to do now. */
  readonly remedy: string;
  /** A request that it answers. */
  readonly example: {
    readonly request: string;
    /** As the server says it; a spec holds it against the source. */
    readonly detail: string;
    readonly extras?: ProblemExtras;
  };
}

export interface Retry {
  /** Whether the very same request may succeed later. */
  readonly helps: boolean;
  readonly advice: string;
}

/** The same request gets the same answer. */
export const CHANGE_FIRST: Retry = {
  helps: false,
  advice: 'The same request is refused again. Change it first.',
};

/** The same request gets the same answer until something is recorded. */
export const UNTIL_RECORDED: Retry = {
  helps: false,
  advice: 'The same request is refused again until the record has changed.',
};

/** Nothing stands against the same request later. */
export function retryLater(advice: string): Retry {
  return { helps: true, advice };
}
