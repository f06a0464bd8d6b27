import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '#shared/domain/webhook/public-address.ts';
import { webhookUrlFault } from '#shared/domain/webhook/webhook-url.ts';

describe('isPublicAddress', () => {
  it.each([
    '8.8.8.8',
    '93.184.215.14',
    '172.32.0.1',
    '100.128.0.1',
    '169.253.1.1',
    '2606:4700::1111',
    '2a00:1450::1',
  ])('takes %s for one of the public network', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['this machine', '127.0.0.1'],
    ['this machine, elsewhere', '127.255.255.254'],
    ['no address yet', '0.0.0.0'],
    ['a private network', '10.0.0.5'],
    ['a private network of 12 bits', '172.31.255.255'],
    ['a private network at home', '192.168.1.1'],
    ['shared by a provider', '100.64.0.1'],
    ['the cloud’s metadata', '169.254.169.254'],
    ['the cloud’s metadata of containers', '169.254.170.2'],
    ['measuring', '198.19.0.1'],
    ['documents', '203.0.113.7'],
    ['many at once', '224.0.0.1'],
    ['everybody', '255.255.255.255'],
    ['this machine, six', '::1'],
    ['none, six', '::'],
    ['this link', 'fe80::1'],
    ['this link, with its zone', 'fe80::1%eth0'],
    ['unique local', 'fd00:ec2::254'],
    ['mapped', '::ffff:127.0.0.1'],
    ['mapped, in groups', '::ffff:7f00:1'],
    ['mapped to the metadata', '::ffff:a9fe:a9fe'],
    ['translated', '64:ff9b::7f00:1'],
    ['6to4 of a private one', '2002:0a00:0001::1'],
    ['6to4 of this machine', '2002:7f00:0001::'],
    ['Teredo', '2001:0:53aa:64c::1'],
    ['documents, six', '2001:db8::1'],
    ['site local', 'fec0::1'],
    ['many at once, six', 'ff02::1'],
    ['no address at all', 'somewhere'],
  ])('takes %s for none: %s', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('webhookUrlFault', () => {
  it.each(['https://shop.example.com/hooks', 'https://shop.example.com:8443/?a=1', 'https://8.8.8.8/'])(
    'lets %s be asked',
    (url) => {
      expect(webhookUrlFault(url)).toBeNull();
    },
  );

  it.each([
    ['is an address with https', 'http://shop.example.com/hooks'],
    ['is an address with https', 'ftp://shop.example.com/'],
    ['is an address with https', 'file:///etc/passwd'],
    ['is not an address', 'shop.example.com'],
    ['is not an address', 'https://'],
    ['holds no name and password', 'https://user:word@shop.example.com/'],
    ['leads inside', 'https://localhost/'],
    ['leads inside', 'https://LOCALHOST./'],
    ['leads inside', 'https://db.internal/'],
    ['leads inside', 'https://printer.local/'],
    ['leads inside', 'https://intranet/'],
    ['leads inside', 'https://127.0.0.1/'],
    ['leads inside', 'https://127.1/'],
    ['leads inside', 'https://2130706433/'],
    ['leads inside', 'https://0x7f000001/'],
    ['leads inside', 'https://0177.0.0.1/'],
    ['leads inside', 'https://0x7f.1/'],
    ['leads inside', 'https://169.254.169.254/latest/meta-data/'],
    ['leads inside', 'https://①②⑦.⓪.⓪.①/'],
    ['leads inside', 'https://[::1]/'],
    ['leads inside', 'https://[::ffff:169.254.169.254]/'],
    ['leads inside', 'https://[fd00:ec2::254]/'],
  ])('says that it %s: %s', (fault, url) => {
    expect(webhookUrlFault(url)).toBe(fault);
  });
});
