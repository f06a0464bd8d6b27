import { describe, expect, it } from 'vitest';
import { WireRequests } from '#infra/local/services/table/wire-request.ts';

const requestOf = (operation: string, body: string) =>
  Buffer.from(
    [
      'POST / HTTP/1.1',
      `X-Amz-Target: DynamoDB_20120810.${operation}`,
      'user-agent: sdk app/smista-local-route',
      `content-length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );

const first = requestOf('GetItem', '{"name":"Zoë"}\r\n\r\n');
const second = requestOf('PutItem', '{}');
const both = Buffer.concat([first, second]);

describe('what a connection brings', () => {
  it.each([
    ['all at once', both.length],
    ['one byte after the other', 1],
    ['in pieces that end anywhere', 37],
  ])('is cut into its requests when it comes %s', (_, size) => {
    const requests = new WireRequests();

    const taken = Array.from({ length: Math.ceil(both.length / size) }, (_each, at) =>
      requests.take(both.subarray(at * size, (at + 1) * size)),
    ).flat();

    expect(taken.map(({ bytes }) => String(bytes))).toEqual([String(first), String(second)]);
    expect(taken.map(({ body }) => String(body))).toEqual(['{"name":"Zoë"}\r\n\r\n', '{}']);
    expect(taken.map(({ headers }) => headers)).toEqual(
      ['GetItem', 'PutItem'].map((operation) => ({
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        'user-agent': 'sdk app/smista-local-route',
      })),
    );
  });

  it('is a request without a body where none is announced', () => {
    const [request] = new WireRequests().take(Buffer.from('GET / HTTP/1.1\r\nhost: here\r\n\r\n'));

    expect(request).toMatchObject({ body: Buffer.alloc(0), headers: {} });
  });
});
