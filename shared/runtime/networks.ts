import { BlockList, isIP } from 'node:net';

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Whether an address lies in one of these networks (CIDR); an IPv4 address written as IPv6 counts as IPv4. */
export function isInNetworks(address: string, networks: readonly string[]): boolean {
  if (isIP(address) === 0) return false;
  const list = new BlockList();
  for (const network of networks) {
    const [start = '', prefix] = network.split('/');
    list.addSubnet(start, Number(prefix), familyOf(start));
  }
  return list.check(address, familyOf(address));
}

/** One household or machine: an IPv4 address itself; of an IPv6 address the first half, which its owner cannot leave. */
export function neighbourhoodOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const groups = groupsOf(address);
  const isIpv4 = groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff';
  return isIpv4 ? groups.join(':') : `${groups.slice(0, 4).join(':')}::/64`;
}

/** The eight groups of an IPv6 address, the left-out ones too. */
function groupsOf(address: string): string[] {
  const { hostname } = new URL(`http://[${address.replace(/%.*$/, '')}]`);
  const halves = hostname.slice(1, -1).split('::');
  const [head = [], tail = []] = halves.map((half) => half.split(':').filter((group) => group !== ''));
  return [...head, ...new Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
}
