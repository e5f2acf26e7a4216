import { isIP } from 'node:net';

import ipaddr from 'ipaddr.js';

/**
 * Whether an address is one that anybody on the Internet may speak to: neither this machine, nor its
 * networks, nor what a cloud keeps at addresses of its own (169.254.169.254 is link-local), by the
 * registries of special-purpose addresses (RFC 6890). What carries another address inside of it
 * (IPv4-mapped, NAT64, 6to4, Teredo) is not: it would be a way around.
 *
 * @param address without brackets
 */
export function isPublicAddress(address: string): boolean {
  return isIP(address) !== 0 && ipaddr.parse(address).range() === 'unicast';
}
