import { describe, expect, it } from 'vitest';
import { isInNetworks, neighbourhoodOf } from '#shared/runtime/networks.ts';

describe('the neighbourhood of an address', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['1:2:3:4:5:6:7::', '1:2:3:4::/64'],
    ['::ffff:203.0.113.9', '0:0:0:0:0:ffff:cb00:7109'],
    ['somewhere', 'somewhere'],
  ])('of %s is %s', (address, neighbourhood) => {
    expect(neighbourhoodOf(address)).toBe(neighbourhood);
  });
});

describe('an address in networks', () => {
  it.each([
    ['203.0.113.9', ['203.0.113.0/24'], true],
    ['203.0.113.9', ['203.0.113.9/32'], true],
    ['203.0.113.9', ['203.0.113.200/24'], true],
    ['203.0.114.9', ['203.0.113.0/24'], false],
    ['203.0.114.9', ['203.0.113.0/24', '203.0.114.0/28'], true],
    ['::ffff:203.0.113.9', ['203.0.113.0/24'], true],
    ['::ffff:cb00:7109', ['203.0.113.0/24'], true],
    ['203.0.113.9', ['::ffff:203.0.113.0/120'], true],
    ['2001:DB8::9', ['2001:db8::/32'], true],
    ['2001:db9::9', ['2001:db8::/32'], false],
    ['fe80::1%eth0', ['fe80::/10'], true],
    ['::1', ['0.0.0.0/0'], false],
    ['203.0.113.9', [], false],
    ['', ['0.0.0.0/0'], false],
    ['somewhere', ['0.0.0.0/0', '::/0'], false],
  ])('%s in %j: %s', (address, networks, expected) => {
    expect(isInNetworks(address, networks)).toBe(expected);
  });
});
