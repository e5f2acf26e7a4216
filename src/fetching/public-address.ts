import { isIP } from 'node:net';

import ipaddr from 'ipaddr.js';

/** What IANA gives out of IPv6; the rest is reserved, or holds IPv4 addresses (RFC 4291, 2.4). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is one that anybody on the Internet may speak to: neither this machine, nor its
 * networks, nor what a cloud keeps at addresses of its own (169.254.169.254 is link-local), by the
 * registries of special-purpose addresses (RFC 6890). What carries an IPv4 address inside of it
 * (IPv4-compatible, IPv4-mapped, IPv4-translated, NAT64, 6to4, Teredo) is not: it would be a way around.
 *
 * @param address without brackets
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv6 && !parsed.match(GLOBAL_UNICAST)) return false;
  return parsed.range() === 'unicast';
}
