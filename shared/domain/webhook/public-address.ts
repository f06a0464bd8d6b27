/** Private, of this machine, of this link, shared, reserved, for many at once (RFC 6890). */
const innerV4: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

const toV4 = (text: string) => text.split('.').reduce((number, part) => number * 256 + Number(part), 0);

function isInnerV4(address: string): boolean {
  const number = toV4(address);
  return innerV4.some(([network, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(number / size) === Math.floor(toV4(network) / size);
  });
}

/** The eight groups of an IPv6 address, whatever way it is written; null for what is none. */
function groupsOf(address: string): number[] | null {
  const text = `http://[${address.replace(/%.*$/, '')}]`;
  if (!URL.canParse(text)) return null;
  const [head = '', tail] = new URL(text).hostname.slice(1, -1).split('::');
  const left = head.split(':').filter((group) => group !== '');
  const right = (tail ?? '').split(':').filter((group) => group !== '');
  const gap = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array.from({ length: gap }, () => '0'), ...right].map((group) =>
    Number.parseInt(group, 16),
  );
}

/** Only 2000::/3 is handed out; within it, what stands for an IPv4 address is as public as that one. */
function isPublicV6(groups: readonly number[]): boolean {
  const [first = 0, second = 0, third = 0] = groups;
  if (first === 0x2002) return !isInnerV4(v4Of([second, third]));
  const isTeredoOrReserved = first === 0x2001 && second < 0x0200;
  return first >= 0x2000 && first <= 0x3fff && !isTeredoOrReserved;
}

const v4Of = ([high = 0, low = 0]: readonly number[]) =>
  [high >> 8, high & 255, low >> 8, low & 255].join('.');

const v4Text = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** Whether an address of IPv4 or IPv6 is one of the public network. */
export function isPublicAddress(address: string): boolean {
  if (v4Text.test(address)) return !isInnerV4(address);
  const groups = groupsOf(address);
  return groups !== null && isPublicV6(groups);
}
