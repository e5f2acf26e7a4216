/**
 * `rule`: the record as it stands does not allow it. `separation-of-duties`: this member may not.
 * `not-found`: what it speaks of is not there. `invalid`: a value that only the record can judge.
 */
export type RefusalKind = 'rule' | 'separation-of-duties' | 'not-found' | 'invalid';

/** What the page of a rule says, in plain English. */
export interface RuleText {
  /** What the rule demands. */
  readonly meaning: string;
  /** Why the ledger has it. */
  readonly reason: string;
  /** What to do now. */
  readonly remedy: string;
  /** Why the same request may succeed later; left out where only a change of the record helps. */
  readonly retry?: string;
  /** A request that it refuses. */
  readonly example: {
    readonly request: string;
    /** As the server says it; a spec holds it against the source. */
    readonly detail: string;
    /** RFC 6901, into the request's body. */
    readonly pointer?: string;
  };
}

/** A rule that can refuse a command. */
export interface Rule<Kind extends RefusalKind = RefusalKind> extends RuleText {
  /** How it refuses; the first one is that of the example. */
  readonly kinds: readonly Kind[];
}

export function rule<const Kind extends RefusalKind>(
  kinds: Kind | readonly Kind[],
  text: RuleText,
): Rule<Kind> {
  return { kinds: [kinds].flat() as readonly Kind[], ...text };
}
