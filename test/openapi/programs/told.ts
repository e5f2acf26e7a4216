/** What a program with a generated client tells of its work, with the types that the client gave it. */
export interface Told {
  readonly sourceId: string;
  readonly claimId: string;
  readonly listed: readonly string[];
  readonly text: string;
  /** How many citations and relations came along with the claim. */
  readonly included: readonly (number | undefined)[];
  readonly problem: { readonly status: number; readonly pointers: readonly string[] };
}

export const SOURCE = { type: 'article', title: 'Talks have started' } as const;
export const CLAIM = {
  text: 'Talks on phase two have started',
  kind: 'fact',
  claimant: { kind: 'anonymous', description: 'two diplomats' },
} as const;

/** Does not compile for a client that types an answer as `any`, of which a program may say what it likes. */
export function typed<T>(value: 0 extends 1 & T ? never : T): T {
  return value;
}
