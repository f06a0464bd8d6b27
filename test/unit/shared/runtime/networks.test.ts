import { describe, expect, it } from 'vitest';
import { isInNetworks } from '#shared/runtime/networks.ts';

describe('isInNetworks', () => {
  it.each([
    ['203.0.113.9', ['203.0.113.0/24'], true],
    ['203.0.114.9', ['203.0.113.0/24'], false],
    ['203.0.114.9', ['203.0.113.0/24', '203.0.114.9/32'], true],
    ['::ffff:203.0.113.9', ['203.0.113.0/24'], true],
    ['2001:db8::1', ['2001:db8::/32'], true],
    ['2001:db9::1', ['2001:db8::/32'], false],
    ['203.0.113.9', ['2001:db8::/32'], false],
    ['203.0.113.9', ['0.0.0.0/0'], true],
    ['203.0.113.9', [], false],
    ['not an address', ['0.0.0.0/0'], false],
    ['', ['0.0.0.0/0'], false],
  ])('%s in %j is %s', (address, networks, expected) => {
    expect(isInNetworks(address, networks)).toBe(expected);
  });
});
