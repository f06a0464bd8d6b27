import { describe, expect, it } from 'vitest';
import { BrokenBody, parseSentBody } from '#infra/local/services/objects/sent-body.ts';

const framed = { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' };

describe('parseSentBody', () => {
  it('gives an unframed body as it is', () => {
    expect(parseSentBody(Buffer.from('5\r\nhello'), {}).toString()).toBe('5\r\nhello');
  });

  it.each([
    ['one frame', '5\r\nhello\r\n0\r\n\r\n', 'hello'],
    ['several frames', '5\r\nhello\r\n2\r\n\r\n\r\n0\r\n\r\n', 'hello\r\n'],
    ['signed frames', '2;chunk-signature=00\r\nhi\r\n0;chunk-signature=00\r\n\r\n', 'hi'],
    ['no frame', '0\r\n\r\n', ''],
    ['a trailer', '3\r\nabc\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n', 'abc'],
  ])('takes the framing off %s', (_, sent, expected) => {
    expect(parseSentBody(Buffer.from(sent), framed).toString()).toBe(expected);
  });

  it.each([
    ['cut off', '5\r\nhel'],
    ['without end', '5\r\nhello\r\n'],
    ['without length', 'hello\r\n0\r\n\r\n'],
    ['of another checksum', '3\r\nabd\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n'],
  ])('refuses a body %s', (_, sent) => {
    expect(() => parseSentBody(Buffer.from(sent), framed)).toThrow(BrokenBody);
  });

  it.each([
    ['content-md5', 'kAFQmDzST7DWlj99KOF/cg=='],
    ['x-amz-checksum-sha256', 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='],
    ['x-amz-checksum-crc32', 'NSRBwg=='],
  ])('checks %s', (name, digest) => {
    expect(parseSentBody(Buffer.from('abc'), { [name]: digest }).toString()).toBe('abc');
    expect(() => parseSentBody(Buffer.from('abd'), { [name]: digest })).toThrow(BrokenBody);
  });
});
