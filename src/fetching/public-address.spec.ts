import ipaddr from 'ipaddr.js';

import { isPublicAddress } from './public-address.js';

it.each(['1.1.1.1', '93.184.216.34', '172.15.0.1', '172.32.0.1', '100.63.0.1', '2606:4700::1111'])(
  'takes %s for public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

it.each([
  // This machine and its networks.
  '0.0.0.0',
  '0.1.2.3',
  '127.0.0.1',
  '127.255.255.254',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  '::',
  '::1',
  'fe80::1',
  'fc00::1',
  'fd00:ec2::254',
  // Everybody, and nobody.
  '224.0.0.1',
  '255.255.255.255',
  '240.0.0.1',
  'ff02::1',
  '192.0.2.1',
  '198.18.0.1',
  '2001:db8::1',
  // Another address inside.
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  // None at all.
  'localhost',
  '',
  '127.1',
  '0x7f000001',
  'fe80::1%eth0',
])('does not take %s for public', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

/** https://www.iana.org/assignments/iana-ipv4-special-registry, and multicast. */
const SPECIAL_IPV4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'],
  ...['172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24'],
  ...['192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];

/** https://www.iana.org/assignments/iana-ipv6-special-registry, as far as it is in 2000::/3. */
const SPECIAL_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'];

/** https://www.iana.org/assignments/ipv6-address-space: everything that is not 2000::/3. */
const NOT_GLOBAL_UNICAST = [
  ...['::/8', '100::/8', '200::/7', '400::/6', '800::/5', '1000::/4', '4000::/3', '6000::/3'],
  ...['8000::/3', 'a000::/3', 'c000::/3', 'e000::/4', 'f000::/5', 'f800::/6', 'fc00::/7'],
  ...['fe00::/9', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
];

/** Its first address, its last, and one in its first network that looks like an interface's. */
function addressesOf(block: string): string[] {
  const [address, length] = ipaddr.parseCIDR(block);
  const first = address.toByteArray();
  const last = first.map(
    (byte, index) => byte | (0xff >> Math.min(8, Math.max(0, length - 8 * index))),
  );
  const inside = [...first.slice(0, -1), first.at(-1)! | 1];
  return [first, inside, last].map((bytes) => ipaddr.fromByteArray(bytes).toString());
}

it.each([...SPECIAL_IPV4, ...SPECIAL_IPV6, ...NOT_GLOBAL_UNICAST])(
  'takes nothing in %s for public',
  (block) => {
    expect(addressesOf(block).filter(isPublicAddress)).toEqual([]);
  },
);

it.each([
  ['IPv4-compatible', '::', '::7f00:1', '::808:808', '::127.0.0.1', '::8.8.8.8'],
  ['IPv4-mapped', '::ffff:7f00:1', '::ffff:0:0', '::ffff:169.254.169.254', '::ffff:1.1.1.1'],
  ['IPv4-translated', '::ffff:0:127.0.0.1', '::ffff:0:8.8.8.8'],
  ['NAT64', '64:ff9b::127.0.0.1', '64:ff9b::8.8.8.8', '64:ff9b:1::a9fe:a9fe', '64:ff9b:1:ffff::1'],
  ['6to4', '2002:7f00:1::1', '2002:a9fe:a9fe::', '2002:808:808::1'],
  ['Teredo', '2001::7f00:1', '2001:0:808:808::', '2001:0:4136:e378:8000:63bf:80ff:fffe'],
])('takes no address with another inside for public: %s', (_, ...addresses) => {
  expect(addresses.filter(isPublicAddress)).toEqual([]);
});

it.each([
  '2000::1',
  '2001:200::1',
  '2003::1',
  '2620:4f:8001::1',
  '3ffe:ffff::1',
  '2a00:1450:4001::8a',
])('takes %s, beside a special block, for public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});
