import { BlockList, isIP, isIPv4 } from 'node:net';

/** Networks that are nobody's on the public Internet (IANA's registries of special-purpose addresses). */
const PRIVATE_4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;
/** All but 2000::/3 is refused before; of that, what may hide an address of IPv4 or is set apart. */
const PRIVATE_6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const blocked = new BlockList();
for (const [network, bits] of PRIVATE_4) blocked.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of PRIVATE_6) blocked.addSubnet(network, bits, 'ipv6');
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');

/** Whether an IP address lies outside the public Internet: loopback, private, link-local, and their disguises. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (isIP(plain) === 0) return true;
  if (isIPv4(plain)) return blocked.check(plain, 'ipv4');
  return !global6.check(plain, 'ipv6') || blocked.check(plain, 'ipv6');
}
