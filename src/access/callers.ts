import type { Actor, Role } from '../../events/envelope.js';

/** Whose key it is, and what they may do now. */
export interface KnownCaller {
  readonly actor: Actor & { readonly roles: readonly Role[] };
  readonly suspended: boolean;
  readonly revoked: boolean;
}

/** What is shown of a member. */
export interface KnownPerson {
  readonly name: string;
  readonly organization: string;
}

/** Knows members, and whom a key was issued to. An abstract class, so that it is a name for Nest as well. */
export abstract class Callers {
  /** @param digest SHA-256 of the key, in hexadecimal */
  abstract find(digest: string): KnownCaller | undefined;

  /** @param id of a member, or of the ledger itself */
  abstract personOf(id: string): KnownPerson | undefined;
}
