import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as lookupOfSystem } from 'node:dns/promises';
import { isIP } from 'node:net';

export type Resolve = (
  name: string,
  options: LookupOptions & { readonly all: true },
) => Promise<readonly LookupAddress[]>;

export const resolveBySystem: Resolve = (name, options) => lookupOfSystem(name, options);

/** What `net.connect` calls to find the addresses of a name. */
export type Lookup = (
  name: string,
  options: LookupOptions,
  done: (error: Error | null, found: string | LookupAddress[], family?: number) => void,
) => void;

/** A name leads to an address that is not to be spoken to. */
class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError';
  readonly code = 'ADDRESS_REFUSED';
  constructor(host: string, address: string) {
    super(`${host} is at ${address}, which is not a public address.`);
  }
}

/**
 * Finds addresses and lets none pass that is not allowed. The connection is made to what was found
 * here, so that a name cannot lead elsewhere between the look and the connection (DNS rebinding). A name
 * of which one address is refused is refused whole.
 */
export function guardedLookup(
  isAllowed: (address: string) => boolean,
  resolve: Resolve = resolveBySystem,
): Lookup {
  return (name, options, done) => {
    resolve(name, { ...options, all: true })
      .then((found) => {
        const refused = found.find(({ address }) => !isAllowed(address));
        if (refused) throw new AddressRefusedError(name, refused.address);
        const [first] = found;
        if (!first) throw Object.assign(new Error(`${name} has no address`), { code: 'ENOTFOUND' });
        return { found: [...found], first };
      })
      .then(
        ({ found, first }) => {
          if (options.all) done(null, found);
          else done(null, first.address, first.family);
        },
        (error: Error) => done(error, []),
      );
  };
}

/**
 * Returns the address in a URL where it is one that is not allowed: what is an address already is
 * connected to without a look-up.
 */
export function refusedAddressIn(
  { hostname }: URL,
  isAllowed: (address: string) => boolean,
): string | undefined {
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && !isAllowed(host) ? host : undefined;
}
